"""The feed of what changed in the editions, in one language, as Atom (RFC 4287).

Its ids follow from the name of the programme, the language and the change, as those of the handbook's own
feed do (`handbook.views.feed`): they stay, whatever host the index is on.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

from handbook.outputs.machine_files import FEED
from handbook.regions.changes import Change, Kind, newest
from handbook.regions.facts import name_in
from handbook.regions.page import link_to
from handbook.views import atom
from handbook.views.feed import permanent_id
from handbook.views.web import Web

_IDS = "regions/"  # before the keys of changes: no change of the handbook itself has a slash in its key


def feed(web: Web, stages: dict[str, str], changes: Sequence[Change]) -> bytes:
    """The feed as a file, for an index whose address is known; `stages` are names by key.

    It holds one change at least.
    """
    locale, language = web.locale, web.locale.language
    entries = newest(changes)
    root = atom.begun(language)
    atom.say(root, "id", permanent_id(web, _IDS))
    atom.say(root, "title", f"{locale.label('regions.change.title')} – {locale.text(locale.about.title)}")
    atom.say(root, "updated", atom.moment(entries[0].day))
    atom.link(root, "self", web.file(FEED), atom.MEDIA_TYPE, language)
    atom.link(root, "alternate", web.root, "text/html", language)
    for other in web.others:
        atom.link(root, "related", other.file(FEED), atom.MEDIA_TYPE, other.locale.language)
    atom.say(atom.part(root, "author"), "name", locale.text(locale.about.publisher))
    licence = locale.about.licence
    atom.say(root, "rights", f"{locale.label('site.licence', licence=licence.name)} ({licence.address})")
    for change in entries:
        entry = atom.part(root, "entry")
        atom.say(entry, "id", permanent_id(web, f"{_IDS}{change.key}"))
        atom.say(entry, "title", _title(web, change))
        atom.say(entry, "published", atom.moment(change.day))
        atom.say(entry, "updated", atom.moment(change.day))
        atom.link(entry, "alternate", _address(web, change), "text/html", language)
        atom.say(entry, "content", f"<p>{html.escape(_text(web, stages, change))}</p>", type="html")
    return atom.written(root)


def _title(web: Web, change: Change) -> str:
    mark = f" ({web.locale.label('regions.example')})" if change.example else ""
    return web.locale.label(f"regions.change.{change.kind}", place=_region(web, change)) + mark


def _text(web: Web, stages: dict[str, str], change: Change) -> str:
    label = web.locale.label
    before, after = (
        stages.get(key) or label("stage.numbered", number=key) for key in (change.before, change.after)
    )
    return label(f"regions.change.{change.kind}_text", place=_region(web, change), before=before, after=after)


def _region(web: Web, change: Change) -> str:
    return name_in(change.names, (web.locale.language, web.locale.original)).text


def _address(web: Web, change: Change) -> str:
    """Where to read on: the edition, or the index if it is gone."""
    return web.root if change.kind is Kind.GONE else link_to(change.link, web.locale, web.site_url)
