"""The calendar of one language as a file that calendar programs read (iCalendar, RFC 5545).

Every event recurs each year on the same days, all day, and leaves the reader’s time free. Its id stays for as
long as the programme and the event keep their keys; it holds the language, so that files of two languages can
be read side by side.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from icalendar import Calendar, Event

from handbook.model.records import CalendarEvent
from handbook.model.text import Statement
from handbook.source_date import date_of
from handbook.views.blocks import ended
from handbook.views.calendar_year import in_order, period
from handbook.views.grounds import ground_words
from handbook.views.web import Web

MEDIA_TYPE = "text/calendar"
_PRODUCT = "-//handbook//calendar//"
_DAY = datetime.timedelta(days=1)


def calendar_file(web: Web) -> bytes:
    """The file; it is dated by the edition, so that the same data makes the same bytes."""
    locale = web.locale
    stamp = date_of(locale.about.date)
    made = Calendar()
    made.add("prodid", f"{_PRODUCT}{locale.language.upper()}")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    title = f"{locale.name('calendar', '')} – {locale.text(locale.about.title)}"
    made.add("name", title, {"LANGUAGE": locale.language})  # RFC 7986
    made.add("x-wr-calname", title)  # what older programs read
    for key in in_order(locale):
        made.add_component(_event(web, key, locale.programme.calendar[key], stamp))
    return bytes(made.to_ical())


def _event(web: Web, key: str, event: CalendarEvent, stamp: datetime.datetime) -> Event:
    locale = web.locale
    spoken = {"LANGUAGE": locale.language}
    made = Event()
    made.add("uid", event_id(web, key))
    made.add("dtstamp", stamp)
    first, after = days(event, datetime.date.fromisoformat(locale.about.date).year)
    made.add("dtstart", first)
    made.add("dtend", after)
    made.add("rrule", {"freq": "yearly"})
    made.add("summary", locale.text(event.name), spoken)
    made.add("description", "\n".join(_description(web, event)), spoken)
    made.add("categories", [locale.about.abbr or locale.text(locale.about.name)], spoken)
    if web.site_url:
        made.add("url", web.page(locale.addresses.of("calendar", key)))
    made.add("transp", "TRANSPARENT")
    return made


def event_id(web: Web, key: str) -> str:
    """The id of an event in the language of `web`."""
    about = web.locale.about
    named = about.key or "".join(filter(str.isalnum, about.name.get(web.locale.original).casefold()))
    return f"{key}.{web.locale.language}@{named}"


def days(event: CalendarEvent, year: int) -> tuple[datetime.date, datetime.date]:
    """The first day of an event that begins in `year`, and the day after its last one."""
    last_year = year + 1 if event.ends < event.begins else year
    if event.last_day is not None:
        return datetime.date(year, event.begins, 1), datetime.date(
            last_year, event.ends, event.last_day
        ) + _DAY
    after = (last_year + 1, 1) if event.ends == 12 else (last_year, event.ends + 1)
    return datetime.date(year, event.begins, 1), datetime.date(*after, 1)


def _description(web: Web, event: CalendarEvent) -> Iterator[str]:
    """What happens, by which rule, and what to bring, in plain words."""
    locale = web.locale
    yield _said(web, event.summary)
    yield f"{locale.label('event.time')}: {ended(period(locale, event))}"
    yield f"{locale.label('event.rule')}: {_said(web, event.rule)}"
    for label, held in (("event.brings", event.brings), ("event.practice", event.practice)):
        if held:
            yield f"{locale.label(label)}:"
            yield from (f"• {_said(web, statement)}" for statement in held)


def _said(web: Web, statement: Statement) -> str:
    words = ground_words(web.locale, statement)
    return web.locale.text(statement) + (f" ({words})" if words else "")
