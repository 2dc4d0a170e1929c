"""The calendar of the year: its page, its picture, and its file for calendar programs."""

from __future__ import annotations

import csv
import datetime
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser

from handbook.html.renderer import Renderer
from handbook.localised import locales
from handbook.outputs.printed import plan
from handbook.source.load import Dataset, read
from handbook.views.calendar_file import calendar_file
from handbook.views.calendar_year import months, period
from handbook.views.downloads import download_groups
from handbook.views.pictures.calendar import year
from handbook.views.web import Web
from tests.browser_kit import PHONE, page, serve
from tests.calendar_kit import event, many, with_calendar
from tests.picture_programme_kit import html_of, locale_of, statement, text
from tests.places import LIBRARIES
from tests.search_kit import index_of
from tests.site_builds import run

SITE = "https://example.org/buku/"


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    """Two events: one for the task by a certain day, one over the new year."""
    return with_calendar(
        tmp_path / "d",
        plan=event("Plan", 2, 3, last_day=15, tasks=["a1"], practice=[statement("Some are late")]),
        turn=event("Turn", 12, 1, over_new_year=True),
    )


def _events(made: bytes) -> dict[str, Any]:
    return {str(held["uid"]): held for held in Calendar.from_ical(made).walk("VEVENT")}


def _file(dataset: Dataset, language: str = "id", site: str = SITE) -> bytes:
    return calendar_file(Web(locales(dataset)[language], site))


def test_the_file_is_read_back_with_days_recurrence_and_links(dataset: Dataset) -> None:
    events = _events(_file(dataset))

    assert list(events) == ["plan.id@nameid", "turn.id@nameid"]
    held = events["plan.id@nameid"]
    assert held["dtstart"].dt == datetime.date(2026, 2, 1)
    assert held["dtend"].dt == datetime.date(2026, 3, 16)  # the first day that is no longer part of it
    assert held["rrule"].to_ical() == b"FREQ=YEARLY"
    assert held["dtstamp"].dt == datetime.datetime(2026, 1, 31, tzinfo=datetime.UTC)
    assert str(held["summary"]) == "Plan id" and held["summary"].params["LANGUAGE"] == "id"
    assert "Plan brings id" in held["description"] and "Plan by rule id" in held["description"]
    assert held["categories"].to_ical() == b"name id"
    assert str(held["url"]) == f"{SITE}calendar/#plan"
    assert str(held["transp"]) == "TRANSPARENT"
    turn = events["turn.id@nameid"]
    assert (turn["dtstart"].dt, turn["dtend"].dt) == (datetime.date(2026, 12, 1), datetime.date(2027, 2, 1))


def test_each_language_has_a_file_of_its_own_with_other_ids(dataset: Dataset) -> None:
    english = _events(_file(dataset, "en"))

    assert list(english) == ["plan.en@nameid", "turn.en@nameid"]
    assert str(english["plan.en@nameid"]["url"]) == f"{SITE}en/calendar/#plan"
    assert str(Calendar.from_ical(_file(dataset, "en"))["name"]).endswith("title en")


def test_a_site_without_an_address_has_no_links_and_the_bytes_are_the_same_each_time(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert all("url" not in held for held in _events(_file(dataset, site="")).values())
    assert _file(dataset) == _file(dataset)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert b"DTSTAMP:19700102T000000Z" in _file(dataset)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"begins": 5, "ends": 5}, "May"),
        ({"begins": 5, "ends": 6}, "May–June"),
        ({"begins": 5, "ends": 5, "last_day": 9}, "By 9 May"),
        ({"begins": 5, "ends": 6, "last_day": 9}, "May to 9 June at the latest"),
        ({"begins": 12, "ends": 1, "over_new_year": True}, "December–January"),
    ],
)
def test_the_time_of_an_event_is_told_in_words(tmp_path: Path, fields: dict[str, int], words: str) -> None:
    dataset = with_calendar(tmp_path / "d", one=event("One", **{"begins": 1, "ends": 1} | fields))
    locale = locale_of(dataset, "en")

    assert period(locale, locale.programme.calendar["one"]) == words


def test_every_month_has_a_heading_with_what_begins_and_what_goes_on(dataset: Dataset) -> None:
    locale = locale_of(dataset, "en")
    held = {month.number: (month.begin, month.go_on) for month in months(locale)}
    html = html_of(dataset, "calendar", "en")

    assert held[2] == (("plan",), ()) and held[3] == ((), ("plan",))
    assert held[12] == (("turn",), ()) and held[1] == ((), ("turn",))
    parts = re.split(r'<h2 id="month-(\d+)"[^>]*>', html)
    by_month = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert list(by_month) == [str(n) for n in range(1, 13)]
    assert 'id="plan"' in by_month["2"] and "Plan by rule en" in by_month["2"]
    assert 'href="#plan"' in by_month["3"] and 'id="plan"' not in by_month["3"]
    assert "No event in this calendar." in by_month["7"]
    assert html.count('<a href="#month-') == 12
    assert 'href="../../en/calendar.ics" type="text/calendar"' in html


def test_the_picture_fills_the_months_of_an_event_and_says_them(dataset: Dataset) -> None:
    drawn = year(locale_of(dataset, "en"))
    assert drawn is not None
    filled = {row.key: [n for n, cell in enumerate(row.cells, 1) if cell.filled] for row in drawn.rows}
    html = html_of(dataset, "calendar", "en")
    figure = html[html.index("<figure") : html.index("</figure>")]

    assert filled == {"plan": [2, 3], "turn": [1, 12]}
    assert figure.count('<i class="mainly">') == 4 and figure.count("<i") == 24
    assert "<small>February to 15 March at the latest *</small>" in figure and 'aria-hidden="true"' in figure
    assert "<small>December–January</small>" in figure and "Marked *: practice" in figure


def test_a_record_that_an_event_names_leads_back_to_it(dataset: Dataset) -> None:
    task = html_of(dataset, "t/a1", "en")

    named = '<p class="fact">In the calendar: <a href="../../calendar/#plan">Plan en</a></p>'
    assert named in task
    assert "#turn" not in task


def test_a_programme_without_a_calendar_shows_nothing_of_one() -> None:
    dataset = read(LIBRARIES)
    locale = locales(dataset)["en"]
    renderer = Renderer(locale, dataset)

    assert "calendar" not in locale.addresses.overviews
    assert not [form.name for form in plan(locale.programme) if "calendar" in form.name]
    assert "calendar" not in [group.kind for group in download_groups(locale)]
    assert year(locale) is None
    for address in renderer.pages:
        shown = str(renderer.page(address))
        if address != locale.addresses.overviews["data"]:  # which explains every field that there can be
            assert "calendar" not in shown.lower(), address


def test_words_that_mean_something_in_the_file_format_are_kept_as_words(tmp_path: Path) -> None:
    name = text("Plan; with, marks\\ and: more")
    (held,) = _events(_file(with_calendar(tmp_path / "d", one=event("x", 1, 1) | {"name": name}))).values()

    assert str(held["summary"]) == "Plan; with, marks\\ and: more id"


def test_the_built_site_links_the_file_keeps_it_offline_and_has_the_table(
    tmp_path: Path, browser: Browser
) -> None:
    many(tmp_path / "data", 3)
    site = tmp_path / "site"
    for command in ("build", "offline"):
        done = run("-m", "handbook", command, "--data", str(tmp_path / "data"), "--site-dir", str(site))
        assert done.returncode == 0, done.stdout + done.stderr

    assert len(_events((site / "calendar.ics").read_bytes())) == 3
    assert len(_events((site / "en" / "calendar.ics").read_bytes())) == 3
    downloads = (site / "downloads" / "index.html").read_text(encoding="utf-8")
    assert 'href="../calendar.ics"' in downloads and 'href="../en/calendar.ics"' in downloads
    with (next(site.glob("data/v*")) / "calendar.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["key"], row["begins"], row["ends"]) for row in rows][1] == ("e1", "2", "2")
    assert "Event number 1 of the year en" in (site / "en" / "llms-full.txt").read_text(encoding="utf-8")
    assert "calendar/#e1" in {entry["location"] for entry in index_of(site / "en")}
    with zipfile.ZipFile(site / "offline" / "handbook.zip") as archive:
        assert sum(name.endswith("calendar.ics") for name in archive.namelist()) == 2
    with serve(site) as served, page(browser, viewport=PHONE) as window:
        window.goto(f"{served.address}calendar/")
        figure = window.locator(".picture-calendar")
        assert figure.evaluate("e => e.scrollWidth <= e.clientWidth")
        assert window.locator(".picture-calendar .strip i").first.evaluate("e => e.clientWidth") >= 16
