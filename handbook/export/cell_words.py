"""The text of a record's cells: lists with one item per line, names instead of keys, grounds in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NewType

from pydantic import BaseModel

from handbook.export.words import Words, clean
from handbook.model.text import Grounded, Text

Label = NewType("Label", str)


@dataclass(frozen=True)
class Row:
    """A record to be written: its section, key and fields, with the words of the programme."""

    words: Words
    kind: str
    key: str
    record: Any


Cell = Callable[[Row, str], str]
"""Gives the text of one cell for a record and a language code."""


def label(key: str) -> Label:
    """The key of a label, to be shown in any language; the check of labels finds it by this call."""
    return Label(key)


def value(field: str) -> Cell:
    """A word that is the same in every language, or a list of them, one per line."""

    def cell(row: Row, _code: str) -> str:
        held = getattr(row.record, field)
        words = held if isinstance(held, tuple) else () if held is None else (held,)
        return "\n".join(clean(str(word)) for word in words)

    return cell


def word(field: str, family: str) -> Cell:
    """The label `<family>.<value>` of a value."""

    def cell(row: Row, code: str) -> str:
        held = getattr(row.record, field)
        return row.words.label(f"{family}.{held}", code) if held else ""

    return cell


def answer(field: str) -> Cell:
    """Yes or no."""

    def cell(row: Row, code: str) -> str:
        return row.words.label(label("data.yes") if getattr(row.record, field) else label("data.no"), code)

    return cell


def by_key(section: str, field: str) -> Cell:
    """A mapping from records of `section` to what is said of each: one per line, its name first."""

    def cell(row: Row, code: str) -> str:
        name, text = row.words.name, row.words.text
        held = getattr(row.record, field).items()
        return "\n".join(f"{name(section, k, code)}: {text(_only_text(entry), code)}" for k, entry in held)

    return cell


def by_language(field: str) -> Cell:
    """From a mapping of languages to words, those of one language, one per line."""

    def cell(row: Row, code: str) -> str:
        return "\n".join(row.words.plain(word, code) for word in getattr(row.record, field).get(code, ()))

    return cell


def text(field: str) -> Cell:
    """A text in one language."""
    return lambda row, code: row.words.text(getattr(row.record, field), code)


def items(field: str, **parts: Label) -> Cell:
    """A list of texts, one per line; `parts` are further texts of an item with the label before each."""

    def cell(row: Row, code: str) -> str:
        held = getattr(row.record, field)
        return "\n".join(_with_parts(row.words.text(item, code), item, row, code, parts) for item in held)

    return cell


def named(section: str, field: str, key: str, **parts: Label) -> Cell:
    """A list of entries that each name a record of `section` in `key`; `parts` as for `items`."""

    def cell(row: Row, code: str) -> str:
        def line(entry: Any) -> str:
            return _with_parts(row.words.name(section, getattr(entry, key), code), entry, row, code, parts)

        return "\n".join(map(line, getattr(row.record, field)))

    return cell


def names(section: str, field: str) -> Cell:
    """The names of the records of `section` whose keys a field holds: one key or a list, one per line."""

    def cell(row: Row, code: str) -> str:
        held = getattr(row.record, field)
        keys = [held] if isinstance(held, str) else held or ()
        return "\n".join(row.words.name(section, key, code) for key in keys)

    return cell


def targets(field: str) -> Cell:
    """The names of what addresses lead to, one per line."""

    def cell(row: Row, code: str) -> str:
        held = getattr(row.record, field)
        each = (held,) if isinstance(held, str) else held or ()
        return "\n".join(row.words.target(target, code) for target in each)

    return cell


def key(row: Row, _code: str) -> str:
    """The key of a record."""
    return clean(row.key)


def address(row: Row, code: str) -> str:
    """The permanent address of a record in one language."""
    return row.words.address(row.kind, row.key, code)


def grounds(heads: Callable[[str], Label | None]) -> Cell:
    """The ground of each statement of a record: one line for each run of items on the same ground.

    `heads` gives the label of a field; items are numbered from 1 if a list has several grounds.
    """

    def cell(row: Row, code: str) -> str:
        return "\n".join(_grounds(row, code, heads))

    return cell


def _grounds(row: Row, code: str, heads: Callable[[str], Label | None]) -> Iterator[str]:
    for field in type(row.record).model_fields:
        head = heads(field)
        marks = [row.words.mark(entry, code) for entry in _grounded(getattr(row.record, field))]
        if head is None or not any(marks):
            continue
        title = row.words.label(head, code)
        runs = [(mark, [n for n, _ in run]) for mark, run in groupby(enumerate(marks, 1), lambda p: p[1])]
        if len(runs) == 1:
            yield f"{title}: {marks[0]}"
        else:
            yield from (f"{title} {_span(numbers)}: {mark}" for mark, numbers in runs if mark)


def _grounded(held: Any) -> list[Grounded]:
    if isinstance(held, Grounded):
        return [held]
    if isinstance(held, dict):  # a role with an entry for each group
        held = [_only_text(entry) for entry in held.values()]
    return [entry for entry in held if isinstance(entry, Grounded)] if isinstance(held, (tuple, list)) else []


def _only_text(entry: Any) -> Any:
    """The text that an entry is, or the first that it holds."""
    if isinstance(entry, Text) or not isinstance(entry, BaseModel):
        return entry
    return next((held for _, held in entry if isinstance(held, Text)), None)


def _span(numbers: Sequence[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def _with_parts(words: str, entry: Any, row: Row, code: str, parts: dict[str, Label]) -> str:
    result = []
    for part, head in parts.items():
        held = getattr(entry, part)
        said = row.words.text(held, code) if isinstance(held, Text) else ""
        if said:
            result.append(f"{row.words.label(head, code)}: {said}")
    return f"{words} ({'; '.join(result)})" if result else words
