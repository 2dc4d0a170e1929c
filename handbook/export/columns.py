"""The columns of each kind of records: what CSV tables and sheets of the workbook hold.

Names of columns are a promise to the programs that read them: columns are added, never renamed or removed
(`handbook.export.compare`). A column that differs by language becomes one column per language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from pydantic import BaseModel

from handbook.export import cell_words as cells
from handbook.export.cell_words import Cell, Label, Row, label
from handbook.export.words import Words, clean
from handbook.formats import language_name
from handbook.model.fields import head_of, label_of
from handbook.model.kinds import KINDS, Kind
from handbook.model.shapes import Shape, shape_of
from handbook.model.text import ADDRESS, LANGUAGE, Text
from handbook.outputs.data_files import TABLES

NARROW, NAME, WIDE = 14, 28, 44  # widths of a sheet's columns, in characters


@dataclass(frozen=True)
class Column:
    """A column: its name, the label of its head, and the text of its cells.

    `each` is true if it differs by language; `width` is that of a sheet's column, in characters; `printed` is
    true if the sheet prints it.
    """

    key: str
    head: Label
    cell: Cell
    each: bool = True
    width: int = WIDE
    printed: bool = False

    def names(self, languages: Sequence[str]) -> tuple[str, ...]:
        """Names of the columns that it expands to."""
        return tuple(f"{self.key}_{code}" for code in languages) if self.each else (self.key,)

    def codes(self, languages: Sequence[str]) -> Sequence[str]:
        """Languages of these columns."""
        return languages if self.each else languages[:1]


_NARROW = frozenset({"abbr", "group", "language", "year"})
_PRINTED = frozenset({"name", "group", "summary", "definition", "title", "issuer", "year"})


def _column(model: type[BaseModel], field: str, word: str) -> Column:
    """The column of a field, by its type."""
    shape, head = shape_of(model, field), label(head_of(model, field, word))
    each, cell = _cell(shape, field)
    narrow = field in _NARROW or issubclass(shape.item, (bool, int))
    width = NARROW if narrow else NAME if field == "name" else WIDE
    return Column(field, head, cell, each, width, field in _PRINTED)


def _cell(shape: Shape, field: str) -> tuple[bool, Cell]:
    """Whether a field differs by language, and its cell."""
    parts = {name: label(label_of(shape.item, name)) for name in shape.parts}
    if shape.keys is not None:
        return True, cells.by_language(field) if shape.keys == LANGUAGE else cells.by_key(shape.keys, field)
    if shape.target == ADDRESS:
        return True, cells.targets(field)
    if shape.target in KINDS:
        return True, cells.names(shape.target, field)
    if issubclass(shape.item, Text):
        return True, cells.items(field, **parts) if shape.many else cells.text(field)
    if issubclass(shape.item, BaseModel) and shape.names is not None:
        key, section = shape.names
        return True, cells.named(section, field, key, **parts)
    if issubclass(shape.item, Enum):
        return True, cells.word(field, shape.item.__name__.lower())
    if shape.item is bool:
        return True, cells.answer(field)
    if field == "language":
        return True, lambda row, code: language_name(row.record.language, code)
    return False, cells.value(field)


def _group_of_stage(row: Row, code: str) -> str:
    group = row.words.programme.group_of(row.key)
    return row.words.name("groups", group, code) if group else ""


_KEY = Column("key", label("data.head.key"), cells.key, each=False, width=NARROW, printed=True)
_AFTER_NAME = {
    "stages": Column("group", label("stage.group"), _group_of_stage, width=NARROW, printed=True)
}  # columns that are not fields of a record


def _own(kind: Kind) -> Iterator[Column]:
    fields = list(kind.record.model_fields)
    if "today" in fields:  # published columns keep their order: it comes right before what to read next
        fields.insert(fields.index("see") - 1, fields.pop(fields.index("today")))
    for field in fields:
        yield _column(kind.record, field, kind.label_word)
        if field == "name" and kind.section in _AFTER_NAME:
            yield _AFTER_NAME[kind.section]


def _with_common(own: tuple[Column, ...]) -> tuple[Column, ...]:
    heads = {column.key: column.head for column in own}
    return (
        _KEY,
        *own,
        Column("grounds", label("data.head.grounds"), cells.grounds(heads.get)),
        Column("permanent_address", label("data.head.permanent_address"), cells.address),
        Column("edition", label("data.head.edition"), _about("edition"), each=False, width=NARROW),
        Column("date", label("data.head.date"), _about("date"), each=False, width=NARROW),
    )


def _about(field: str) -> Cell:
    return lambda row, _code: clean(getattr(row.words.programme.programme, field))


COLUMNS = {section: _with_common(tuple(_own(KINDS[section]))) for section in TABLES}
"""The columns of each kind; those of `sources` have no grounds, since sources are grounds themselves."""
COLUMNS["sources"] = tuple(column for column in COLUMNS["sources"] if column.key != "grounds")


def column_names(kind: str, languages: Sequence[str]) -> list[str]:
    """The names of a table's columns."""
    return [name for column in COLUMNS[kind] for name in column.names(languages)]


def records(words: Words, kind: str) -> Iterator[Row]:
    """The records of a section in the order of the data."""
    return (Row(words, kind, key, record) for key, record in getattr(words.programme, kind).items())


def rows(words: Words, kind: str) -> Iterator[list[str]]:
    """The cells of each record, as words."""
    for row in records(words, kind):
        yield [column.cell(row, code) for column in COLUMNS[kind] for code in column.codes(words.languages)]
