"""Every abbreviation that readers meet is in the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook import inline
from handbook.check.case import Case, Rule
from handbook.problems import Problem
from handbook.walk import record_key

_ABBREVIATION = re.compile(r"(?<![\w/@#.-])[A-Z]{2,}(?:-[A-Z]+)*(?![\w@])")
_ROMAN = re.compile(r"[IVXLC]+")
_OF_LABELS = {
    "CSV",
    "HTML",
    "JSON",
    "PDF",
    "QR",
}  # in labels that every programme shares, and in everybody’s mouth


def abbreviations_defined(case: Case) -> Iterator[Problem]:
    """Two or more capitals in a row stand for something that the glossary explains."""
    defined = _defined(case)
    reported: set[tuple[str, str]] = set()
    for path, text in case.shown_texts:
        for code, words in text.wording.items():
            for abbreviation in in_text(words):
                place = (record_key(path), abbreviation)
                if abbreviation not in defined and place not in reported:
                    reported.add(place)
                    remedy = "add a term with this `abbr`, or list it under `plain_abbreviations`"
                    what = f"the abbreviation {abbreviation} is not in the glossary"
                    yield case.problem((*path, code), what, remedy)


def in_text(words: str) -> Iterator[str]:
    """Abbreviations that occur in a text, Roman numerals left out."""
    for match in _ABBREVIATION.finditer(_plain(words)):
        if not _ROMAN.fullmatch(match[0]):
            yield match[0]


def _plain(words: str) -> str:
    return inline.to_plain(words, lambda _target: ("", ""))


def _defined(case: Case) -> set[str]:
    programme = case.programme
    known = _OF_LABELS | set(programme.programme.plain_abbreviations)
    known |= {key.upper() for key in programme.tasks}
    for term in programme.terms.values():
        known.add(term.abbr or "")
        known.update(_plain(name) for names in term.synonyms.values() for name in names)
    return known


RULES: tuple[Rule, ...] = (abbreviations_defined,)
