"""The order in which the pages of a handbook are read when they stand in a book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.localised import Edition
from handbook.model.addresses import FOLDERS

# Chapters that nobody has put in order follow in this one; the last two are looked up, not read.
_KINDS = (
    *("prose", "topics", "stages", "matrix", "roles", "tasks", "transition"),
    *("partners", "documents", "questions", "terms", "sources"),
)


@dataclass(frozen=True)
class Chapter:
    """A chapter of the book: the page that opens it, its kind, and the pages of the records below it."""

    address: str
    kind: str
    records: tuple[str, ...] = ()


def chapters(edition: Edition) -> tuple[Chapter, ...]:
    """Every page of the handbook, in chapters; neither the home page nor search is read in a book."""
    known = {chapter.address: chapter for chapter in _all_chapters(edition)}
    wanted = [address for address in edition.about.book if address in known]
    return tuple(known[address] for address in dict.fromkeys([*wanted, *known]))


def _all_chapters(edition: Edition) -> Iterator[Chapter]:
    addresses, overviews = edition.addresses, edition.addresses.overviews
    for kind in _KINDS:
        if kind == "prose":
            taken = set(overviews.values())
            yield from (Chapter(a, kind) for a in edition.prose if a and a not in taken)
        elif kind == "topics":
            yield from (Chapter(addresses.of(kind, key), kind) for key in edition.programme.topics)
        elif kind in overviews:
            keys = getattr(edition.programme, kind) if kind in FOLDERS else ()
            yield Chapter(overviews[kind], kind, tuple(addresses.of(kind, key) for key in keys))
