"""The order in which the pages of a handbook are read when they stand in a book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.localised import Edition
from handbook.model.kinds import KINDS, OVERVIEWS, chapter_of


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
    taken = set(overviews.values())
    yield from (Chapter(a, "prose") for a in edition.prose if a and a not in taken)
    # What nobody has put in order stands in this one.
    for name in sorted((*KINDS, *OVERVIEWS), key=lambda name: chapter_of(name) or 0):
        keys = getattr(edition.programme, name) if name in KINDS and KINDS[name].has_pages else ()
        records = tuple(addresses.of(name, key) for key in keys)
        if chapter_of(name) is None:
            continue
        if name in overviews:
            yield Chapter(overviews[name], name, records)
        else:
            yield from (Chapter(address, name) for address in records)
