"""The calendar on paper: one sheet of A4, which says less rather than be too small; in the book, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.calendar_kit import many
from tests.print_kit import Printed, print_tree

A4_WIDE = (842, 595)
CUT = "Not everything fits here"


def _printed(folder: Path, count: int) -> Printed:
    many(folder / "data", count)
    (made,) = print_tree(folder / "data", "calendar.en.pdf")
    return made


def _words(made: Printed) -> str:
    return " ".join(made.pages)


def _letters(made: Printed) -> float:
    """The height of the letters of most words, in points."""
    sizes: list[float] = []
    for number in range(len(made._shown)):
        text = made._shown[number].get_textpage()
        boxes = [text.get_charbox(n) for n in range(text.count_chars())]
        sizes += [top - bottom for _, bottom, _, top in boxes if top > bottom]
    return sorted(sizes)[len(sizes) // 2]


@pytest.mark.parametrize("count", [1, 20])
def test_a_year_is_one_sheet_with_all_that_is_brought(tmp_path: Path, count: int) -> None:
    made = _printed(tmp_path, count)

    assert len(made.pages) == 1
    assert tuple(round(float(n)) for n in made.pdf.pages[0].mediabox[2:]) == A4_WIDE
    words = _words(made)
    for n in range(count):
        assert f"Event number {n} of the year en" in words
        assert f"what one brings to event {n} as item 2 en" in words
    assert CUT not in words


def test_forty_events_are_one_sheet_that_says_less_and_says_so(tmp_path: Path) -> None:
    made = _printed(tmp_path, 40)

    assert len(made.pages) == 1
    words = _words(made)
    assert all(f"Event number {n} of the year en" in words for n in range(40))
    assert "what one brings to event 7 as item 0 en" in words and "event 7 as item 2" not in words
    assert CUT in words
    assert _letters(made) >= 2.5  # median height of letters: of about five points of type


def test_the_book_has_the_calendar_as_a_chapter_with_its_picture(tmp_path: Path) -> None:
    many(tmp_path / "data", 3)
    (book,) = print_tree(tmp_path / "data", "handbook.en.pdf")

    assert "Calendar of the year" in [mark.title for mark in book.bookmarks]
    words = _words(book)
    assert "The year in one picture" in words and "Event number 2 of the year by rule" in words
    assert "what one brings to event 2 as item 2 en" in words
