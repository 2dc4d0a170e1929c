"""Break opportunities in words that are wider than their line or table cell."""

from __future__ import annotations

import re
from functools import cache

from lxml import etree

from handbook.printing.tree import words

_BODY = 10.5  # points
_LINE = 165.0  # millimetres of text on A4, or across a table on a landscape page
_ACROSS = 261.0
_LETTER = 2.0  # millimetres per letter at 10.5 points, on average
_CELL_LETTER = 1.75  # in a table, which is set smaller
_SMALL_LETTER = 1.45  # in a table of many columns
_HEADINGS = {"h1": 2.1, "h2": 1.65, "h3": 1.25}  # how much wider their letters are, which are larger and bold
_IN_PICTURES = 40.0  # millimetres of text beside what is drawn, at 10.5 points
_INSET = 3.2  # millimetres around the words of a cell
MANY_COLUMNS = 8  # from this number on a table is set small, on a landscape page
_SOFT_HYPHEN, _SPACE = "\u00ad", "\u200b"
_LONG = 1200  # letters in a row or pair that may not fit on one page
_LONG_HEADING = 240
_PIECE = 8  # letters at least between two places to break


def let_break(root: etree._Element, *, columns: int = 1, size: float = 10.5) -> None:
    """Put invisible break opportunities into words that would overrun their line.

    `columns` says how many columns of text a page has, `size` is that of the body text in points. A word that
    fits its line stays whole: otherwise it would be divided wherever the line ends.
    """
    scale = _BODY / size
    _walk(root, int(_LINE / columns / _LETTER * scale) - 2, 0, scale)


def _walk(element: etree._Element, limit: int, cell: int, scale: float) -> None:
    """Break the words below an element whose line holds `limit` letters, and a cell of its table `cell`."""
    if element.tag == "pre":
        for held in element.iter():  # a hyphen in code would be read as part of it
            held.text = _broken(held.text or "", limit).replace(_SOFT_HYPHEN, _SPACE)
            if held is not element:
                held.tail = _broken(held.tail or "", limit).replace(_SOFT_HYPHEN, _SPACE)
        return
    limit = int(limit / _HEADINGS.get(element.tag, 1))
    if element.tag == "figure" and "picture" in (element.get("class") or ""):
        limit = min(limit, int(_IN_PICTURES / _CELL_LETTER * scale))
    if element.tag == "table":
        cell = _letters_in_cell(columns_of(element), scale)
    elif element.tag in ("td", "th"):
        limit = cell
    if element.text:
        element.text = _broken(element.text, limit)
    for child in element:
        _walk(child, limit, cell, scale)
        if child.tail:
            child.tail = _broken(child.tail, limit)


def mark_long(root: etree._Element) -> None:
    """Mark what may break across pages; shorter rows, pairs, boxes and headings stay whole."""
    for element in root.iter("tr", "pair", "dl", "section", "aside", "div"):
        if len(words(element)) > _LONG:
            element.set("long", "yes")
    for line in root.iterfind(".//p[@class='see']"):
        if len(words(line)) > _LONG:
            line.set("long", "yes")
    for heading in root.iter("h1", "h2", "h3", "h4", "dt"):
        if len(words(heading)) > _LONG_HEADING:
            heading.set("long", "yes")


def columns_of(table: etree._Element) -> int:
    """How many columns a table has."""
    rows = table.iter("tr")
    return max((sum(int(c.get("colspan", "1")) for c in row) for row in rows), default=1)


def break_words(title: str, limit: int) -> str:
    """A title with break opportunities in words of more than `limit` letters."""
    return _broken(title, limit)


def _letters_in_cell(count: int, scale: float) -> int:
    """How many letters fit on a line of a cell, in a table of `count` columns."""
    if count >= MANY_COLUMNS:
        return max(3, int((_ACROSS / count - _INSET / 2) / _SMALL_LETTER * scale) - 1)
    return max(5, int((_LINE / count - _INSET) / _CELL_LETTER * scale) - 1)


@cache
def _too_long(limit: int) -> re.Pattern[str]:
    return re.compile(rf"[^\s\u200b\u00ad]{{{limit + 1},}}")


def _broken(told: str, limit: int) -> str:
    if told.startswith(("https://", "http://")):
        return told  # Typst breaks addresses itself
    return _too_long(limit).sub(lambda match: _divided(match[0], limit), told)


def _divided(word: str, limit: int) -> str:
    """A word with break opportunities after its punctuation, and within parts that are still too long."""
    parts = re.findall(r"[^/._=&?#:+-]*[/._=&?#:+-]+|[^/._=&?#:+-]+", word)
    if len(parts) > 1:
        return _SPACE.join(_pieces(part, limit) for part in parts)
    return _pieces(word, limit)


def _pieces(part: str, limit: int) -> str:
    if len(part) <= limit:
        return part
    between = _SOFT_HYPHEN if part.isalpha() else _SPACE
    length = max(2, min(_PIECE, limit // 2))
    return between.join(part[i : i + length] for i in range(0, len(part), length))
