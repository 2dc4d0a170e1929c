"""What holds today stands first: one thing that a Pokja must know, in two lines, with its source."""

from __future__ import annotations

import re

from own import locales_of_site

from handbook.model.records import Programme
from handbook.model.text import Ground, Statement
from handbook.source.load import load
from tests.places import ROOT

PROGRAMME = load(ROOT / "data")
TWO_LINES = 25  # words
NEEDED = {
    "stages": set(PROGRAMME.stages),
    "tasks": {"A2", "A3", "B2", "B4"},
    "documents": set(PROGRAMME.documents),
}


def notices(programme: Programme) -> dict[tuple[str, str], tuple[Statement, ...]]:
    """What records say of today, by section and key."""
    return {
        (section, key): record.today
        for section in ("stages", "tasks", "partners", "documents")
        for key, record in getattr(programme, section).items()
        if record.today
    }


def too_long(statement: Statement) -> dict[str, int]:
    """In which languages a statement takes more than two lines, with its number of words."""
    told = {code: locale.plain(statement, code) for code, locale in locales_of_site().items()}
    counts = {code: len(re.findall(r"\S+", words)) for code, words in told.items()}
    return {code: count for code, count in counts.items() if count > TWO_LINES}


def test_records_that_the_programme_has_outgrown_say_so() -> None:
    filled = notices(PROGRAMME)
    missing = [
        (section, key) for section, keys in NEEDED.items() for key in keys if (section, key) not in filled
    ]
    assert missing == []


def test_the_first_line_is_short_and_has_a_source() -> None:
    for place, (first, *_) in notices(PROGRAMME).items():
        assert too_long(first) == {}, place
        assert first.ground is Ground.REFERENCE and first.cite, place


def test_the_notice_of_the_programme_is_short_and_leads_on() -> None:
    notice = PROGRAMME.programme.notice
    assert notice is not None and too_long(notice) == {}
    assert "[[dulu-kini" in notice[PROGRAMME.languages[0]]


def test_the_rule_fires() -> None:
    line = dict.fromkeys(PROGRAMME.languages, "kata " * 26)
    assert too_long(Statement.model_validate(line)) == dict.fromkeys(PROGRAMME.languages, 26)
    assert too_long(Statement.model_validate(dict.fromkeys(PROGRAMME.languages, "kata " * 25))) == {}
