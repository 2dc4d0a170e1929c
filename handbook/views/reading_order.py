"""The order of the pages of a handbook in a book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.localised import Locale
from handbook.model.kinds import KINDS
from handbook.model.overviews import OVERVIEWS, chapter_of


@dataclass(frozen=True)
class Chapter:
    """A chapter of the book: the page that opens it, its kind, and the pages of the records below it."""

    address: str
    kind: str
    records: tuple[str, ...] = ()


def chapters(locale: Locale) -> tuple[Chapter, ...]:
    """Every page of the handbook, in chapters, except the home page and search."""
    known = {chapter.address: chapter for chapter in _all_chapters(locale)}
    wanted = [address for address in locale.about.book if address in known]
    return tuple(known[address] for address in dict.fromkeys([*wanted, *known]))


def _all_chapters(locale: Locale) -> Iterator[Chapter]:
    addresses, overviews = locale.addresses, locale.addresses.overviews
    taken = set(overviews.values())
    yield from (Chapter(a, "prose") for a in locale.prose if a and a not in taken)
    # The default order; `book` of the programme may name another.
    for name in sorted((*KINDS, *OVERVIEWS), key=lambda name: chapter_of(name) or 0):
        below = [
            section
            for section, kind in KINDS.items()
            if kind.has_pages and (kind.overview or section) == name
        ]
        records = tuple(addresses.of(of, key) for of in below for key in getattr(locale.programme, of))
        if chapter_of(name) is None:
            continue
        if name in overviews:
            yield Chapter(overviews[name], name, records)
        else:
            yield from (Chapter(address, name) for address in records)
