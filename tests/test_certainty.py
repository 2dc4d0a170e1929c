"""Readers are told how sure a reference is, and copies do not make it surer."""

from __future__ import annotations

import pytest

from handbook.model.certainty import certainty_of
from handbook.model.records import Programme
from handbook.model.text import Certainty, Ground, Grounded
from handbook.source.load import load
from tests.places import LIBRARIES

SOURCES = {
    "manual": {"certainty": "confirmed"},
    "copy": {"certainty": "confirmed", "origin": "manual"},
    "other": {"certainty": "single"},
    "guess": {"certainty": "inferred"},
    "unknown": {},
}


@pytest.fixture(scope="module")
def programme() -> Programme:
    shown = load(LIBRARIES)
    held = {key: {"title": key, "language": "id", "issuer": "x", **given} for key, given in SOURCES.items()}
    return Programme.model_validate({"programme": shown.programme.model_dump(), "sources": held})


@pytest.mark.parametrize(
    ("cite", "expected"),
    [
        (["manual"], Certainty.SINGLE),  # however well known, the claim rests on it alone
        (["manual", "copy"], Certainty.SINGLE),
        (["copy", "other"], Certainty.CONFIRMED),
        (["manual", "other"], Certainty.CONFIRMED),
        (["guess"], Certainty.INFERRED),
        (["guess", "other"], Certainty.CONFIRMED),
        (["unknown"], None),
        (["nowhere"], None),
    ],
)
def test_a_reference_is_as_sure_as_its_origins(
    programme: Programme, cite: list[str], expected: Certainty | None
) -> None:
    entry = Grounded.model_validate({"ground": "reference", "cite": cite})
    assert certainty_of(programme, entry) is expected


def test_what_a_statement_says_of_itself_counts_more(programme: Programme) -> None:
    held = {"ground": "reference", "cite": ["manual", "other"], "certainty": "single"}
    assert certainty_of(programme, Grounded.model_validate(held)) is Certainty.SINGLE


def test_the_source_text_is_given_and_a_proposal_has_no_certainty(programme: Programme) -> None:
    assert certainty_of(programme, Grounded(ground=Ground.SOURCE)) is Certainty.GIVEN
    assert certainty_of(programme, Grounded(ground=Ground.EDITORIAL)) is None
