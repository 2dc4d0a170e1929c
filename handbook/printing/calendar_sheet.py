"""The calendar on one sheet: each event with its months and what to bring, from the page of the calendar."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from handbook.model.addresses import slug
from handbook.printing.document import Library, PrintDocument
from handbook.printing.tree import alone
from handbook.printing.wall_sheet import quote, wall_sheet
from handbook.views.calendar_year import in_order

_SIZE = 9.5  # points on A4


def calendar_sheet(library: Library) -> PrintDocument:
    """The whole year on one sheet of A4, however many events it has."""
    locale = library.locale
    address = locale.addresses.overviews["calendar"]
    page = library.page(address)
    root = etree.Element("calendar", {"from": address})
    title = page.find(".//h1")
    if title is not None:
        root.append(alone(title))
        root[-1].attrib.update({"id": address, "level": "1", "listed": "yes"})
    if any(event.practice for event in locale.programme.calendar.values()):
        etree.SubElement(root, "p", {"class": "note"}).text = locale.label("calendar.differs")
    quote(root, page, "lead", "legend")
    table = etree.SubElement(root, "table")
    head = etree.SubElement(etree.SubElement(table, "thead"), "tr")
    for words in (
        locale.label("calendar.event"),
        locale.label("calendar.strip"),
        locale.label("event.brings"),
    ):
        etree.SubElement(head, "th").text = words
    body = etree.SubElement(table, "tbody")
    drawn = page.findall(".//figure[@class='picture picture-calendar']/ul/li")
    for key, event in zip(in_order(locale), drawn, strict=True):
        row = etree.SubElement(body, "tr")
        for tag, kinds in (("th", ("a", "small")), ("td", ("span",))):
            etree.SubElement(row, tag).extend(alone(part) for part in event if part.tag in kinds)
        etree.SubElement(row, "td").extend(_brings(page, key))
    return wall_sheet(library, "calendar.typ", root, address, _SIZE)


def _brings(page: etree._Element, key: str) -> Iterator[etree._Element]:
    """The list of what to bring to an event, if there is one."""
    heading = page.find(f".//h4[@id='{slug(key)}-brings']")
    listing = heading.getnext() if heading is not None else None
    if listing is not None and listing.tag == "ul":
        yield alone(listing)
