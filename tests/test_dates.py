"""Dates stand in the words of the language that is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.formats import long_date
from handbook.source.load import load
from tests.html_kit import Page
from tests.places import LIBRARIES


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("id", "5 Agustus 2026"),
        ("en", "5 August 2026"),
        ("jv", "5 Agustus 2026"),
        ("qqx", "2026-08-05"),
    ],
)
def test_a_date_is_written_out(language: str, shown: str) -> None:
    assert long_date("2026-08-05", language) == shown


def test_what_is_no_date_is_left_to_the_checks() -> None:
    assert long_date("August", "en") == "August"


@pytest.mark.parametrize("code", ["id", "en"])
def test_prose_and_footer_show_it_written_out(code: str, site: Path) -> None:
    date = load(LIBRARIES).programme.date
    page = Page.of(site / ("" if code == "id" else code) / "tentang" / "index.html")
    for part in (page.all("article")[0], page.all("footer")[0]):
        assert long_date(date, code) in part.text
        assert date not in part.text
