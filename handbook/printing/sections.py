"""A page of the site as a section of a printed form: levels, labels, the code beside its title."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lxml import etree

from handbook.model.kinds import Parts
from handbook.model.overviews import is_wide, parts_of
from handbook.outputs.pictures import SECTIONS as TAUGHT
from handbook.printing.document import Library, quoted, running_head
from handbook.printing.line_breaks import MANY_COLUMNS, columns_of
from handbook.printing.qr_code import qr_svg
from handbook.printing.tree import alone, replace, words

_HEADINGS = ("h1", "h2", "h3", "h4", "dt")
NOTICE = ".//aside[@class='notice notice-standing']"
LEGEND = ".//p[@class='legend']"
_ROUTE = ".//figure[@class='picture picture-route']"


@dataclass(frozen=True)
class Place:
    """The place of a page in a printed form: its kind, the level of its title, the running heads."""

    kind: str
    level: int
    chapter: str = ""
    record: str = ""


def section(library: Library, address: str, place: Place) -> etree._Element:
    """The page at `address` as an element `section` of the printed document."""
    made = etree.Element("section", kind=place.kind, level=str(place.level), address=address)
    made.set("chapter", running_head(place.chapter))
    made.set("record", running_head(place.record) if place.kind in TAUGHT else "")
    if place.level > 1 and place.kind not in TAUGHT:
        made.set("flows", "yes")  # on the same pages as the section before
    if is_wide(place.kind):
        made.set("wide", "yes")
    for child in library.page(address):
        made.append(child)
    _set_headings(made, address, place)
    for table in made.iterfind("table"):
        if columns_of(table) >= MANY_COLUMNS and not is_wide(place.kind):
            table.set("across", "yes")
    return made


def with_code(made: etree._Element, library: Library) -> dict[str, bytes]:
    """Put the title and the first words of a section beside its QR code; return the picture.

    Without an address on the web there is no code, and the section stays as it is.
    """
    address = made.get("address", "")
    url = library.url(address)
    if not url:
        return {}
    picture = f"qr/{library.language}-{re.sub('[/#]', '-', address)}.svg"
    opening = etree.Element("header", qr=picture, url=url, address=library.short(address))
    for child in list(made)[:3]:
        if child.tag == "h1" or child.get("class") == "lead":
            opening.append(child)
    made.insert(0, opening)
    return {picture: qr_svg(url)}


def route(library: Library, *, made: bool = True) -> etree._Element | None:
    """The route as the home page shows it, with what is `made` in each stage; None if there is none."""
    found = library.pages[""].content.find(_ROUTE) if "" in library.pages else None
    if found is None:
        return None
    drawn = alone(found)
    for told in [] if made else drawn.findall(".//p[@class='made']"):
        replace(told)
    return drawn


def names_only(made: etree._Element) -> None:
    """A page's terms by name only: in a book each is explained once, in the glossary."""
    for listing in made.findall(".//dl[@class='terms']"):
        line = etree.Element("p", {"class": "see"})
        for link in listing.iterfind("dt/a"):
            if len(line):
                line[-1].tail = "; "
            link.tail = None
            line.append(link)
        replace(listing, line)


def without_notice(made: etree._Element) -> None:
    """A section without the standing notice and the legend, which a book shows once, behind its cover."""
    for told in (*made.findall(NOTICE), *made.findall(LEGEND)):
        replace(told)


def labels(root: etree._Element) -> set[str]:
    """Every label in a document: the addresses that it holds."""
    return {element.get("id", "") for element in root.iter(*_HEADINGS)} - {""}


def aliases(library: Library, held: Collection[str]) -> Mapping[str, str]:
    """Further names of destinations: with a slash for #, for first headings, and for addresses that moved."""
    result = {label.replace("#", "/"): label for label in held if "#" in label}
    for address in library.pages:
        heading = library.pages[address].content.find(".//h1") if address in held else None
        if heading is not None and heading.get("id"):
            result[f"{address}#{heading.get('id')}"] = address
    for old, new in library.locale.programme.redirects.items():
        if new in held:
            result[old] = new
            result[old.replace("#", "/")] = new
    return {name: target for name, target in result.items() if name not in held}


def _set_headings(made: etree._Element, address: str, place: Place) -> None:
    """Levels, labels, places in contents and bookmarks; a label is the address of what follows it."""
    before = place.level - 1
    for heading in list(made.iter(*_HEADINGS)):
        if not words(heading) and heading.tag != "dt":
            heading.tag = "p"  # a heading that is empty, or shows a picture only
            continue
        anchor = heading.get("id")
        first = heading.tag == "h1"
        if first:
            heading.set("id", address)
        elif anchor:
            heading.set("id", quoted(f"{address}#{anchor}"))
        elif heading.tag == "dt":
            continue
        below = 1 if heading.tag == "dt" else int(heading.tag[1]) - 1
        before = min(place.level + below, before + 1)  # PDF/UA-1 forbids skipped levels
        heading.set("level", str(before))
        if first or (
            parts_of(place.kind) is Parts.LISTED and heading.tag == "h2" and not heading.get("beside")
        ):
            heading.set("listed", "yes")
        elif place.level == 1 and parts_of(place.kind) is Parts.UNNAMED:
            heading.set("listed", "hidden")
