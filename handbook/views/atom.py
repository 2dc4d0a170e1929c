"""The elements of an Atom feed (RFC 4287)."""

from __future__ import annotations

from lxml import etree

MEDIA_TYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def begun(language: str) -> etree._Element:
    """A feed in `language` without contents."""
    return etree.Element(f"{{{_ATOM}}}feed", {_XML_LANG: language}, nsmap={None: _ATOM})  # type: ignore[dict-item]


def written(feed: etree._Element) -> bytes:
    """A feed as a file."""
    etree.indent(feed)
    result: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8")
    return result


def part(parent: etree._Element, name: str) -> etree._Element:
    """An empty element of the name, added to `parent`."""
    return etree.SubElement(parent, f"{{{_ATOM}}}{name}")


def say(parent: etree._Element, name: str, words: str, **attributes: str) -> None:
    """Add an element that holds words."""
    etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes).text = words


def link(parent: etree._Element, kind: str, address: str, media_type: str, language: str) -> None:
    """Add a link of the kind that `rel` names."""
    given = {"rel": kind, "type": media_type, "hreflang": language, "href": address}
    etree.SubElement(parent, f"{{{_ATOM}}}link", given)


def moment(day: str) -> str:
    """A day as Atom wants it: its beginning, in universal time."""
    return f"{day}T00:00:00Z"
