"""What recurs every year, month by month, and when each event is in words."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.formats import MONTHS, day_of_year, month_name
from handbook.localised import Locale
from handbook.model.records import CalendarEvent


@dataclass(frozen=True)
class Month:
    """A month: its number, name and anchor, the events that begin in it, and those that go on."""

    number: int
    name: str
    short: str
    begin: tuple[str, ...]
    go_on: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Its anchor, the same in every language."""
        return f"month-{self.number}"


def months(locale: Locale) -> list[Month]:
    """The twelve months."""
    events = locale.programme.calendar
    return [
        Month(
            number,
            month_name(number, locale.language),
            month_name(number, locale.language, "abbreviated"),
            tuple(key for key, event in events.items() if event.begins == number),
            tuple(k for k, event in events.items() if number in months_of(event) and event.begins != number),
        )
        for number in MONTHS
    ]


def months_of(event: CalendarEvent) -> tuple[int, ...]:
    """The numbers of the months of an event, in their order, over the year's end too."""
    if event.begins <= event.ends:
        return tuple(range(event.begins, event.ends + 1))
    return (*range(event.begins, MONTHS.stop), *range(MONTHS.start, event.ends + 1))


def in_order(locale: Locale) -> list[str]:
    """Keys of all events, the first of the year first; those that begin together by their ends."""
    events = locale.programme.calendar
    return sorted(events, key=lambda key: (events[key].begins, len(months_of(events[key]))))


def period(locale: Locale, event: CalendarEvent) -> str:
    """When an event is, in words: its months, and the day by which it has to be over."""
    first, last = (month_name(month, locale.language) for month in (event.begins, event.ends))
    held = first if event.begins == event.ends else locale.label("calendar.months", first=first, last=last)
    if event.last_day is None:
        return held
    day = day_of_year(event.ends, event.last_day, locale.language)
    if event.begins == event.ends:
        return locale.label("calendar.by", day=day)
    return locale.label("calendar.months_by", first=first, day=day)
