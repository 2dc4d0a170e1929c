"""The columns of each kind of records: what CSV tables and sheets of the workbook hold.

Names of columns are a promise to the programs that read them: columns are added, never renamed or removed
(`handbook.export.compare`). A column that is told in each language becomes one column for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook.export import cell_words as cells
from handbook.export.cell_words import Cell, Label, Row, label
from handbook.export.words import Words, clean
from handbook.formats import language_name

NARROW, NAME, WIDE = 14, 28, 44  # widths of a sheet's columns, in characters


@dataclass(frozen=True)
class Column:
    """A column: its name, the label of its head, and what it says of a record.

    `each` is true where it is told in each language; `width` is that of a sheet's column, in characters;
    `printed` is true where a sheet shows it on paper.
    """

    key: str
    head: Label
    cell: Cell
    each: bool = True
    width: int = WIDE
    printed: bool = False

    def names(self, languages: Sequence[str]) -> tuple[str, ...]:
        """Names of the columns that it becomes."""
        return tuple(f"{self.key}_{code}" for code in languages) if self.each else (self.key,)

    def codes(self, languages: Sequence[str]) -> Sequence[str]:
        """Languages of these columns."""
        return languages if self.each else languages[:1]


def _said(key: str, head: Label) -> Column:
    width = NAME if key == "name" else WIDE
    return Column(key, head, cells.text(key), width=width, printed=key in ("name", "summary", "definition"))


def _listed(key: str, head: Label, **parts: Label) -> Column:
    return Column(key, head, cells.items(key, **parts))


def _named(key: str, head: Label, section: str) -> Column:
    return Column(key, head, cells.names(section, key))


def _as_written(key: str, head: Label) -> Column:
    return Column(key, head, cells.value(key), each=False, width=NARROW)


def _language(row: Row, code: str) -> str:
    return language_name(row.record.language, code)


def _certainty(row: Row, code: str) -> str:
    return row.words.label(f"certainty.{row.record.certainty}", code) if row.record.certainty else ""


def _roles_by_group(row: Row, code: str) -> str:
    held = row.record.groups.items()
    name, text = row.words.name, row.words.text
    return "\n".join(f"{name('groups', key, code)}: {text(role.description, code)}" for key, role in held)


def _group_of_stage(row: Row, code: str) -> str:
    group = row.words.programme.group_of(row.key)
    return row.words.name("groups", group, code) if group else ""


def _synonyms(row: Row, code: str) -> str:
    return "\n".join(row.words.plain(synonym, code) for synonym in row.record.synonyms.get(code, ()))


def _set_by_others(row: Row, code: str) -> str:
    return row.words.label(label("data.yes") if row.record.set_by_others else label("data.no"), code)


_KEY = Column("key", label("data.head.key"), cells.key, each=False, width=NARROW, printed=True)
_NAME = _said("name", label("data.head.name"))
_SUMMARY = _said("summary", label("data.head.summary"))
_ABBR = _as_written("abbr", label("data.head.abbr"))
_CHANGE = label("task.change")
_OUTPUTS = label("task.outputs")
_TODAY = _listed("today", label("page.today"))
_SEE = Column("see", label("page.see_also"), cells.targets)

_OWN: dict[str, tuple[Column, ...]] = {
    "tasks": (
        _NAME,
        Column("group", label("stage.group"), cells.names("groups", "group"), width=NARROW, printed=True),
        _SUMMARY,
        _named("counterpart", label("task.counterpart"), "tasks"),
        _listed("change", _CHANGE),
        _listed("purpose", label("task.purpose")),
        _listed("steps", label("task.steps"), who=label("task.step_who"), leaves=label("task.step_leaves")),
        Column(
            "partners",
            label("task.partners"),
            cells.named(
                "partners", "partners", "partner", gives=label("task.gives"), gets=label("task.gets")
            ),
        ),
        _listed("outputs", _OUTPUTS),
        _listed("evidence", label("task.evidence")),
        _listed("mistakes", label("task.mistakes"), instead=label("data.instead")),
        Column("roles", label("task.roles"), cells.named("roles", "roles", "role", why=label("data.why"))),
        Column(
            "stages", label("task.stages"), cells.named("stages", "stages", "stage", why=label("data.why"))
        ),
        _named("documents", label("task.documents"), "documents"),
        _named("terms", label("page.terms"), "terms"),
        _SEE,
        Column("set_by_others", label("data.head.set_by_others"), _set_by_others, width=NARROW),
    ),
    "roles": (
        _NAME,
        _SUMMARY,
        Column("groups", label("data.head.groups"), _roles_by_group),
        _listed("change", label("role.change")),
        _listed("meaning", label("role.meaning")),
        _listed("is_not", label("role.is_not")),
        _listed("do", label("role.do")),
        _listed("avoid", label("role.avoid")),
        _listed("examples", label("role.examples"), title=label("data.example_title")),
        _SEE,
    ),
    "stages": (
        _NAME,
        Column("group", label("stage.group"), _group_of_stage, width=NARROW, printed=True),
        _SUMMARY,
        _listed("aims", label("stage.aims")),
        _listed("entry", label("stage.entry")),
        _listed("outputs", label("stage.outputs")),
        _listed("who", label("stage.who")),
        _listed("first_month", label("stage.first_month")),
        _listed("checklist", label("stage.checklist")),
        _listed("risks", label("stage.risks"), sign=label("stage.sign"), response=label("stage.response")),
        _listed("overlap", label("stage.overlap")),
        _named("partners", label("stage.partners"), "partners"),
        _named("documents", label("stage.documents"), "documents"),
        _TODAY,
        _SEE,
    ),
    "terms": (
        _NAME,
        _ABBR,
        _said("definition", label("data.head.definition")),
        Column("synonyms", label("data.head.synonyms"), _synonyms),
        _named("confused_with", label("data.head.confused_with"), "terms"),
        _SEE,
    ),
    "partners": (
        _NAME,
        _ABBR,
        _SUMMARY,
        _named("from_group", label("data.head.from_group"), "groups"),
        _listed("duties", label("partner.duties")),
        _listed("meets", label("partner.meets")),
        _TODAY,
        _SEE,
    ),
    "documents": (
        _NAME,
        _ABBR,
        _SUMMARY,
        _listed("contents", label("document.contents")),
        _listed("made_by", label("document.made_by")),
        _listed("signed_by", label("document.signed_by")),
        _listed("used_by", label("document.used_by")),
        _listed("meets", label("document.meets")),
        _listed("passes_on", label("document.passes_on")),
        _named("feeds", label("document.feeds"), "documents"),
        _TODAY,
        _SEE,
    ),
    "sources": (
        Column("title", label("data.head.title"), cells.value("title"), each=False, printed=True),
        Column("language", label("data.head.language"), _language, width=NARROW),
        Column("issuer", label("data.head.issuer"), cells.value("issuer"), each=False, printed=True),
        Column("year", label("data.head.year"), cells.value("year"), each=False, width=NARROW, printed=True),
        Column("address", label("data.head.address"), cells.value("address"), each=False),
        Column("certainty", label("data.head.certainty"), _certainty),
        _named("origin", label("sources.origin"), "sources"),
        _said("note", label("data.head.note_of_source")),
    ),
}


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


COLUMNS = {kind: _with_common(own) for kind, own in _OWN.items()}
"""The columns of each kind; those of `sources` have no grounds, since sources are what others stand on."""
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
