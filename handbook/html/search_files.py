"""Writes the search index of one language as a head and parts, of which the engine loads what a query needs.

The head holds the settings, the words, and which part holds what; parts hold where words stand, how long
entries are, and their texts. A word that is a number stands in a part of its own kind, since a programme can
have more numbers than words and few are ever asked for. A small index is cut in the same way: one form is
read and tried, and a reader of a small handbook, too, loads less.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from handbook.html.search_parts import FOLDER, in_runs, may_begin, packed, write_head, write_part
from handbook.html.search_postings import Place, Postings, in_order
from handbook.html.search_words import core_of, words_of

# Letters of a part: large enough to compress, small enough for a poor line. Of words few parts are needed for
# a query, of texts one or two for each page that is shown.
LEAST_WORDS, MOST_WORDS = 3_000, 9_000
LEAST_TEXTS, MOST_TEXTS = 8_000, 24_000
LENGTHS = 16_384  # entries whose lengths stand in one part
_ALIKE = 4  # figures at the beginning of numbers that stay together
_FIGURES = frozenset("0123456789")


@dataclass(frozen=True)
class Found:
    """How an entry is found besides by its text; `same` and `led_from` are numbers of other entries."""

    kind: str = ""
    names: Sequence[str] = ()
    also: Sequence[str] = ()
    summary: str = ""
    same: Sequence[int] = ()
    led_from: Sequence[int] = ()


def write_files(
    site: Path,
    language: str,
    settings: Mapping[str, Any],
    entries: Sequence[Mapping[str, str]],
    found: Sequence[Found],
) -> None:
    """Write the index of a language into a site; `settings` are those of the kinds.

    Entries have location, title, text, perhaps `other` words of a heading; those of a page follow one
    another. There is one of `found` for each.

    Raises:
        OSError: if a file cannot be written.
    """
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    files = _Files(folder, language, entries, found)
    write_head(folder, {"lang": language, **settings, **files.write()})


@dataclass
class _Files:
    folder: Path
    language: str
    entries: Sequence[Mapping[str, str]]
    found: Sequence[Found]
    _postings: Postings = field(default_factory=Postings)

    def write(self) -> dict[str, Any]:
        """Write the parts; return what the head holds of them."""
        lengths = self._collect()
        usual = sum(lengths) / max(1, len(lengths))
        told = {"usual": usual, **self._sorts(), "lengths": self._write_lengths(lengths)}
        return {**told, "texts": self._write_texts(), **self._write_words()}

    def _collect(self) -> list[int]:
        """Collect where words stand; return how many each entry's text has."""
        lengths = []
        titles = [words_of(entry["title"]) for entry in self.entries]
        also = [list(map(words_of, own.also)) for own in self.found]
        page: list[str] = []
        for number, (entry, own, title) in enumerate(zip(self.entries, self.found, titles, strict=True)):
            words = words_of(entry["text"])
            lengths.append(len(words))
            self._postings.add_text(number, words)
            anchored = "#" in entry["location"]
            page = page if anchored else title
            is_record = not anchored or own.kind != ""
            same = (number, *own.same)
            names = [words_of(name) for one in same for name in self.found[one].names]
            others = [name for one in same for name in also[one]]
            if "other" in entry and not own.also:
                others.append(words_of(entry["other"]))
            places = [] if is_record else [(Place.OF_PAGE, page)]
            if own.summary:
                places.append((Place.RELATED, words_of(own.summary)))
            for one in own.led_from:
                places += [(Place.RELATED, words) for words in (titles[one], *also[one])]
            places += [(Place.ALSO if is_record else Place.HEADING, words) for words in others]
            places.append((Place.TITLE if is_record else Place.HEADING, title))
            places += [(Place.NAME, words) for words in names]
            self._postings.add_places(number, places)
            if is_record:
                self._postings.add_names(number, [title, *names, *others], 1 + len(names))
        return lengths

    def _sorts(self) -> dict[str, Any]:
        """What kinds of entries there are, and of which each one is."""
        sorts: dict[tuple[int, int, str], int] = {}
        told: list[int] = []
        page: str | None = None
        for entry, own in zip(self.entries, self.found, strict=True):
            last, (page, anchored, _) = page, entry["location"].partition("#")
            sort = (int(page != last), int(anchored != ""), own.kind)
            told.append(sorts.setdefault(sort, len(sorts)))
        return {"sorts": [list(sort) for sort in sorts], "entries": packed(told)}

    def _write_lengths(self, lengths: list[int]) -> dict[str, Any]:
        """Lengths of all entries: in the head where they are few, since every query needs some."""
        runs = [packed(lengths[start : start + LENGTHS]) for start in range(0, len(lengths), LENGTHS)]
        if len(runs) < 2:
            return {"each": LENGTHS, "held": "".join(runs), "parts": ""}
        return {"each": LENGTHS, "parts": self._write_parts(runs)}

    def _write_texts(self) -> dict[str, str]:
        runs = list(in_runs(self._texts(), LEAST_TEXTS, MOST_TEXTS))
        return {"counts": packed(map(len, runs)), "parts": self._write_parts(runs)}

    def _texts(self) -> Iterator[tuple[bool, int, list[str]]]:
        """What entries say, each with whether it starts a page and its size."""
        for entry in self.entries:
            location, title, text = entry["location"], entry["title"], entry["text"]
            yield "#" not in location, len(location) + len(title) + len(text), [location, title, text]

    def _write_words(self) -> dict[str, Any]:
        words: list[str] = []
        numbers: list[str] = []
        for word in self._postings.words():
            (numbers if _FIGURES.issuperset(word) else words).append(word)
        together = sorted(words, key=lambda word: (core_of(word, self.language), word))
        runs = list(in_runs(self._written(together), LEAST_WORDS, MOST_WORDS))
        part_of = {word: part for part, run in enumerate(runs) for word, _ in run}
        counted = (self._postings.count(word) * 2 + self._postings.is_read(word) for word in words)
        # Parts are without the words, which the head has: in the order in which it has them.
        contents = ([held[word] for word in in_order(held)] for held in map(dict, runs))
        return {
            "words": _front_coded(words),
            "counts": packed(counted),
            "places": packed(part_of[word] for word in words),
            "parts": self._write_parts(contents),
            "numbers": self._write_numbers(numbers),
        }

    def _written(self, words: Iterable[str]) -> Iterator[tuple[bool, int, tuple[str, str]]]:
        for word in words:
            written = self._postings.written(word)
            yield may_begin(word), len(word) + len(written), (word, written)

    def _write_numbers(self, numbers: list[str]) -> dict[str, Any]:
        runs = list(in_runs(self._alike(numbers), LEAST_WORDS, MOST_WORDS))
        contents = [{number: held[number] for held in run for number in held} for run in runs]
        return {"starts": [next(iter(held)) for held in contents], "parts": self._write_parts(contents)}

    def _alike(self, numbers: list[str]) -> Iterator[tuple[bool, int, dict[str, str]]]:
        written = self._postings.written
        for start, group in groupby(numbers, key=lambda number: number[:_ALIKE]):
            held = {number: written(number) for number in group}
            yield may_begin(start), sum(map(len, held)) + sum(map(len, held.values())), held

    def _write_parts(self, contents: Iterable[Any]) -> str:
        return "".join(write_part(self.folder, content) for content in contents)


def _front_coded(words: Iterable[str]) -> str:
    """Sorted words, each as a capital letter for how many letters it shares with the last, and the rest.

    Words of the index are in small letters.
    """
    result, last = [], ""
    for word in words:
        shared, most = 0, min(len(word), len(last), 25)
        while shared < most and word[shared] == last[shared]:
            shared += 1
        result.append(chr(ord("A") + shared) + word[shared:])
        last = word
    return "".join(result)
