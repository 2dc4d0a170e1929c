"""Abbreviations are spelled out once in each chapter of a printed form, as they are once on each page."""

from __future__ import annotations

from lxml import etree

from handbook.printing.tree import words
from handbook.views.term_links import SPELLED_OUT


def spell_out_once(document: etree._Element) -> None:
    """Leave only the first of several names behind the same abbreviation in each chapter."""
    for chapter in document:
        told: set[str] = set()
        for span in chapter.findall(f".//span[@class='{SPELLED_OUT}']"):
            name = words(span)
            if name in told:
                _without(span)
            told.add(name)


def _without(element: etree._Element) -> None:
    """Remove an element and its words; what follows stays."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None, "a name stands in a sentence"
    following = element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + following
    else:
        parent.text = (parent.text or "") + following
    parent.remove(element)
