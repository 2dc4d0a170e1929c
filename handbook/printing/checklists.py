"""Checklists to tick by hand: of one stage, and of all tasks of a group of stages."""

from __future__ import annotations

from lxml import etree

from handbook.printing.document import BODY, LARGE, Library, PrintDocument, place_links, settings
from handbook.printing.sections import aliases, labels, with_code
from handbook.printing.tree import alone, replace, words
from handbook.views.region import local_tasks_of_group
from handbook.views.relations import tasks_of_group

_ITEMS = ".//ul[@class='checklist']/li"
_BLANK_LINES = 3  # for additions by hand


def stage_checklist(library: Library, stage: str, *, large: bool = False, paper: str = "a4") -> PrintDocument:
    """The checklist of a stage."""
    address = library.locale.addresses.of("stages", stage)
    root = etree.Element("checklist")
    made = etree.SubElement(root, "section", address=address, kind="stages", level="1")
    title = library.locale.label("print.checklist_of", name=library.locale.name("stages", stage))
    etree.SubElement(made, "h1", id=address, level="1", listed="yes").text = title
    pictures = with_code(made, library)
    rows = _table(made, library)
    _item_rows(rows, library, address)
    programme = library.locale.programme
    _rows_for_more(rows, library, programme.group_of(stage) or "")
    made.extend(_about_signs(library, address))
    return _finish(root, library, title, pictures, large, paper)


def group_checklist(library: Library, group: str, *, large: bool = False, paper: str = "a4") -> PrintDocument:
    """The signs that each task of a group of stages is done, with blank lines for tasks that others set."""
    locale = library.locale
    programme = locale.programme
    root = etree.Element("checklist")
    address = locale.addresses.of("groups", group)
    made = etree.SubElement(root, "section", address=address, kind="groups", level="1")
    title = locale.label("print.checklist_of", name=locale.text(programme.groups[group].name))
    etree.SubElement(made, "h1", id=address, level="1", listed="yes").text = title
    pictures = with_code(made, library)
    rows = _table(made, library)
    for code, task in tasks_of_group(programme, group).items():
        if not task.set_by_others:
            address = locale.addresses.of("tasks", code)
            _task_row(rows, library, address)
            _item_rows(rows, library, address)
    _rows_for_more(rows, library, group, items=True)
    made.extend(_said_once(rows))
    return _finish(root, library, title, pictures, large, paper)


def _finish(
    root: etree._Element, library: Library, title: str, pictures: dict[str, bytes], large: bool, paper: str
) -> PrintDocument:
    held = labels(root)
    place_links(root, library, held.__contains__)
    for link in root.iter("a"):
        # A checklist is ticked, not followed: links show neither page nor address.
        link.set(*(("path", "") if link.get("path") else ("kind", "source")))
    result = settings([library], title, LARGE if large else BODY) | {"paper": paper}
    return PrintDocument("checklist.typ", root, result, pictures, aliases(library, held))


def _heading(address: str, library: Library) -> etree._Element:
    """The title of a task's page as a heading of the checklist."""
    title = library.pages[address].content.find(".//h1")
    heading = alone(title, "h2") if title is not None else etree.Element("h2")
    for name, value in (("id", address), ("level", "2"), ("listed", "yes")):
        heading.set(name, value)
    return heading


def _table(parent: etree._Element, library: Library) -> etree._Element:
    """A table for items with a box, a name and a date; return the element that holds its rows."""
    table = etree.SubElement(parent, "table", {"class": "ticks"})
    head = etree.SubElement(etree.SubElement(table, "thead"), "tr")
    label = library.locale.label
    for name in (label("print.done"), label("print.item"), label("print.by"), label("print.on")):
        etree.SubElement(head, "th", scope="col").text = name
    return etree.SubElement(table, "tbody")


def _heading_row(rows: etree._Element, words: str = "") -> etree._Element:
    row = etree.SubElement(rows, "tr", {"class": "head"})
    cell = etree.SubElement(row, "td", colspan="4")
    if words:
        etree.SubElement(cell, "strong").text = words
    return cell


def _item_rows(rows: etree._Element, library: Library, address: str) -> None:
    for item in library.pages[address].content.iterfind(_ITEMS):
        row = etree.SubElement(rows, "tr")
        etree.SubElement(etree.SubElement(row, "td"), "tick")
        row.append(alone(item, "td"))
        etree.SubElement(row, "td")
        etree.SubElement(row, "td")


def _about_signs(library: Library, address: str) -> list[etree._Element]:
    """What statements without a sign rest on, and what the signs mean, as the page says it."""
    content = library.pages[address].content
    found = (content.find(f".//p[@class='{kind}']") for kind in ("rests-on", "legend"))
    return [alone(line) for line in found if line is not None]


def _said_once(rows: etree._Element) -> list[etree._Element]:
    """What statements without a sign rest on, taken from the titles of tasks if all of them say the same."""
    lines = rows.findall(".//p[@class='rests-on']")
    if len({words(line) for line in lines}) != 1:
        return []
    once = alone(lines[0])
    for line in lines:
        replace(line)
    return [once]


def _task_row(rows: etree._Element, library: Library, address: str, *, items: bool = True) -> None:
    """The title of a task, with what its `items` without a sign rest on."""
    cell = _heading_row(rows)
    cell.append(_heading(address, library))
    if items:
        cell.extend(_about_signs(library, address)[:1])


def _rows_for_more(rows: etree._Element, library: Library, group: str, *, items: bool = False) -> None:
    """Blank rows below the tasks that represent further ones, with their `items`; else below a label."""
    locale = library.locale
    further = [c for c, task in tasks_of_group(locale.programme, group).items() if task.set_by_others]
    for code in further:
        address = locale.addresses.of("tasks", code)
        _task_row(rows, library, address, items=items)
        if items:
            _item_rows(rows, library, address)
    for key in local_tasks_of_group(locale.programme, group):
        address = locale.addresses.of("local_tasks", key)
        _task_row(rows, library, address, items=False)
        _item_rows(rows, library, address)
    if items or not further:
        _heading_row(rows, locale.label("print.added"))
    _blank_rows(rows)


def _blank_rows(rows: etree._Element) -> None:
    for _ in range(_BLANK_LINES):
        row = etree.SubElement(rows, "tr", {"class": "blank"})
        etree.SubElement(etree.SubElement(row, "td"), "tick")
        for _ in range(3):
            etree.SubElement(row, "td")
