"""The calendar of this programme: every month has events, every date its document; a year fits one sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from own import DATASET, locales_of_site

from handbook.model.text import Ground
from handbook.outputs.printed import FOLDER
from handbook.views.calendar_year import months
from tests.print_kit import Printed, squeezed

assert DATASET.programme is not None
PROGRAMME = DATASET.programme
EVENTS = PROGRAMME.calendar
OWN_SUGGESTION = {"penilaian-pokja"}


def test_something_is_to_be_done_in_every_month() -> None:
    held = months(locales_of_site()["id"])
    assert [month.number for month in held if not month.begin and not month.go_on] == []


def test_every_date_but_our_own_suggestion_cites_the_document_that_sets_it() -> None:
    assert {key for key, event in EVENTS.items() if event.rule.ground is Ground.EDITORIAL} == OWN_SUGGESTION
    assert all(event.rule.cite for key, event in EVENTS.items() if key not in OWN_SUGGESTION)


def test_the_budget_s_way_is_whole_and_in_order() -> None:
    way = ["musrenbang-desa", "forum-perangkat-daerah", "musrenbang-kabupaten", "rkpd", "kua-ppas", "rka"]
    way += ["rapbd", "persetujuan-apbd", "penetapan-apbd"]
    ends = [EVENTS[key].ends for key in way]
    assert ends == sorted(ends)
    assert (EVENTS["persetujuan-apbd"].ends, EVENTS["persetujuan-apbd"].last_day) == (11, 30)


@pytest.mark.parametrize("language", PROGRAMME.languages)
def test_the_sheet_is_one_page_with_all_that_the_pokja_brings(printed: Path, language: str) -> None:
    made = Printed(printed / FOLDER / f"calendar.{language}.pdf")
    locale = locales_of_site()[language]

    assert len(made.pages) == 1
    words = squeezed(made.pages[0])
    for term in PROGRAMME.terms.values():
        if term.spell_out:
            words = words.replace(squeezed(f"({locale.text(term.name)})"), "")
    said = [statement for event in EVENTS.values() for statement in event.brings]
    assert [text for held in said if squeezed(text := locale.text(held)) not in words] == []
    assert squeezed(locale.label("print.poster_rest").split(";")[0]) not in words


def test_the_files_of_both_languages_have_every_event(site: Path) -> None:
    for language, folder in (("id", site), ("en", site / "en")):
        held: list[Any] = Calendar.from_ical((folder / "calendar.ics").read_bytes()).walk("VEVENT")
        assert {str(event["uid"]) for event in held} == {f"{key}.{language}@pokja-sanitasi" for key in EVENTS}
        assert all(event["rrule"]["FREQ"] == ["YEARLY"] for event in held)
