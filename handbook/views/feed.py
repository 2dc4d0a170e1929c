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
from handbook.views.changes import newest_first
from handbook.views.web import Web

MEDIA_TYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def has_feed(web: Web) -> bool:
    """Whether there is a feed: it holds absolute addresses, and an empty one is useless."""
    return bool(web.root and web.locale.programme.changes)


def feed(web: Web) -> bytes:
    """The feed as a file; only for what `has_feed`."""
    locale = web.locale
    entries = newest_first(locale.programme)
    root = etree.Element(f"{{{_ATOM}}}feed", {_XML_LANG: locale.language}, nsmap={None: _ATOM})  # type: ignore[dict-item]
    changes = locale.addresses.overviews["changes"]
    _say(root, "id", permanent_id(web, ""))
    _say(root, "title", feed_title(web))
    _say(root, "subtitle", locale.label("overview.about.changes"))
    _say(root, "updated", _moment(next(iter(entries.values())).date))
    _link(root, "self", web.file(FEED), MEDIA_TYPE, locale.language)
    _link(root, "alternate", web.page(changes), "text/html", locale.language)
    for other in web.others:
        _link(root, "related", other.file(FEED), MEDIA_TYPE, other.locale.language)
    _say(etree.SubElement(root, f"{{{_ATOM}}}author"), "name", locale.text(locale.about.publisher))
    licence = locale.about.licence
    _say(root, "rights", f"{locale.label('site.licence', licence=licence.name)} ({licence.address})")
    for key, change in entries.items():
        _entry(root, web, key, change)
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return written


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
    entry = etree.SubElement(root, f"{{{_ATOM}}}entry")
    _say(entry, "id", permanent_id(web, key))
    _say(entry, "title", locale.text(change.name))
    _say(entry, "published", _moment(change.date))
    _say(entry, "updated", _moment(change.date))
    _link(entry, "alternate", web.page(locale.addresses.of("changes", key)), "text/html", locale.language)
    targets = [result for target in change.see if (result := web.link(target))]
    for address, _ in targets:
        _link(entry, "related", address, "text/html", locale.language)
    content = etree.SubElement(entry, f"{{{_ATOM}}}content", type="html")
    content.text = _content(web, change.text, targets)


def _content(web: Web, text: Statement, targets: list[tuple[str, str]]) -> str:
    locale = web.locale
    marked = text.ground and locale.programme.appearance.show_grounds
    ground = html.escape(f" ({locale.label(f'ground.{text.ground}')})") if marked else ""
    parts = [f"<p>{web.html(text)}{ground}</p>"]
    if targets:
        links = (f'<a href="{html.escape(a)}">{html.escape(name)}</a>' for a, name in targets)
        parts.append(f"<p>{html.escape(locale.label('term.see'))} {', '.join(links)}</p>")
    return "".join(parts)


def _moment(day: str) -> str:
    """A day as Atom wants it: its beginning, in universal time."""
    return f"{day}T00:00:00Z"


def _say(parent: etree._Element, name: str, words: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}{name}").text = words


def _link(parent: etree._Element, kind: str, address: str, media_type: str, language: str) -> None:
    given = {"rel": kind, "type": media_type, "hreflang": language, "href": address}
    etree.SubElement(parent, f"{{{_ATOM}}}link", given)
