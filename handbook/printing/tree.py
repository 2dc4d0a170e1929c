"""Small operations on elements of a document: their words, copying one, replacing one by others."""

from __future__ import annotations

import copy

from lxml import etree


def words(element: etree._Element) -> str:
    """The visible words of an element, white space folded."""
    return " ".join("".join(map(str, element.itertext())).split())


def attributes(element: etree._Element) -> dict[str, str]:
    """The attributes of an element."""
    return {str(name): str(value) for name, value in element.attrib.items()}


def alone(element: etree._Element, tag: str = "") -> etree._Element:
    """A copy of an element without what follows it, with another tag if one is named."""
    copied = copy.deepcopy(element)
    copied.tail = None
    if tag:
        copied.tag = tag
    return copied


def replace(element: etree._Element, *by: etree._Element) -> None:
    """Replace an element by others, or by none; the text that follows it goes with it."""
    parent = element.getparent()
    assert parent is not None, "only what stands in a document can be replaced"
    place = parent.index(element)
    element.tail = None
    parent.remove(element)
    for offset, new in enumerate(by):
        parent.insert(place + offset, new)
