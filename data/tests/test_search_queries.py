"""Judged queries find what a fair judge accepts, through the real dialog."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from bench.searching import judged
from bench.searching.dialog import opened
from handbook.localised import locales
from handbook.source.load import read
from tests.browser_kit import LANGUAGES, Served
from tests.places import ROOT

CODES = {"": "id", "en/": "en"}
# Shares of the queries that must be answered by the first page, and among the first five.
LEAST = {"id": (0.90, 0.97), "en": (0.92, 0.97)}

Answers = list[tuple[judged.Query, list[str]]]


@pytest.fixture(scope="module")
def answers(browser: Browser, served_site: Served) -> Answers:
    """Every judged query with the pages that the dialog shows."""
    result: Answers = []
    for folder in LANGUAGES:
        locale = locales(read(ROOT / "data", ROOT / "docs"))[CODES[folder]]
        with opened(browser, served_site.address + folder) as dialog:
            queries = [query for query in judged.read() if query.language == CODES[folder]]
            result += [(query, judged.whole_pages(locale, dialog.ask(query.text))) for query in queries]
    return result


@pytest.mark.parametrize("language", LEAST)
@pytest.mark.parametrize("files", ["*.yaml", "blind.yaml"], ids=["all", "kept out of tuning"])
def test_judged_queries_are_answered(files: str, language: str, answers: Answers) -> None:
    texts = {query.text for query in judged.read(*judged.FOLDER.glob(files))}
    held = [(q, pages) for q, pages in answers if q.language == language and q.text in texts]
    first, five = LEAST[language]
    score = judged.score(held)
    assert score.number >= 35
    assert score.first >= first, [
        (q.text, q.expected, pages[:3]) for q, pages in held if judged.rank(q, pages) != 1
    ]
    assert score.five >= five, [
        (q.text, pages[:6]) for q, pages in held if not 1 <= judged.rank(q, pages) <= 5
    ]


def test_every_judged_query_finds_something(answers: Answers) -> None:
    assert [query.text for query, pages in answers if not pages] == []


def test_no_result_is_in_the_other_language(answers: Answers) -> None:
    # Addresses are below the edition's root; those of another edition would begin with its folder or lead up.
    wrong = [(q.text, page) for q, pages in answers for page in pages if page.startswith(("en/", "..", "/"))]
    assert wrong == []


def test_every_accepted_page_exists() -> None:
    addresses = locales(read(ROOT / "data", ROOT / "docs"))["id"].addresses.by_address
    accepted = {page for query in judged.read() for page in query.expected}
    assert sorted(accepted - set(addresses)) == []


def test_the_measures_are_reckoned_right() -> None:
    query = judged.Query("id", "kind", "text", ("t/a1", "t/b1"))
    score = judged.score(
        [(query, ["t/b1"]), (query, ["x", "t/a1"]), (query, []), (query, [*"abcdef", "t/a1"])]
    )
    assert score == judged.Score(4, 0.25, 0.5, (1 + 1 / 2 + 1 / 7) / 4, 1)
