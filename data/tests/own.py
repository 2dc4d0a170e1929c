"""The data of this programme, read once for all tests of it."""

from __future__ import annotations

from functools import cache

from handbook.localised import Locale, locales
from handbook.source.load import read
from tests.places import ROOT

DATA, DOCS = ROOT / "data", ROOT / "docs"
DATASET = read(DATA, DOCS)


@cache
def locales_of_site() -> dict[str, Locale]:
    """The programme in its languages."""
    return locales(DATASET)
