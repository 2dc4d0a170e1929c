"""Files beside the data are up to date, in order, and spelt right."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from handbook.cli.main import main
from handbook.export.form import form
from handbook.export.published import breaking, read_published_form
from handbook.model.records import Programme
from handbook.source.editor_schema import EDITOR_LINE
from handbook.source.load import load
from handbook.source.load import read as read_data
from handbook.spelling import own_words, spellers
from tests.places import ROOT

DATA = ROOT / "data"
FILES = sorted(DATA.glob("*.yaml"))


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load(DATA)


def test_the_schema_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--check", "--data", str(DATA)]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_file_tells_editors_where_its_schema_is(file: Path) -> None:
    first, _, rest = file.read_text(encoding="utf-8").partition("\n")
    assert first == EDITOR_LINE
    assert EDITOR_LINE not in rest


def test_todays_files_break_nothing_that_was_published(programme: Programme) -> None:
    assert breaking(programme, DATA) == []


def test_what_was_published_is_up_to_date(programme: Programme) -> None:
    """Whoever adds a field records it, so that it cannot go again unseen."""
    held = read_published_form(DATA)
    assert held is not None
    assert {key: value for key, value in held.items() if key != "format"} == form(programme)


def test_the_style_sheet_has_entries_of_both_languages(programme: Programme) -> None:
    count = Counter(entry.language for entry in programme.style.values())
    assert count["id"] >= 25
    assert count["en"] >= 20


@pytest.mark.parametrize("language", ["id", "en"])
def test_own_words_are_in_order_and_stand_once(language: str) -> None:
    listed = own_words(DATA, language)
    assert listed
    assert listed == sorted(set(listed), key=str.casefold)


@pytest.mark.long
def test_the_handbook_is_spelt_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["spelling", "--require", "--data", str(DATA)]) == 0, capsys.readouterr()


@pytest.mark.long
def test_mistakes_that_people_make_are_found_in_spite_of_all_that_is_let_pass(programme: Programme) -> None:
    known = spellers(read_data(DATA, ROOT / "docs"), programme)
    wrong = {
        "id": "kordinasi koordinir mengkoordinasikan ditingkat didaerah pemrintah bupti dilakasanakan",
        "en": "color recieve goverment seperate sanitaton Pokja'd",
    }
    for language, listed in wrong.items():
        assert list(known[language].unknown(listed)) == listed.split(), language
