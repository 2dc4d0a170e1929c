"""The page on data files explains every file, column and field, and explains nothing that is not there."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest

from handbook.export import csv_file, json_file
from handbook.export.checklist_workbook import COLUMNS as LISTED
from handbook.export.columns import COLUMNS
from handbook.export.explanations import PREFIX, explanation
from handbook.export.handbook_workbook import FILLED, sheets
from handbook.export.json_schema import WHOLE, schema
from handbook.export.published import FIRST
from handbook.export.reading import read_table
from handbook.html.renderer import Renderer
from handbook.model.kinds import KINDS
from handbook.outputs.data_files import TABLES, names, tables
from handbook.views import data_page
from tests.export_kit import dataset, programme, words_of
from tests.html_kit import Page

NAMES = ("libraries", "garden")


@cache
def page(name: str, code: str) -> Page:
    locale = words_of(name).locales[code]
    return Page(str(Renderer(locale, dataset(name)).page(locale.addresses.overviews["data"])))


def explained(name: str, code: str) -> dict[str, list[list[str]]]:
    """The rows of each table of the page, by the anchor of its heading."""
    result: dict[str, list[list[str]]] = {}
    anchor = ""
    for element in page(name, code).elements:
        if element.get("role") == "region":
            anchor = element.get("aria-labelledby")
            result[anchor] = []
        elif element.tag == "tr" and anchor:
            result[anchor].append([])
        elif element.tag in ("td", "th") and anchor:
            result[anchor][-1].append(element.text)
    return {anchor: rows[1:] for anchor, rows in result.items()}


def members(told: Any, definition: Any, definitions: Any, found: dict[str, set[str]], kind: str) -> None:
    """Which members the objects of each kind really have, found by following the schema through the data."""
    if told is None:
        return
    if "anyOf" in definition:
        definition = next((d for d in definition["anyOf"] if d.get("type") != "null"), {})
    if "$ref" in definition:
        kind = definition["$ref"].rpartition("/")[2]
        definition = definitions[kind]
    if definition.get("type") == "array":
        for item in told:
            members(item, definition["items"], definitions, found, kind)
    elif "properties" in definition:
        for member, value in told.items():
            found.setdefault(kind, set()).add(member)
            members(value, definition["properties"][member], definitions, found, "")
    elif isinstance(definition.get("additionalProperties"), dict):
        for value in told.values():
            members(value, definition["additionalProperties"], definitions, found, "")


@pytest.mark.parametrize("name", NAMES)
def test_every_field_that_stands_in_the_json_file_is_explained_with_its_kind_of_value(name: str) -> None:
    told = json.loads(json_file.content(words_of(name), FIRST))
    whole = schema(programme(name).languages)
    result: dict[str, set[str]] = {}
    members(told, whole, whole["$defs"], result, WHOLE)
    assert len(result) > 15
    for code in words_of(name).languages:
        tables = explained(name, code)
        bases = {table.name: table.base for table in data_page.fields(programme(name))}
        for kind, held in result.items():
            if not kind:  # what the vocabulary says of each key is no field
                continue
            shown: set[str] = set()
            base = kind
            while base:  # a step has the fields of a statement, and that has those of a text
                shown |= {row[0] for row in tables.get(f"fields-{base.lower()}", [])}
                base = bases[base]
            assert held <= shown, (kind, held - shown)
            assert shown <= set({**whole["$defs"], WHOLE: whole}[kind]["properties"]), kind


@pytest.mark.parametrize("name", NAMES)
def test_every_column_of_each_table_is_explained_and_no_other(name: str) -> None:
    words = words_of(name)
    for code in words.languages:
        shown = explained(name, code)
        for kind, file in tables(programme(name)).items():
            head = list(read_table(csv_file.content(words, kind))[0])
            endings = "|".join(words.languages)
            columns = {re.sub(rf"_(?:{endings})$", "_…", column) for column in head}
            assert {row[0] for row in shown[f"columns-{file.replace('.', '-')}"]} == columns
        assert [row[0] for row in shown["columns-handbook-xlsx"]] == [key for key, _, _ in FILLED]
        assert [row[0] for row in shown["columns-checklist"]] == [key for key, *_ in LISTED]


@pytest.mark.parametrize("name", NAMES)
def test_no_explanation_is_empty_and_each_is_in_the_pages_language(name: str) -> None:
    labels = programme(name).labels
    for code in words_of(name).languages:
        for rows in explained(name, code).values():
            assert rows
            assert [row for row in rows if not row[-1]] == []
        table = next(iter(data_page.columns(programme(name))))
        shown = explained(name, code)[f"columns-{table.anchor}"]
        assert [row[-1] for row in shown] == [
            re.sub("`", "", labels[f"{PREFIX}{row.meaning}"].get(code)) for row in table.rows
        ]


def test_no_label_explains_a_field_that_is_not_there() -> None:
    held = programme("libraries")
    tables = [*data_page.columns(held), data_page.filled_columns(held), data_page.checklist_columns(held)]
    used = {row.meaning for table in (*tables, *data_page.fields(held)) for row in table.rows}
    result = {key.removeprefix(PREFIX) for key in held.labels if key.startswith(PREFIX)}
    assert result - used == set()


def test_every_label_of_a_sheet_names_one() -> None:
    result = {
        key.rpartition(".")[2] for key in programme("libraries").labels if key.startswith("data.sheet.")
    }
    assert result == {*sheets(programme("libraries")), *TABLES, "checklist"}


def test_a_field_without_explanation_is_an_error_that_names_the_label_to_add() -> None:
    with pytest.raises(KeyError, match=r"add data\.field\.task\.novelty"):
        explanation("Task", "novelty", ("id",), programme("libraries").labels)


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_explains_every_member_in_every_language(name: str) -> None:
    result = json.loads(json_file.schema_content(words_of(name)))
    for definition in (result, *result["$defs"].values()):
        for member, about in definition.get("properties", {}).items():
            assert about["description"].count(" / ") >= len(words_of(name).languages) - 1, member
            assert "`" not in about["description"]


@pytest.mark.parametrize("name", NAMES)
def test_the_page_links_each_file_once(name: str) -> None:
    for code in words_of(name).languages:
        links = [a.get("href") for a in page(name, code).all("a") if a.get("download") is not None]
        files = [href.rpartition("/")[2] for href in links if "/v1/" in href]
        assert files == list(names(programme(name)))


@pytest.mark.parametrize("name", NAMES)
def test_kinds_of_values_lead_to_their_tables(name: str) -> None:
    shown = page(name, words_of(name).languages[0])
    targets = [a.get("href")[1:] for a in shown.all("a") if a.get("href").startswith("#fields-")]
    assert targets
    assert set(targets) <= set(shown.ids)


def test_every_column_has_a_head_in_every_language() -> None:
    held = programme("libraries")
    heads = {column.head for columns in COLUMNS.values() for column in columns}
    assert len(heads) > 30
    assert [head for head in heads if not all(held.labels[head].get(code) for code in held.languages)] == []


@pytest.mark.parametrize("kind", COLUMNS)
def test_every_field_of_the_model_has_its_column(kind: str) -> None:
    assert set(KINDS[kind].record.model_fields) - {column.key for column in COLUMNS[kind]} == set()
