"""Files that the commands read besides data and prose are readable."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.case import Case, Rule
from handbook.export.published import read_published_form
from handbook.model.text import LANGUAGE_KEY
from handbook.source.known_regions import known_regions
from handbook.source.load import label
from handbook.source.merge_marks import KEEP_BOTH, merge_marks
from handbook.source.problems import DataError, Problem
from handbook.source.text_file import read_text
from handbook.spelling import WORDS


def form_readable(case: Case) -> Iterator[Problem]:
    """The published form of the data files is readable."""
    try:
        read_published_form(case.dataset.folder)
    except DataError as error:
        yield from error.problems


def word_lists_readable(case: Case) -> Iterator[Problem]:
    """The handbook's own words of each language are readable."""
    for code in filter(LANGUAGE_KEY.fullmatch, case.programme.languages):
        file = case.dataset.folder / WORDS / f"{code}.txt"
        if file.exists():
            try:
                yield from merge_marks(read_text(file, label(file)), label(file), KEEP_BOTH)
            except DataError as error:
                yield from error.problems


def list_of_regions_readable(case: Case) -> Iterator[Problem]:
    """The list of all regions is readable, and each of its rows says what is needed."""
    try:
        known_regions(case.dataset.folder)
    except DataError as error:
        yield from error.problems


RULES: tuple[Rule, ...] = (form_readable, word_lists_readable, list_of_regions_readable)
