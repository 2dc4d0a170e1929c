"""Made-up editions for regencies and cities, as many as there are, and the index of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from handbook.localised import Locale, locales
from handbook.regions.changes import Change, changes_between
from handbook.regions.facts import EditionFacts
from handbook.regions.index import write_index
from handbook.source.load import read
from tests.places import LIBRARIES, LIBRARIES_DOCS

LOCALES = locales(read(LIBRARIES, LIBRARIES_DOCS))
LANGUAGES = tuple(LOCALES)
STAGES = tuple(LOCALES["id"].programme.stages)
WHOLE = 514  # regencies and cities of Indonesia
PROVINCES = 38
_SYLLABLES = ("ba", "ka", "la", "ma", "na", "pa", "ra", "sa", "ta", "wi", "lo", "tu", "be", "dí", "jo", "gu")
_FIRST_CITY = 71
ADDRESS = "https://example.org/editions/"


def edition(
    code: str = "32.75", name: str = "Contoh", within: str = "Barat", **given: object
) -> EditionFacts:
    """The edition of a made-up city, or of a regency where the code is one's."""
    city = int(code.partition(".")[2]) >= _FIRST_CITY
    names = {
        "id": f"{'Kota' if city else 'Kabupaten'} {name}",
        "en": f"{name} {'City' if city else 'Regency'}",
    }
    provinces = {"id": f"Provinsi {within}", "en": f"{within} Province"}
    kind = "city" if city else "regency"
    made = EditionFacts(code, names, kind, provinces, STAGES[0], "2026-11-24", f"{code}/")
    return replace(made, **given)  # type: ignore[arg-type]


def whole_country() -> list[EditionFacts]:
    """As many editions as there are regencies and cities, in as many provinces, in stages of all kinds."""
    return list(_all())


def _all() -> Iterator[EditionFacts]:
    for number in range(WHOLE):
        place, number_there = number % PROVINCES, number // PROVINCES
        second = number_there + 1 if number_there < 10 else _FIRST_CITY + number_there - 10
        yield edition(
            f"{place + 11}.{second:02}",
            _name(number * 7 + 3),
            _name(place * 11 + 5000),
            stage=STAGES[(number * number // 5 + place) % len(STAGES)],
            date=f"2026-{number % 11 + 1:02}-{number % 28 + 1:02}",
        )


def _name(number: int) -> str:
    """A name that no other number has."""
    syllables = []
    for _ in range(4):
        number, which = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[which])
    return "".join(syllables).capitalize()


def written(
    out: Path,
    editions: Sequence[EditionFacts],
    changes: Sequence[Change] | None = None,
    address: str = ADDRESS,
    known: dict[str, Locale] | None = None,
) -> frozenset[str]:
    """Write the index; all editions are new if no changes are given."""
    told = changes_between([], editions, "2026-12-01") if changes is None else changes
    return write_index(out, known or LOCALES, editions, told, address)
