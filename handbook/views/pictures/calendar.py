"""The year: events as rows, each with a strip of twelve months, those of the event filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handbook.formats import MONTHS, month_name
from handbook.localised import Locale
from handbook.views.calendar_year import in_order, months_of, period
from handbook.views.pictures.picture import Picture


@dataclass(frozen=True)
class Cell:
    """A month in the strip of an event; `filled` is true if the event is in it."""

    letter: str
    filled: bool


@dataclass(frozen=True)
class EventRow:
    """An event: its key, when it is in words, and its strip; `differs` is true if practice may differ."""

    key: str
    period: str
    differs: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Year(Picture):
    """All events of the calendar, in the order of the year."""

    name: ClassVar[str] = "calendar"
    rows: tuple[EventRow, ...]


def year(locale: Locale) -> Year | None:
    """The picture of the year; None if the programme has no calendar."""
    events = locale.programme.calendar
    letters = {number: month_name(number, locale.language, "narrow") for number in MONTHS}
    rows = []
    for key in in_order(locale):
        held = months_of(events[key])
        cells = tuple(Cell(letter, number in held) for number, letter in letters.items())
        rows.append(EventRow(key, period(locale, events[key]), bool(events[key].practice), cells))
    return Year(locale.label("calendar.picture"), tuple(rows)) if rows else None
