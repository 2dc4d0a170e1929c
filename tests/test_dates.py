"""Dates stand in the words of the language that is read."""

from __future__ import annotations

import pytest

from handbook.views.dates import long_date


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
