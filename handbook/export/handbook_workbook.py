"""`handbook.xlsx`: a sheet for each kind of records; that of the tasks is a work plan to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handbook.export.cell_words import Label, label
from handbook.export.columns import COLUMNS, NARROW, Column, records
from handbook.export.front import ABOUT, CHOICES, facts, joined, offer, properties, sheet_names
from handbook.export.words import Words
from handbook.export.workbook import Head, Workbook
from handbook.model.records import Programme
from handbook.outputs.data_files import tables

PLANNED = "tasks"  # the section whose sheet is a work plan
FILLED: tuple[tuple[str, Label, str], ...] = (
    ("status", label("data.head.status"), "status"),
    ("person", label("data.head.person"), "words"),
    ("due", label("data.head.due"), "date"),
    ("note", label("data.head.note"), "words"),
)
"""What people fill in there: column, label of its head, and kind of entry."""
_AFTER = ("key", "name", "group")  # the columns before those


def sheets(programme: Programme) -> tuple[str, ...]:
    """The keys of the sheets of a programme, in their order."""
    return (ABOUT, *tables(programme), CHOICES)


def content(words: Words) -> bytes:
    """The workbook of a programme in all of its languages."""
    every, programme = words.languages, words.programme
    names = sheet_names(programme, sheets(programme), every)
    title = " – ".join(dict.fromkeys(words.text(programme.programme.title, code) for code in every))
    book = Workbook(properties(words, title, every), offer(words, names[CHOICES], every))
    uses = (label("data.use.plan"), label("data.use.filter"), label("data.use.print"))
    book.add_facts(names[ABOUT], title, facts(words, label("data.what.workbook"), every, uses))
    for kind in tables(programme):
        book.add_table(names[kind], list(_heads(words, kind)), list(_rows(words, kind)), 1 + len(every))
    book.add_choices(joined(words, label("data.head.status"), every))
    return book.content()


def column_names(kind: str, languages: Sequence[str]) -> list[str]:
    """The names of a sheet's columns, in their order; their heads show words instead."""
    before, after = _parts(kind)
    names = [name for column in before for name in column.names(languages)]
    names += [key for key, _, _ in _filled(kind)]
    return names + [name for column in after for name in column.names(languages)]


def _heads(words: Words, kind: str) -> Iterator[Head]:
    before, after = _parts(kind)
    yield from _heads_of(words, before)
    for key, head, fill in _filled(kind):
        yield Head(joined(words, head, words.languages), NARROW * (2 if key == "note" else 1), fill=fill)
    yield from _heads_of(words, after)


def _heads_of(words: Words, columns: Sequence[Column]) -> Iterator[Head]:
    names = words.programme.programme.language_names
    several = len(words.languages) > 1
    for column in columns:
        text = joined(words, column.head, words.languages)
        for code in column.codes(words.languages):
            head = f"{text}\n{names.get(code, code)}" if column.each and several else text
            yield Head(head, column.width, column.printed)


def _rows(words: Words, kind: str) -> Iterator[list[str]]:
    before, after = _parts(kind)
    blank = [""] * len(_filled(kind))
    for row in records(words, kind):
        first = [column.cell(row, code) for column in before for code in column.codes(words.languages)]
        last = [column.cell(row, code) for column in after for code in column.codes(words.languages)]
        yield [*first, *blank, *last]


def _parts(kind: str) -> tuple[list[Column], list[Column]]:
    """The columns before and after those that people fill in."""
    columns = COLUMNS[kind]
    if kind != PLANNED:
        return [], list(columns)
    before = [column for column in columns if column.key in _AFTER]
    return before, [column for column in columns if column.key not in _AFTER]


def _filled(kind: str) -> tuple[tuple[str, Label, str], ...]:
    return FILLED if kind == PLANNED else ()
