"""Every column of a table says what the model says, as told here and not as the export does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from handbook.check import problems
from handbook.export import csv_file
from handbook.export.columns import COLUMNS
from handbook.export.reading import read_table
from handbook.export.words import clean
from handbook.formats import language_name
from handbook.localised import Locale
from handbook.model.text import Statement, Text
from handbook.outputs.data_files import TABLES, tables
from tests.export_kit import SITE, dataset, programme, words_of

Expected = Callable[[Locale, str, Any], str]


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(parts)


def _names(section: str, field: str) -> Expected:
    def told(locale: Locale, _key: str, record: Any) -> str:
        held = getattr(record, field)
        keys = [held] if isinstance(held, str) else held or []
        return _lines(locale.name(section, key) for key in keys)

    return told


def _word(field: str) -> Expected:
    return lambda _edition, _key, record: getattr(record, field) or ""


def _with(locale: Locale, words: str, *parts: tuple[str, Text | None]) -> str:
    """Words, and in brackets the further texts of an item, each behind its label."""
    told = [f"{locale.label(label)}: {locale.text(text)}" for label, text in parts if text]
    return f"{words} ({'; '.join(told)})" if told else words


def _see(locale: Locale, _key: str, record: Any) -> str:
    result = [locale.addresses.resolve(target) for target in record.see]
    return _lines(locale.name(*target) for target in result if target)


def _permanent(section: str) -> Expected:
    def told(locale: Locale, key: str, _record: Any) -> str:
        own = "" if locale.language == locale.original else f"{locale.language}/"
        page, _, anchor = locale.addresses.of(section, key).partition("#")
        return f"{SITE}{own}{page}/" + (f"#{anchor}" if anchor else "")

    return told


def _items(field: str, **parts: str) -> Expected:
    return lambda e, _key, record: _lines(
        _with(e, e.text(item), *((label, getattr(item, part)) for part, label in parts.items()))
        for item in getattr(record, field)
    )


def _calls(section: str, field: str, key: str, **parts: str) -> Expected:
    return lambda e, _key, record: _lines(
        _with(
            e,
            e.name(section, getattr(item, key)),
            *((label, getattr(item, part)) for part, label in parts.items()),
        )
        for item in getattr(record, field)
    )


def _synonyms(locale: Locale, _key: str, record: Any) -> str:
    typed = record.synonyms.get(locale.language, ())
    return _lines(re.sub(r"\[([^\]]*)\]\{\w+\}", r"\1", word) for word in typed)


def _group_of_stage(locale: Locale, key: str, _record: Any) -> str:
    groups = locale.programme.groups.items()
    return _lines(locale.name("groups", group) for group, held in groups if key in held.stages)


def _roles(locale: Locale, _key: str, record: Any) -> str:
    held = record.groups.items()
    return _lines(f"{locale.name('groups', g)}: {locale.text(role.description)}" for g, role in held)


EXPECTED: dict[str, dict[str, Expected]] = {
    "tasks": {
        "group": _names("groups", "group"),
        "counterpart": _names("tasks", "counterpart"),
        "steps": _items("steps", who="task.step_who", leaves="task.step_leaves"),
        "partners": _calls("partners", "partners", "partner", gives="task.gives", gets="task.gets"),
        "mistakes": _items("mistakes", instead="data.instead"),
        "roles": _calls("roles", "roles", "role", why="data.why"),
        "stages": _calls("stages", "stages", "stage", why="data.why"),
        "documents": _names("documents", "documents"),
        "terms": _names("terms", "terms"),
        "see": _see,
        "set_by_others": lambda e, _, r: e.label("data.yes" if r.set_by_others else "data.no"),
    },
    "roles": {"groups": _roles, "examples": _items("examples", title="data.example_title"), "see": _see},
    "stages": {
        "group": _group_of_stage,
        "risks": _items("risks", sign="stage.sign", response="stage.response"),
        "partners": _names("partners", "partners"),
        "documents": _names("documents", "documents"),
        "see": _see,
    },
    "terms": {
        "abbr": _word("abbr"),
        "synonyms": _synonyms,
        "spell_out": lambda e, _, r: e.label("data.yes" if r.spell_out else "data.no"),
        "confused_with": _names("terms", "confused_with"),
        "see": _see,
    },
    "partners": {"abbr": _word("abbr"), "from_group": _names("groups", "from_group"), "see": _see},
    "documents": {
        "abbr": _word("abbr"),
        "made_in": _names("stages", "made_in"),
        "feeds": _names("documents", "feeds"),
        "see": _see,
    },
    "calendar": {
        "begins": lambda _e, _key, r: str(r.begins),
        "ends": lambda _e, _key, r: str(r.ends),
        "last_day": lambda _e, _key, r: str(r.last_day or ""),
        "over_new_year": lambda e, _, r: e.label("data.yes" if r.over_new_year else "data.no"),
        "tasks": _names("tasks", "tasks"),
        "stages": _names("stages", "stages"),
        "documents": _names("documents", "documents"),
        "partners": _names("partners", "partners"),
        "see": _see,
    },
    "sources": {
        "title": _word("title"),
        "language": lambda e, _, r: language_name(r.language, e.language),
        "issuer": _word("issuer"),
        "year": _word("year"),
        "address": _word("address"),
        "certainty": lambda e, _, r: e.label(f"certainty.{r.certainty}") if r.certainty else "",
        "origin": _names("sources", "origin"),
        "note": lambda e, _, r: e.text(r.note) if r.note else "",
        "passages": lambda e, _, r: _lines(f"{key}: {e.text(place)}" for key, place in r.passages.items()),
    },
}
COMMON: dict[str, Expected] = {
    "key": lambda _edition, key, _record: key,
    "edition": lambda e, _key, _record: e.about.edition,
    "date": lambda e, _key, _record: e.about.date,
}


def _expected(kind: str, column: str, value: Any) -> Expected | None:
    """What a column must hold: by the lists above, else the text or texts of the field of that name."""
    if column == "permanent_address":
        return _permanent(kind)
    known = EXPECTED[kind].get(column) or COMMON.get(column)
    if known:
        return known
    if isinstance(value, Text):
        return lambda e, _key, record: e.text(getattr(record, column))
    if isinstance(value, tuple) and all(type(item) is Statement for item in value):
        return lambda e, _key, record: _lines(e.text(item) for item in getattr(record, column))
    return None


@pytest.mark.parametrize("name", ["libraries", "garden", "passages"])
@pytest.mark.parametrize("kind", TABLES)
def test_every_cell_of_a_table_says_what_the_model_says(kind: str, name: str) -> None:
    words, held = words_of(name), getattr(programme(name), kind)
    rows = read_table(csv_file.content(words, kind))
    assert len(rows) == len(held)
    for row, (key, record) in zip(rows, held.items(), strict=True):
        for column in COLUMNS[kind]:
            if column.key == "grounds":
                continue  # told in words of their own, see test_export_csv
            expected = _expected(kind, column.key, getattr(record, column.key, None))
            assert expected, f"{kind}: say here what the column {column.key} holds"
            for code, locale in words.locales.items():
                cell = row[f"{column.key}_{code}" if column.each else column.key]
                if column.each or code == locale.original:
                    told = _lines(clean(line) for line in expected(locale, key, record).split("\n"))
                    assert cell == told, f"{kind} {key}: {column.key}"


def test_the_programme_with_passages_is_right() -> None:
    """So that what its table says is what a table can say."""
    assert [str(problem) for problem in problems(dataset("passages"))] == []


@pytest.mark.parametrize("kind", tables(programme("libraries")))
def test_every_column_is_filled_somewhere(kind: str) -> None:
    rows = read_table(csv_file.content(words_of("passages"), kind))
    empty = {name for name in rows[0] if not any(row[name] for row in rows)}
    assert empty == set()
