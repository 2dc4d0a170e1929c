"""The data of this programme, read once for all tests of it."""

from __future__ import annotations

from functools import cache

from handbook.localised import Locale, locales
from handbook.source.load import read
from handbook.views.term_forms import TermForms
from tests.places import ROOT

DATA, DOCS = ROOT / "data", ROOT / "docs"
DATASET = read(DATA, DOCS)


@cache
def locales_of_site() -> dict[str, Locale]:
    """The programme in its languages."""
    return locales(DATASET)


@cache
def names_spelled_out(language: str) -> tuple[str, ...]:
    """What pages and print add behind the first use of an abbreviation, such as `(Sekretaris Daerah)`."""
    forms = TermForms(next(iter(locales_of_site().values())).programme, language)
    return tuple(f"({form.spelled_out})" for form in forms if form.spelled_out)
