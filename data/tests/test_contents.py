"""What is reckoned from this programme's data is what its source says."""

from __future__ import annotations

import pytest

from handbook.localised import locales
from handbook.model.records import Programme
from handbook.source.load import load, read
from handbook.views import relations, transition
from handbook.views.findable import Finder
from tests.places import ROOT

DATA = ROOT / "data"


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load(DATA)


def test_what_changes_is_what_the_source_says(programme: Programme) -> None:
    (move,) = transition.transitions(programme)
    result = {change: [(c.before, c.after) for c in move.tasks_by(change)] for change in transition.Change}
    assert result == {
        "stays": [("A5", "B6"), ("A6", "B7")],
        "reworded": [("A1", "B1"), ("A3", "B4"), ("A4", "B5")],
        "leaves": [("A2", None)],
        "arrives": [(None, "B2"), (None, "B3")],
    }
    assert {c.role: c.change.value for c in move.roles} == {
        "koordinator": "reworded",
        "advisori": "reworded",
        "advokasi": "arrives",
        "fasilitator": "reworded",
    }
    assert move.partners == ("ttps",)


def test_partners_and_documents_are_where_the_source_has_them(programme: Programme) -> None:
    assert relations.tasks_with_partner(programme, "ttps") == ["B4"]
    assert relations.stages_with_partner(programme, "ttps") == ["4", "5"]
    assert relations.documents_feeding(programme, "memorandum-program") == ["ssk"]
    assert "A2" in relations.tasks_on_document(programme, "ssk")
    assert "3" in relations.stages_with_document(programme, "ssk")
    assert {"ttps", "pmu", "piu", "ssk"} <= set(relations.terms_on_page(programme, programme.tasks["B4"]))


def test_terms_and_questions_help_to_find_the_records_that_they_speak_of() -> None:
    finder = Finder(locales(read(DATA, ROOT / "docs"))["id"])
    document = finder.at("d/buku-putih")
    assert document and "istilah#bps" in document.same and "istilah#bps" not in document.led_from
    task = finder.at("t/b3")
    assert task and "tanya#dana-selain-apbd" in task.led_from
