"""The feed of changes in one language, as Atom (RFC 4287), for feed readers.

Ids must never change, even if the site moves to another host, and must not be those of another handbook. They
are UUIDs made from the name of the programme in the authoritative language (its letters alone, so that a
corrected comma changes nothing), the language of the feed and the permanent key of the change. A `tag:` URI
would need a host or mail address known to be ours on a given day.
"""

from __future__ import annotations

import html
import uuid

from lxml import etree

from handbook.model.records import Change
from handbook.model.text import Statement
from handbook.outputs.machine_files import FEED
from handbook.views import atom
from handbook.views.changes import newest_first
from handbook.views.web import Web

MEDIA_TYPE = atom.MEDIA_TYPE


def has_feed(web: Web) -> bool:
    """Whether there is a feed: it holds absolute addresses, and an empty one is useless."""
    return bool(web.root and web.locale.programme.changes)


def feed(web: Web) -> bytes:
    """The feed as a file; only for what `has_feed`."""
    locale = web.locale
    entries = newest_first(locale.programme)
    root = atom.begun(locale.language)
    changes = locale.addresses.overviews["changes"]
    atom.say(root, "id", permanent_id(web, ""))
    atom.say(root, "title", feed_title(web))
    atom.say(root, "subtitle", locale.label("overview.about.changes"))
    atom.say(root, "updated", atom.moment(next(iter(entries.values())).date))
    atom.link(root, "self", web.file(FEED), MEDIA_TYPE, locale.language)
    atom.link(root, "alternate", web.page(changes), "text/html", locale.language)
    for other in web.others:
        atom.link(root, "related", other.file(FEED), MEDIA_TYPE, other.locale.language)
    atom.say(atom.part(root, "author"), "name", locale.text(locale.about.publisher))
    licence = locale.about.licence
    atom.say(root, "rights", f"{locale.label('site.licence', licence=licence.name)} ({licence.address})")
    for key, change in entries.items():
        _entry(root, web, key, change)
    return atom.written(root)


def feed_title(web: Web) -> str:
    """The title of the feed: the page of changes and the handbook."""
    return f"{web.locale.name('changes', '')} – {web.locale.text(web.locale.about.title)}"


def permanent_id(web: Web, key: str) -> str:
    """The id of a change, or of the feed if `key` is ""."""
    locale = web.locale
    named = locale.about.key or locale.about.name.get(locale.original)
    letters = "".join(filter(str.isalnum, named.casefold()))
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{letters}/{locale.language}/changes/{key}").urn


def _entry(root: etree._Element, web: Web, key: str, change: Change) -> None:
    locale = web.locale
    entry = atom.part(root, "entry")
    atom.say(entry, "id", permanent_id(web, key))
    atom.say(entry, "title", locale.text(change.name))
    atom.say(entry, "published", atom.moment(change.date))
    atom.say(entry, "updated", atom.moment(change.date))
    atom.link(entry, "alternate", web.page(locale.addresses.of("changes", key)), "text/html", locale.language)
    targets = [result for target in change.see if (result := web.link(target))]
    for address, _ in targets:
        atom.link(entry, "related", address, "text/html", locale.language)
    atom.say(entry, "content", _content(web, change.text, targets), type="html")


def _content(web: Web, text: Statement, targets: list[tuple[str, str]]) -> str:
    locale = web.locale
    marked = text.ground and locale.programme.appearance.show_grounds
    ground = html.escape(f" ({locale.label(f'ground.{text.ground}')})") if marked else ""
    parts = [f"<p>{web.html(text)}{ground}</p>"]
    if targets:
        links = (f'<a href="{html.escape(a)}">{html.escape(name)}</a>' for a, name in targets)
        parts.append(f"<p>{html.escape(locale.label('term.see'))} {', '.join(links)}</p>")
    return "".join(parts)
