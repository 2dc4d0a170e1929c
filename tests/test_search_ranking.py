"""What comes first, what is counted and what is shown of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.search_kit import Engine


def entry(location: str, title: str, text: str = "", kind: str = "", **more: Any) -> dict[str, Any]:
    held = {"location": location, "title": title, "text": text, **more}
    return {**held, "kind": kind} if kind else held


@pytest.fixture
def small(engine: Engine) -> Engine:
    """An index with one page of each kind that speaks of the same thing."""
    pages = [
        entry("prose/", "Pengantar", "Tentang rapat saluran.", "prose"),
        entry("terms/", "Istilah", "", "overview"),
        entry(
            "terms/#rapat", "RS – Rapat saluran", "Pertemuan.", "terms", names=["RS"], also=["drain meeting"]
        ),
        entry("terms/#pipa", "Pipa", "Bagian saluran.", "terms"),
        entry("t/b3/", "B3 Mengadakan rapat saluran", "Rapat saluran.", "tasks", names=["B3"]),
        entry("t/b3/#steps", "Langkah", "Undang semua. Bahas pipa dan <b> & rapat."),
        entry("t/b4/", "B4 Membersihkan jalan", "Sapu.", "tasks", names=["B4"], summary="Sweeping the road."),
        entry("s/2/", "Tahap 2: Saluran", "Tahap ini tentang saluran.", "stages", names=["2"], led_from=[8]),
        entry("ask/#kapan", "Kapan pipa diganti?", "Tahun depan.", "questions"),
    ]
    engine.index(pages, "id")
    return engine


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("b3", "t/b3/"),
        ("b4", "t/b4/"),
        ("rs", "terms/"),  # an abbreviation of a term alone
        ("rapat saluran", "t/b3/"),  # a task before the glossary where both say it
        ("drain meeting", "terms/"),  # a name in the other language
        ("sweeping", "t/b4/"),  # the summary in the other language
        ("tahap 2", "s/2/"),
    ],
)
def test_what_comes_first(query: str, first: str, small: Engine) -> None:
    assert small.found(query)[0] == first


def test_a_question_leads_to_the_record_that_answers_it(small: Engine) -> None:
    assert "s/2/" in small.found("diganti")


def test_results_are_narrowed_down_to_a_kind(small: Engine) -> None:
    match = small.search("rapat saluran", "terms")
    locations = [item["location"] for items in match["items"] for item in items]
    assert "terms/#rapat" in locations and not any(
        place.startswith(("t/", "s/", "prose")) for place in locations
    )
    assert match["counts"]["tasks"] >= 1, "counts are of all kinds, whichever is shown"


def test_a_kind_without_results_shows_none_and_still_counts_the_others(small: Engine) -> None:
    match = small.search("sapu", "terms")
    assert match["items"] == [] and match["counts"] == {"": 1, "tasks": 1}


def test_parts_of_a_page_come_with_it_and_enter_opens_the_part_that_was_sought(small: Engine) -> None:
    items = small.search("undang pipa")["items"][0]
    assert items[0]["location"] == "t/b3/#steps" and items[1]["location"] == "t/b3/"
    assert round(items[0]["score"], 2) > round(items[1]["score"], 2)


def test_the_page_itself_is_always_among_its_results(small: Engine) -> None:
    for query in ("pipa", "rapat", "saluran", "tahun"):
        for items in small.search(query)["items"]:
            assert any("#" not in item["location"] for item in items) or items[0]["location"].startswith(
                "ask/"
            )


def test_hits_are_marked_and_everything_else_is_escaped(small: Engine) -> None:
    steps = next(i for i in small.search("pipa", "tasks")["items"][0] if i["location"] == "t/b3/#steps")
    assert (
        steps["text"] == "Undang semua. Bahas <mark data-md-highlight>pipa</mark> dan &lt;b&gt; &amp; rapat."
    )
    assert steps["terms"] == {"pipa": True}


def test_words_that_a_page_does_not_have_are_named(small: Engine) -> None:
    item = small.search("rapat tahun", "tasks")["items"][0][0]
    assert item["terms"]["tahun"] is False


def test_a_wrong_spelling_that_finds_a_record_is_never_offered(engine: Engine) -> None:
    term = entry("terms/#a", "Memorandum", "Dokumen.", "terms", also=["memorendum"])
    engine.index([entry("terms/", "Istilah", "", "overview"), term], "id")
    assert engine.found("memorendum") == ["terms/"]
    assert engine.search("memorendumm")["guesses"] == []
    assert engine.search("memxrqndxm")["suggestions"] == ["memorandum"]


def test_an_unknown_language_is_searched_by_words_beginnings_and_errors(engine: Engine) -> None:
    engine.index([entry("a/", "Ŝtono", "rivero granda", "tasks"), entry("b/", "Arbo", "alta", "tasks")], "eo")
    assert engine.found("stono") == ["a/"]
    assert engine.found("gran") == ["a/"]
    assert engine.found("rivreo") == ["a/"]


def test_a_part_shows_no_result_where_only_its_pages_title_is_met(small: Engine) -> None:
    shown = [item["location"] for item in small.search("mengadakan")["items"][0]]
    assert shown == ["t/b3/"]
