"""A document of the printed forms as plain HTML, which pandoc reads."""

from __future__ import annotations

import base64
import re

from lxml import etree

from handbook.printing.document import Library, PrintDocument
from handbook.printing.qr_code import qr_png
from handbook.printing.tree import alone, attributes, replace

_EMPTY_BOX = "\u2610 "
_QR_SCALE = 4  # pixels per module
_KEPT = {"lang", "href", "src", "alt", "scope", "start", "rowspan", "colspan", "class"}


def to_html(made: PrintDocument, library: Library) -> str:
    """The sections of a printed form as one HTML document in the language of `library`."""
    html = etree.Element("html", lang=library.language)
    etree.SubElement(html, "head")
    body = etree.SubElement(html, "body")
    for section in made.document.iter("section"):
        if section.getparent() is made.document:
            for child in section:
                body.append(alone(child))
    for picture in body.findall(".//figure[@class]"):
        replace(picture)  # drawn by the style of pages and by Typst; the words stand in the text too
    for opening in list(body.iter("header")):
        _spell_code(opening)
    labels = {element.get("id") for element in body.iter() if element.get("id")}
    for link in body.iter("a"):
        if link.get("to") and link.get("to") not in labels:  # the index, needed only on paper
            url = library.url(link.get("to", ""))
            link.attrib.pop("to")
            if url:
                link.set("href", url)
            else:
                link.tag = "span"
    for element in list(body.iter()):
        _plain(element)
    return etree.tostring(html, encoding="unicode", method="html")


def anchor(label: str) -> str:
    """A label as an identifier that XML allows."""
    return "a-" + re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")


def _spell_code(opening: etree._Element) -> None:
    """Title and first words, followed by the QR code and its address in letters."""
    url, address = opening.get("url", ""), opening.get("address", "")
    result = etree.Element("p")
    source = "data:image/png;base64," + base64.b64encode(qr_png(url, _QR_SCALE)).decode()
    etree.SubElement(result, "img", src=source, alt=address, width="96", height="96").tail = " "
    link = etree.SubElement(result, "a", href=url)
    link.text = address
    replace(opening, *[alone(child) for child in opening], result)


def _plain(element: etree._Element) -> None:
    classes = element.get("class", "").split()
    result = attributes(element)
    if element.tag in ("h1", "h2", "h3", "h4") and "level" in result:
        element.tag = f"h{result['level']}"
    if element.tag == "dt" and "level" in result:
        element.tag = f"h{result['level']}"  # pandoc drops identifiers of terms in definition lists
    if (element.tag == "dl" and element.find("dt[@level]") is not None) or (
        element.tag == "dd" and _is_loose(element)
    ):
        element.tag = "div"
    if element.tag == "a" and "to" in result:
        element.set("href", f"#{anchor(result['to'])}")
    for name in result:
        if name not in _KEPT and name not in ("width", "height"):
            element.attrib.pop(name)
    if "id" in result:
        element.set("id", anchor(result["id"]))
    if element.tag == "ul" and "checklist" in classes:
        for item in element.iterfind("li"):
            item.text = _EMPTY_BOX + (item.text or "")
    if element.tag == "span" and "code" in classes:
        element.tail = f" {(element.tail or '').lstrip()}"
    if element.tag in ("section", "aside"):
        element.tag = "div"
    element.attrib.pop("class", "")


def _is_loose(definition: etree._Element) -> bool:
    """Whether a definition follows a heading instead of a term."""
    parent = definition.getparent()
    return parent is not None and parent.tag == "div"
