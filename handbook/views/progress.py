"""The progress board: every list that readers can tick, by the record or transition whose page has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.localised import Locale
from handbook.views.kept import kept
from handbook.views.ticks import TickList, all_lists, lists_of, sections_with_lists, transition_lists
from handbook.views.transition import names_of, ways


@dataclass(frozen=True)
class PageOnBoard:
    """A record with its lists, or a transition with its list; `address` is where it stands on the site."""

    title: str
    address: str
    lists: tuple[TickList, ...]

    @property
    def count(self) -> int:
        """How many items its lists have."""
        return sum(len(held.versions) for held in self.lists)


@dataclass(frozen=True)
class BoardPart:
    """The records of a section, or the transitions; `name` is that of their overview."""

    name: str
    title: str
    pages: tuple[PageOnBoard, ...]

    @property
    def count(self) -> int:
        """How many items its pages have."""
        return sum(page.count for page in self.pages)


@kept
def board(locale: Locale) -> tuple[BoardPart, ...]:
    """Every list of a handbook, in the order of `all_lists`; no part, page or list is empty."""
    parts = [
        BoardPart(section, locale.name(section, ""), tuple(_pages(locale, section)))
        for section in sections_with_lists()
    ]
    moves = tuple(_moves(locale))
    if moves:
        parts.append(BoardPart("transition", locale.name("transition", ""), moves))
    return tuple(part for part in parts if part.pages)


def item_texts(locale: Locale) -> dict[str, tuple[str, ...]]:
    """The items of every list by its name, as plain text."""
    return {held.name: tuple(map(locale.text, held.items)) for held in all_lists(locale)}


def _pages(locale: Locale, section: str) -> Iterator[PageOnBoard]:
    for key in getattr(locale.programme, section):
        lists = lists_of(locale, section, key)
        if lists:
            yield PageOnBoard(locale.name(section, key), locale.addresses.of(section, key), lists)


def _moves(locale: Locale) -> Iterator[PageOnBoard]:
    lists = {held.name: held for held in transition_lists(locale)}
    for move in ways(locale.programme):
        address = f"{locale.addresses.overviews['transition']}#{move.anchor}"
        held = lists.get(f"{address}-checklist")
        if held is not None:
            title = locale.label("transition.from_to", **names_of(locale, move))
            yield PageOnBoard(title, address, (held,))
