"""Judged queries, and how well a search answers them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from handbook.localised import Locale
from handbook.views.portions import owner_of

FOLDER = Path(__file__).resolve().parent.parent.parent / "data" / "tests" / "queries"


@dataclass(frozen=True)
class Query:
    """A query, and the addresses that a fair judge accepts (without language and end slashes)."""

    language: str
    kind: str
    text: str
    expected: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """Of some queries: shares answered by the first page and among the first five, mean reciprocal rank.

    `empty` is the number of queries without any result.
    """

    number: int
    first: float
    five: float
    mrr: float
    empty: int


def read(*files: Path) -> list[Query]:
    """The queries of some files, or of all in data/tests/queries."""
    result = []
    for file in files or sorted(FOLDER.glob("*.yaml")):
        for entry in yaml.safe_load(file.read_text(encoding="utf-8")):
            result.append(Query(entry["lang"], entry["kind"], entry["q"], tuple(entry["expect"])))
    return result


def whole_pages(locale: Locale, pages: Iterable[str]) -> list[str]:
    """Pages in their order, each once, and for a part of a long list the page of the list."""
    return list(dict.fromkeys(owner_of(locale, page).partition("#")[0] for page in pages))


def rank(query: Query, pages: list[str]) -> int:
    """Place of the first accepted page, counted from 1; 0 where there is none."""
    return next((place for place, page in enumerate(pages, 1) if page in query.expected), 0)


def score(answers: Iterable[tuple[Query, list[str]]]) -> Score:
    """How well queries were answered; `answers` holds each query with the pages that were shown."""
    held = list(answers)
    ranks = [rank(query, pages) for query, pages in held]
    number = len(ranks)
    return Score(
        number,
        sum(place == 1 for place in ranks) / number,
        sum(1 <= place <= 5 for place in ranks) / number,
        sum(1 / place for place in ranks if place) / number,
        sum(not pages for _, pages in held),
    )
