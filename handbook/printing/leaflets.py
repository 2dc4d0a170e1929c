"""One record on its own sheet: leaflets of stages, sheets of tasks and others."""

from __future__ import annotations

import copy

from lxml import etree

from handbook.printing.document import BODY, LARGE, Library, PrintDocument, place_links, settings
from handbook.printing.sections import Place, aliases, labels, section, with_code


def leaflet(library: Library, stage: str, *, large: bool = False) -> PrintDocument:
    """The page of a stage, with the first words of each of its tasks."""
    address = library.locale.addresses.of("stages", stage)
    made = section(library, address, Place("stages", 1))
    for item in made.findall(".//ul[@class='task-list']/li"):
        _add_first_words(item, library)
    return _sheet(library, made, large)


def record_sheet(library: Library, kind: str, key: str, *, large: bool = False) -> PrintDocument:
    """The page of any record, such as a task."""
    address = library.locale.addresses.of(kind, key)
    return _sheet(library, section(library, address, Place(kind, 1)), large)


def _sheet(library: Library, made: etree._Element, large: bool) -> PrintDocument:
    root = etree.Element("sheet")
    address = made.get("address", "")
    root.append(made)
    pictures = with_code(made, library)
    citation = library.pages[address].citation
    if citation:
        etree.SubElement(made, "p", {"class": "note"}).text = citation
    held = labels(root)
    place_links(root, library, held.__contains__)
    result = settings([library], library.pages[address].title, LARGE if large else BODY)
    return PrintDocument("sheet.typ", root, result, pictures, aliases(library, held))


def _add_first_words(item: etree._Element, library: Library) -> None:
    """The first words of a task's page, below its name in a list."""
    link = item.find("a")
    lead = library.pages[link.get("to", "")].content.find(".//p[@class='lead']") if link is not None else None
    if lead is not None:
        below = copy.deepcopy(lead)
        below.set("class", "note")
        below.tail = None
        item.append(below)
