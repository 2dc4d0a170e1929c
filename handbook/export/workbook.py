"""Workbooks: sheets whose head stays in view, text that is never a formula, the same bytes each time."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handbook.export.cells import looks_like_formula
from handbook.source_date import date_of

MOST_LINKS = 65_530  # on one sheet, in Excel
MOST_CHARACTERS = 32_767  # of one cell, as Excel counts: in units of UTF-16
_LONGEST_LINK = 2_079
_LONGEST_NAME = 31  # of a sheet
_FIRST, _OTHERS = 28, 70  # widths of the columns of facts, in characters
_CHOICES = 44
_LINE, _TALLEST = 15, 405  # points: a line of text, and the height that no row exceeds
_A4 = 9
_DATE = "d mmm yyyy"  # the month in words, so that it is not mistaken for the day


@dataclass(frozen=True)
class Head:
    """The head of a column: its words, width in characters, and whether it is printed.

    `fill` is what people enter there: "" for nothing, else `status`, `date` or `words`.
    """

    words: str
    width: int
    printed: bool = False
    fill: str = ""


@dataclass(frozen=True)
class Properties:
    """The properties of a workbook; `note` has edition, date and licence."""

    title: str
    author: str
    note: str
    date: str  # year-month-day
    cut: str  # ends a text that was cut because no cell can hold it
    wrong_date: str


@dataclass(frozen=True)
class Offer:
    """The words from which people choose a status, and their sheet."""

    sheet: str
    words: tuple[str, ...]


class Workbook:
    """A workbook that is being written; `content` finishes it."""

    def __init__(self, properties: Properties, offer: Offer):
        import xlsxwriter  # takes a while to load, and most commands write no workbook

        self._properties, self._offer = properties, offer
        self._written = io.BytesIO()
        options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
        self._book: Any = xlsxwriter.Workbook(self._written, options)
        self._book.set_properties(
            {
                "title": properties.title,
                "author": properties.author,
                "comments": properties.note,
                "created": date_of(properties.date).replace(tzinfo=None),
            }
        )
        plain = {"text_wrap": True, "valign": "top"}
        border = {"border": 1, "border_color": "#A0A0A0"}
        self._head = self._book.add_format({**plain, **border, "bold": True, "bg_color": "#E4E4E4"})
        self._text = self._book.add_format(plain)
        self._sign = self._book.add_format({**plain, "quote_prefix": True})
        self._link = self._book.add_format({**plain, "font_color": "#0645AD", "underline": 1})
        self._title = self._book.add_format({**plain, "bold": True, "font_size": 14})
        self._words = self._book.add_format({**plain, **border, "num_format": "@"})
        self._date = self._book.add_format({**plain, **border, "num_format": _DATE})

    def add_facts(self, name: str, title: str, facts: Sequence[Sequence[str]]) -> None:
        """A sheet with a title and rows of facts, the first cell of each in bold."""
        sheet = self._book.add_worksheet(name)
        sheet.set_column(0, 0, _FIRST)
        sheet.set_column(1, max(1, max(map(len, facts), default=1) - 1), _OTHERS)
        self._for_paper(sheet)
        self._write(sheet, 0, 0, title, self._title)
        bold = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        links = 0
        for number, row in enumerate(facts, 2):
            for column, words in enumerate(row):
                links += self._write(sheet, number, column, words, None if column else bold, links=links)
            widths = [_OTHERS if column else _FIRST for column in range(len(row))]
            sheet.set_row(number, _height(row, widths))

    def add_choices(self, head: str) -> None:
        """The sheet with the words allowed in cells of the kind `status`."""
        sheet = self._book.add_worksheet(self._offer.sheet)
        sheet.set_column(0, 0, _CHOICES)
        self._write(sheet, 0, 0, head, self._head)
        for number, words in enumerate(self._offer.words, 1):
            self._write(sheet, number, 0, words)

    def add_table(self, name: str, heads: Sequence[Head], rows: Sequence[Sequence[str]], fixed: int) -> None:
        """A sheet with a row for each record; its first `fixed` columns stay in view with the head.

        It is printed up to the last column to fill in, or else to the last to be printed. Rows are as tall as
        what is printed: long texts to the right would push records out of sight.
        """
        sheet = self._book.add_worksheet(name)
        for column, head in enumerate(heads):
            self._write(sheet, 0, column, head.words, self._head)
            sheet.set_column(column, column, head.width)
        sheet.set_row(0, _height([head.words for head in heads], [head.width - 2 for head in heads]))
        seen = [column for column, head in enumerate(heads) if head.printed] or list(range(len(heads)))
        links = 0
        for number, row in enumerate(rows, 1):
            sheet.set_row(number, _height([row[c] for c in seen], [heads[c].width for c in seen]))
            for column, words in enumerate(row):
                fill = heads[column].fill
                if fill:
                    sheet.write_blank(number, column, None, self._date if fill == "date" else self._words)
                elif words:
                    links += self._write(sheet, number, column, words, links=links)
        last = max(1, len(rows))
        for column, head in enumerate(heads):
            self._guide(sheet, column, head.fill, last)
        sheet.autofilter(0, 0, last, len(heads) - 1)
        sheet.freeze_panes(1, fixed)
        self._for_paper(sheet)
        sheet.repeat_rows(0)
        filled = [column for column, head in enumerate(heads) if head.fill]
        on_paper = filled or [column for column, head in enumerate(heads) if head.printed]
        sheet.print_area(0, 0, last, on_paper[-1] if on_paper else len(heads) - 1)

    def content(self) -> bytes:
        """The finished workbook."""
        self._book.close()
        return self._written.getvalue()

    def _guide(self, sheet: Any, column: int, fill: str, last: int) -> None:
        """Let people choose a status from the list and enter nothing but dates."""
        if fill == "status":
            quoted = self._offer.sheet.replace("'", "''")
            source = f"='{quoted}'!$A$2:$A${len(self._offer.words) + 1}"
            sheet.data_validation(1, column, last, column, {"validate": "list", "source": source})
        elif fill == "date":
            rule = {"validate": "date", "criteria": ">=", "value": date_of("2000-01-01").replace(tzinfo=None)}
            rule["error_message"] = self._properties.wrong_date[:255]
            sheet.data_validation(1, column, last, column, rule)

    def _write(
        self, sheet: Any, row: int, column: int, words: str, style: Any = None, *, links: int = MOST_LINKS
    ) -> int:
        """Write a cell as text, an address as a link if the sheet may have more; return the links added."""
        if links < MOST_LINKS and _is_address(words):
            sheet.write_url(row, column, words, self._link, string=words)
            return 1
        style = style or (self._sign if looks_like_formula(words) else self._text)
        sheet.write_string(row, column, fitting(words, self._properties.cut), style)
        return 0

    def _for_paper(self, sheet: Any) -> None:
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        text = f"{self._properties.title} – {self._properties.note}".replace("&", "&&")
        sheet.set_footer(f"&L&8{text[:200]}&R&8&P/&N")


def sheet_name(words: str, taken: set[str] | frozenset[str] = frozenset()) -> str:
    """A name that Excel allows for a sheet and that is not in `taken`, whose names are in lower case."""
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", words).strip(" '")[:_LONGEST_NAME].strip(" '") or "-"
    number, free = 2, name
    while free.casefold() in taken or free.casefold() == "history":  # a name that Excel reserves
        free = f"{name[: _LONGEST_NAME - 4].rstrip()} {number}"
        number += 1
    return free


def fitting(words: str, cut: str) -> str:
    """Words that fit one cell; longer ones are cut, with `cut` at the end."""
    if len(words) * 2 <= MOST_CHARACTERS or len(words.encode("utf-16-le")) <= MOST_CHARACTERS * 2:
        return words
    room = MOST_CHARACTERS - len(cut.encode("utf-16-le")) // 2
    return words.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + cut


def _height(cells: Sequence[str], widths: Sequence[int]) -> float:
    """The height of a row in points, if its columns have these widths in characters.

    It is set because some programs do not compute it on opening, so that lines would overlap.
    """

    def lines(words: str, width: int) -> int:
        # Letters are a little wider than the digits by which widths are measured, and words break early.
        return sum(max(1, -(-len(line) * 6 // (width * 5))) for line in words.split("\n"))

    return min(_TALLEST, _LINE * max(map(lines, cells, widths), default=1))


def _is_address(words: str) -> bool:
    return len(words) <= _LONGEST_LINK and re.fullmatch(r"https?://[^\s<>\"]+", words) is not None
