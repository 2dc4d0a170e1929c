"""The parallel form: two languages side by side, item by item."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from handbook.printing.book import cover, cover_lines, imprint, index_address, index_entries, sections
from handbook.printing.document import (
    BODY,
    LARGE,
    Library,
    PrintDocument,
    place_links,
    running_head,
    settings,
)
from handbook.printing.sections import aliases, labels
from handbook.printing.tree import alone, attributes, words
from handbook.views.reading_order import chapters

_LISTS = ("ul", "ol")
_HEADINGS = ("h1", "h2", "h3", "h4")
_Rows = Iterator[tuple[etree._Element | None, etree._Element | None]]


def parallel(first: Library, second: Library, *, large: bool = False) -> PrintDocument:
    """The handbook in two languages; the first one has the labels, the contents and the index."""
    locale = first.locale
    root = etree.Element("book")
    root.append(cover(first))
    left_imprint, right_imprint = imprint(first), imprint(second)
    both = etree.SubElement(root, "imprint")
    _fill(both, left_imprint, right_imprint, second.language)
    pictures: dict[str, bytes] = {}
    for chapter in chapters(locale):
        pairs = zip(sections(first, chapter), sections(second, chapter), strict=True)
        for (own, code), (other, other_code) in pairs:
            pictures |= code | other_code
            root.append(_section(own, other, second.language))
    index = index_address(first)
    held = labels(root) | {index}
    place_links(root, first, held.__contains__)
    titles = dict.fromkeys(library.locale.text(locale.about.title) for library in (first, second))
    result = settings([first, second], " · ".join(titles), LARGE if large else BODY)
    result["cover"] = list(dict.fromkeys([*cover_lines(first), *cover_lines(second)]))
    result["index"] = {"address": index, "entries": list(index_entries(first, held))}
    return PrintDocument("parallel.typ", root, result, pictures, aliases(first, held))


def _section(own: etree._Element, other: etree._Element, language: str) -> etree._Element:
    made = etree.Element("section", attributes(own))
    made.set("chapter", running_head(_both_names(own.get("chapter", ""), other.get("chapter", ""))))
    if own.get("record"):
        made.set("other", other.get("record", ""))
    _fill(made, own, other, language)
    return made


def _both_names(own: str, other: str) -> str:
    return " · ".join(dict.fromkeys(filter(None, (own, other))))


def _fill(made: etree._Element, own: etree._Element, other: etree._Element, language: str) -> None:
    """Put the parts of two pages beside each other, each as a pair of sides."""
    for left, right in _aligned(own, other):
        if left is not None and right is not None and left.tag == right.tag:
            if left.tag in _HEADINGS:
                made.append(_heading(left, right, language))
                continue
            if left.tag in ("section", "header"):
                inner = etree.SubElement(made, left.tag, attributes(left))
                _fill(inner, left, right, language)
                continue
            if left.tag == "table":
                made.extend(_table(left, right, language))
                continue
            if left.tag == "dl" and left.get("class") == "sources":
                _fill(made, left, right, language)
                continue
            if left.tag == "dt" and left.get("id"):
                made.append(left)  # the title of a source is the same in all languages
                continue
            if left.tag in _LISTS and len(left) == len(right):
                for number, (a, b) in enumerate(zip(list(left), list(right), strict=True), start=1):
                    made.append(
                        _pair(_with_one_item(left, a, number), _with_one_item(right, b, number), language)
                    )
                continue
        made.append(_pair(left, right, language))


def _aligned(own: etree._Element, other: etree._Element) -> _Rows:
    """The children of two elements in pairs: by their labels if these differ in order, else by position."""
    left, right = list(own), list(other)
    by_label = {_label(child): child for child in right if _label(child)}
    if [_label(child) for child in left] == [_label(child) for child in right]:
        yield from zip(left, right, strict=True)
    elif by_label.keys() == {_label(child) for child in left if _label(child)}:
        rest = iter([child for child in right if not _label(child)])
        for child in left:
            yield child, by_label[_label(child)] if _label(child) else next(rest, None)
        yield from ((None, child) for child in rest)
    else:
        for place in range(max(len(left), len(right))):
            yield left[place] if place < len(left) else None, right[place] if place < len(right) else None


def _label(element: etree._Element) -> str:
    """The label of an element, or of the heading with which it begins."""
    first = element[0] if element.tag == "section" and len(element) else element
    return str(first.get("id") or "")


def _pair(left: etree._Element | None, right: etree._Element | None, language: str) -> etree._Element:
    pair = etree.Element("pair")
    for side, held in (("own", left), ("other", right)):
        made = etree.SubElement(pair, "side", {"class": side})
        if side == "other":
            made.set("lang", language)
            for link in held.iter("a") if held is not None else ():
                link.set("in", language)
        if held is not None:
            held.tail = None
            made.append(_without_labels(held) if side == "other" else held)
    return pair


def _heading(left: etree._Element, right: etree._Element, language: str) -> etree._Element:
    """One heading in both languages; the second is marked as such."""
    if words(left) != words(right):
        beside = etree.SubElement(left, "span", {"class": "beside", "lang": language})
        for code in right.findall("span[@class='code']"):
            own = left.find("span[@class='code']")
            if own is not None and own.text == code.text:
                tail = (code.tail or "").lstrip()
                right.remove(code)
                right.text = (right.text or "") + tail
        beside.text = right.text
        beside.extend(list(right))
    return left


def _table(left: etree._Element, right: etree._Element, language: str) -> list[etree._Element]:
    """One table with cells in both languages; two tables if their cells do not match."""
    for link in right.iter("a"):
        link.set("in", language)
    left.tail = right.tail = None
    if _shape(left) != _shape(right):
        other = _without_labels(right)
        other.set("lang", language)
        return [left, other]
    for own, other in zip(left.iter("th", "td"), right.iter("th", "td"), strict=True):
        if words(own) != words(other):
            below = etree.SubElement(own, "p", {"class": "beside", "lang": language})
            below.text = other.text
            below.extend(list(other))
    return [left]


def _shape(table: etree._Element) -> list[list[str]]:
    """The layout of a table's cells, row by row."""
    return [
        [f"{cell.tag}{cell.get('colspan')}{cell.get('rowspan')}" for cell in row] for row in table.iter("tr")
    ]


def _with_one_item(listing: etree._Element, item: etree._Element, number: int) -> etree._Element:
    """A list that holds one item of another list, with its number."""
    made = etree.Element(listing.tag, attributes(listing))
    if listing.tag == "ol":
        made.set("start", str(int(listing.get("start", "1")) + number - 1))
    made.append(item)
    return made


def _without_labels(element: etree._Element) -> etree._Element:
    made = alone(element)
    for held in made.iter():
        held.attrib.pop("id", "")
    return made
