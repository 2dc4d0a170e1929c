"""Which words stand where, collected in memory word by word; `postings.js` of the engine reads it.

A programme has hundreds of thousands of places: what is done for each is done by built-in functions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import chain
from operator import sub

from handbook.html.search_parts import code, packed


class Place(IntEnum):
    """Where a word stands besides running text, by what it counts there; `postings.js` has the weights."""

    OF_PAGE = 0  # in the title of the entry's page
    RELATED = 1
    HEADING = 2
    ALSO = 3
    TITLE = 4
    NAME = 5


_PLACES = len(Place)


def _lists() -> defaultdict[str, list[int]]:
    return defaultdict(list)


@dataclass
class Postings:
    """Collects for each word the entries in which it stands; entries come in the order of their numbers.

    `_texts` holds for each word of running text the numbers of its entries plus one, `_places` for words
    elsewhere entry and place as one number, `_names` those of whole names.
    """

    _texts: defaultdict[str, list[int]] = field(default_factory=_lists)
    _places: defaultdict[str, list[int]] = field(default_factory=_lists)
    _names: defaultdict[str, list[int]] = field(default_factory=_lists)
    _named: dict[str, int] = field(default_factory=dict)  # the last entry in the list of names of a word

    def add_text(self, number: int, words: Iterable[str]) -> None:
        """Add the words of an entry's text."""
        texts, following = self._texts, number + 1
        for word in words:
            texts[word].append(following)

    def add_places(self, number: int, texts: Iterable[tuple[Place, Iterable[str]]]) -> None:
        """Add the words of names, headings and the like of an entry, from the least place to the best."""
        best: dict[str, int] = {}
        for place, words in texts:
            best.update(dict.fromkeys(words, number * _PLACES + place))
        places = self._places
        for word, place_of_entry in best.items():
            places[word].append(place_of_entry)

    def add_names(self, number: int, names: Sequence[list[str]], own: int) -> None:
        """Add the words of whole names of a record; the first `own` are names in this language."""
        held = _lists()  # word: for each name its order, its length, where the word stands in it
        for order, words in enumerate(names):
            at = _lists()
            for position, word in enumerate(words):
                at[word].append(position)
            for word, positions in at.items():
                more = [position * 2 + 1 for position in positions[:-1]]
                size = len(words) * 2 + (order < own)
                held[word].extend((order + 1, size, *more, positions[-1] * 2))
        for word, told in held.items():
            gap = number - self._named.get(word, -1) - 1
            self._named[word] = number
            self._names[word].extend((gap, *told, 0))

    def words(self) -> list[str]:
        """Every word, in the order in which JavaScript sorts."""
        return in_order(self._texts.keys() | self._places.keys())

    def count(self, word: str) -> int:
        """In how many entries a word stands."""
        entries = set(self._texts.get(word, ()))
        entries.update(place // _PLACES + 1 for place in self._places.get(word, ()))
        return len(entries)

    def is_read(self, word: str) -> bool:
        """Whether readers of the entries themselves see a word, rather than finding them by it only."""
        return word in self._texts or any(
            place % _PLACES == Place.TITLE for place in self._places.get(word, ())
        )

    def written(self, word: str) -> str:
        """All entries of a word, written for the engine: texts, and after a space each places and names."""
        text = _steps(self._texts.get(word, ()))
        if word not in self._places:
            return text
        places = _steps(self._places[word])
        return f"{text} {places} {packed(self._names[word])}" if word in self._names else f"{text} {places}"


def _steps(numbers: Sequence[int]) -> str:
    """Sorted numbers, each as what has to be added to the one before; most words stand in one place only."""
    if len(numbers) == 1:
        return code(numbers[0])
    return packed(map(sub, numbers, chain((0,), numbers)))


def in_order(words: Iterable[str]) -> list[str]:
    """Words in the order in which JavaScript sorts."""
    listed = list(words)
    return sorted(
        listed, key=None if all(map(str.isascii, listed)) else lambda word: word.encode("utf-16-be")
    )
