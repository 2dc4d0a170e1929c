"""What the page on data files shows: the files by kind, and what every column and field means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from handbook.export import checklist_workbook, handbook_workbook
from handbook.export.columns import COLUMNS
from handbook.export.explanations import explanation, model_named
from handbook.export.front import sheet_names
from handbook.export.json_schema import WHOLE, Schema, schema
from handbook.localised import Locale
from handbook.model.addresses import slug
from handbook.model.records import Programme
from handbook.outputs.data_files import HANDBOOK, SCHEMA, WORKBOOK, checklist_name, tables


@dataclass(frozen=True)
class DataFile:
    """One data file: its name below the folder of data files, and the language it is for, "" for all."""

    name: str
    language: str = ""


@dataclass(frozen=True)
class DataItem:
    """One thing that can be downloaded, with a file for each language or one for all."""

    title: str
    files: tuple[DataFile, ...]


@dataclass(frozen=True)
class Explained:
    """A column or field: its name, the label that explains it, what kind of value it has.

    `each` is true for a column that exists once per language, `optional` for a field that may be missing;
    `target` names the table of its kind of value.
    """

    name: str
    meaning: str
    kind: str = ""
    each: bool = False
    optional: bool = False
    target: str = ""


@dataclass(frozen=True)
class Table:
    """The columns of a file, or the fields of a kind of JSON object; `base` has further fields of it."""

    name: str
    rows: tuple[Explained, ...]
    base: str = ""

    @property
    def anchor(self) -> str:
        """Its anchor on the page."""
        return slug(self.name.replace(".", "-"))


def workbooks(locale: Locale) -> list[DataItem]:
    """The workbooks to fill in: that of the whole handbook, and the checklist of each group."""
    result = [DataItem(locale.text(locale.about.title), (DataFile(WORKBOOK),))]
    for group in locale.programme.groups:
        title = locale.label("print.checklist_of", name=locale.name("groups", group))
        languages = locale.programme.languages
        result.append(DataItem(title, tuple(DataFile(checklist_name(group, c), c) for c in languages)))
    return result


def csv_tables(locale: Locale) -> list[DataItem]:
    """The CSV tables."""
    held = tables(locale.programme)
    return [DataItem(locale.label(f"overview.{kind}"), (DataFile(name),)) for kind, name in held.items()]


def json_files() -> list[DataFile]:
    """The JSON file and its schema."""
    return [DataFile(HANDBOOK), DataFile(SCHEMA)]


def columns(programme: Programme) -> Iterator[Table]:
    """The columns of each CSV table."""
    for kind, file in tables(programme).items():
        model = model_of(kind)
        yield Table(
            file,
            tuple(
                Explained(column.key, _meaning(programme, (model, "Table"), column.key), each=column.each)
                for column in COLUMNS[kind]
            ),
        )


def filled_columns(programme: Programme) -> Table:
    """The columns that people fill in on the sheet of tasks."""
    names = [name for name, _, _ in handbook_workbook.FILLED]
    return Table(WORKBOOK, tuple(Explained(name, _meaning(programme, ("Table",), name)) for name in names))


def workbook_sheets(programme: Programme) -> list[str]:
    """The names of the sheets of the workbook."""
    return list(sheet_names(programme, handbook_workbook.sheets(programme), programme.languages).values())


def checklist_columns(programme: Programme) -> Table:
    """The columns of the checklists."""
    names = [name for name, *_ in checklist_workbook.COLUMNS]
    rows = (Explained(name, _meaning(programme, ("List", "Table"), name)) for name in names)
    return Table(checklist_workbook.LIST, tuple(rows))


def fields(programme: Programme) -> Iterator[Table]:
    """The fields of each kind of JSON object, the file itself first, each kind where it first occurs."""
    document = schema(programme.languages)
    definitions: Schema = {WHOLE: document, **document["$defs"]}
    for name in _in_order(definitions):
        own = definitions[name]["properties"]
        base = _base(name, definitions)
        result = {member: about for member, about in own.items() if not base or member not in base[1]}
        rows = (
            Explained(
                member,
                _meaning(programme, (name,), member),
                kind_of(about, definitions),
                optional=member not in definitions[name]["required"],
                target=next((held for held in _referred(about) if "enum" not in definitions[held]), ""),
            )
            for member, about in result.items()
        )
        yield Table(name, tuple(rows), base[0] if base else "")


def model_of(section: str) -> str:
    """The name of the model of a section's records: `tasks` holds `Task`."""
    kind: Any = Programme.model_fields[section].annotation
    return str(kind.__args__[1].__name__)


def kind_of(about: Schema, definitions: Schema) -> str:
    """What kind of value a schema describes, in short notation: `Step[]`, `string | null`."""
    if "$ref" in about:
        name = str(about["$ref"]).rpartition("/")[2]
        values = definitions[name].get("enum")
        return " | ".join(f'"{value}"' for value in values) if values else name
    if "anyOf" in about:
        return " | ".join(kind_of(choice, definitions) for choice in about["anyOf"])
    if about.get("type") == "array":
        return f"{kind_of(about['items'], definitions)}[]"
    if isinstance(about.get("additionalProperties"), dict):
        return f"{{…: {kind_of(about['additionalProperties'], definitions)}}}"
    return str(about.get("type", "object"))


def _meaning(programme: Programme, kinds: Sequence[str], name: str) -> str:
    """The label, without `data.field.`, that explains a field, from the first of `kinds` that has one."""
    for kind in kinds[:-1]:
        try:
            return explanation(kind, name, programme.languages, programme.labels)
        except KeyError:
            continue
    return explanation(kinds[-1], name, programme.languages, programme.labels)


def _base(name: str, definitions: Schema) -> tuple[str, Iterable[str]] | None:
    """The definition on which one is built, with its fields, if the page shows it too."""
    model = model_named(name)
    above = model.__mro__[1].__name__ if model else ""
    return (above, definitions[above]["properties"]) if above in definitions else None


def _in_order(definitions: Schema) -> list[str]:
    """Names of the definitions that have fields, each where it first occurs, starting from the file."""
    met, waiting = [WHOLE], [WHOLE]
    while waiting:
        for name in _referred(definitions[waiting.pop(0)]):
            if name not in met and "properties" in definitions[name]:
                met.append(name)
                waiting.append(name)
    return met


def _referred(about: Any) -> Iterator[str]:
    if isinstance(about, dict):
        if "$ref" in about:
            yield str(about["$ref"]).rpartition("/")[2]
        for key, value in about.items():
            if key != "$defs":
                yield from _referred(value)
    elif isinstance(about, list):
        for value in about:
            yield from _referred(value)
