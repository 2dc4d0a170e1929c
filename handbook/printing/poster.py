"""The poster: the route, and every group of stages with its roles and tasks, from the page of the matrix.

What each part is `of` lets the template leave parts out, where all of them would be too small to be read.
"""

from __future__ import annotations

import copy

from lxml import etree

from handbook.model.addresses import slug
from handbook.printing.document import Library, PrintDocument
from handbook.printing.sections import route
from handbook.printing.tree import alone, words
from handbook.printing.wall_sheet import quote, wall_sheet

POSTER = 14.0  # points on A3; on A4 the letters are still 9.9 points high


def poster(library: Library) -> PrintDocument:
    """The route and the matrix of groups, roles and tasks on one sheet of A3, however many they are."""
    locale = library.locale
    address = locale.addresses.overviews["matrix"]
    page = library.page(address)
    root = etree.Element("poster")
    root.set("from", address)
    drawn = route(library)
    if drawn is not None:
        drawn.set("across", "yes")
        root.append(drawn)
    for place, key in enumerate(locale.programme.groups, start=1):
        panel = etree.SubElement(root, "panel")
        heading = _after(page, slug(key))
        if heading:
            heading[0].set("id", f"{address}#{slug(key)}")
            heading[0].set("level", "2")
            heading[0].set("listed", "yes")
            for told in heading[1:]:
                told.set("of", "told")
            # The route above names the stages already.
            panel.extend(held for held in heading if drawn is None or held.tag != "ul")
        for title, part, of in (
            ("roles", _roles(page, place), "roles"),
            ("task-roles", _tasks(page, key), "tasks"),
        ):
            if part is not None:
                above = page.find(f".//h2[@id='{title}']")
                below = etree.SubElement(panel, "h3", level="3", of=of)
                below.text = words(above) if above is not None else ""
                part.set("of", of)
                panel.append(part)
    quote(root, page, "rests-on", "legend")
    return wall_sheet(library, "poster.typ", root, address, POSTER)


def _after(page: etree._Element, anchor: str) -> list[etree._Element]:
    """A heading of the page with what follows it, up to the next heading."""
    heading = page.find(f".//*[@id='{anchor}']")
    result: list[etree._Element] = []
    while heading is not None and (not result or heading.tag not in ("h2", "h3")):
        result.append(copy.deepcopy(heading))
        heading = heading.getnext()
    return result


def _tasks(page: etree._Element, group: str) -> etree._Element | None:
    return next((e for e in _after(page, f"task-roles-{slug(group)}") if e.tag == "table"), None)


def _roles(page: etree._Element, column: int) -> etree._Element | None:
    """The column of one group in the table of roles, as names, each with its meaning there."""
    table = next((e for e in _after(page, "roles") if e.tag == "table"), None)
    if table is None:
        return None
    listing = etree.Element("dl")
    for row in table.iterfind("tbody/tr"):
        cells = list(row)
        if column < len(cells) and cells[column].find(".//span[@class='none']") is None:
            for tag, cell in (("dt", cells[0]), ("dd", cells[column])):
                listing.append(alone(cell, tag))
    return listing if len(listing) else None
