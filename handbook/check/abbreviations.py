"""Every abbreviation that readers meet is in the glossary."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.case import Case, Rule
from handbook.markup.abbreviations import abbreviations_in, without_marks
from handbook.model.traverse import record_key
from handbook.source.problems import Problem

_OF_LABELS = {
    "AA",
    "CSV",
    "HTML",
    "IP",
    "JSON",
    "PDF",
    "QR",
    "WCAG",
}  # in labels that every programme shares


def abbreviations_defined(case: Case) -> Iterator[Problem]:
    """Two or more capitals in a row are an abbreviation that the glossary explains."""
    defined = _defined(case)
    reported: set[tuple[str, str]] = set()
    for path, text in case.shown_texts:
        for code, words in text.wording.items():
            for abbreviation in abbreviations_in(words):
                place = (record_key(path), abbreviation)
                if abbreviation not in defined and place not in reported:
                    reported.add(place)
                    remedy = "add a term with this `abbr`, or list it under `plain_abbreviations`"
                    what = f"the abbreviation {abbreviation} is not in the glossary"
                    yield case.problem((*path, code), what, remedy)


def _defined(case: Case) -> set[str]:
    programme = case.programme
    known = _OF_LABELS | set(programme.programme.plain_abbreviations)
    known |= {key.upper() for key in programme.tasks}
    for term in programme.terms.values():
        known.add(term.abbr or "")
        known.update(without_marks(name) for names in term.synonyms.values() for name in names)
    return known


RULES: tuple[Rule, ...] = (abbreviations_defined,)
