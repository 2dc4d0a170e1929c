"""The schema by which editors check data files is current, accepts the data and refuses what is broken."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from handbook.model.schema import PROGRAMME_SECTIONS
from handbook.source.editor_schema import schema, schema_text
from handbook.source.load import SINGLES
from tests._small import write_small
from tests.places import LIBRARIES

LANGUAGES = ("id", "en")
NAMED = [
    s
    for s in PROGRAMME_SECTIONS
    if s not in ("appearance", "redirects", "sources", "style", "editions", "labels")
]
DATA_FILES = sorted(LIBRARIES.glob("*.yaml"))


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do (the core schema of YAML 1.2): `2010` is a number, `no` a word, no dates."""


EditorLoader.yaml_implicit_resolvers = {}  # its own, instead of those that it shares with its parent
for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+0123456789."),
):
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), list(_first)
    )


def as_an_editor_sees(text: str) -> Any:
    """The data of a file; keys are words, as in JSON."""
    return json.loads(json.dumps(yaml.load(text, Loader=EditorLoader)))


@cache
def validator(languages: tuple[str, ...]) -> Draft202012Validator:
    return Draft202012Validator(schema(languages))


def complaints(data: Any, languages: tuple[str, ...] = LANGUAGES) -> list[str]:
    return [error.message for error in validator(languages).iter_errors(data)]


@pytest.fixture
def small(tmp_path: Path) -> dict[str, Any]:
    """All data of the small programme, as an editor sees it."""
    files = write_small(tmp_path).glob("*.yaml")
    return {
        section: held
        for file in files
        for section, held in as_an_editor_sees(file.read_text(encoding="utf-8")).items()
    }


def test_the_schema_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(schema(LANGUAGES))


def test_the_same_model_gives_the_same_bytes() -> None:
    text = schema_text(LANGUAGES)
    assert text == schema_text(LANGUAGES)
    assert text.endswith("}\n")
    assert text == json.dumps(json.loads(text), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def test_there_are_data_files() -> None:
    assert DATA_FILES


@pytest.mark.parametrize("file", DATA_FILES, ids=lambda f: "/".join(f.parts[-3:]))
def test_each_data_file_is_valid(file: Path) -> None:
    assert complaints(as_an_editor_sees(file.read_text(encoding="utf-8"))) == []


def test_the_small_programme_is_valid(small: dict[str, Any]) -> None:
    assert complaints(small) == []
    assert set(small) == set(PROGRAMME_SECTIONS)


@pytest.mark.parametrize("section", PROGRAMME_SECTIONS)
def test_a_file_may_hold_any_one_section(small: dict[str, Any], section: str) -> None:
    assert complaints({section: small[section]}) == []
    assert complaints({section: {}}) == [] or section == "programme"


@pytest.mark.parametrize("section", [s for s in PROGRAMME_SECTIONS if s != "redirects"])
def test_an_unknown_key_in_any_section_fails(small: dict[str, Any], section: str) -> None:
    held = deepcopy(small[section])
    record = held if section in SINGLES else next(iter(held.values()))
    record["colour"] = "green"
    assert any("colour" in complaint for complaint in complaints({section: held}))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", NAMED)
def test_a_missing_language_in_any_section_fails(small: dict[str, Any], section: str, language: str) -> None:
    held = deepcopy(small[section])
    record = held if section == "programme" else next(iter(held.values()))
    del record["name"][language]
    assert f"'{language}' is a required property" in complaints({section: held})


@pytest.mark.parametrize(
    ("task", "complaint"),
    [
        ({"steps": "one"}, "'one' is not of type 'array'"),
        ({"steps": ["one"]}, "'one' is not of type 'object'"),
        ({"steps": {"id": "a", "en": "b"}}, "is not of type 'array'"),
        ({"name": "Prepare"}, "'Prepare' is not of type 'object'"),
        ({"name": {"id": 5, "en": "five"}}, "5 is not of type 'string'"),
        ({"name": {"id": " ", "en": "five"}}, "' ' does not match"),
        ({"name": {"id": "lima", "en": "five", "same": "yes"}}, "'yes' is not of type 'boolean'"),
        ({"name": {"id": "lima", "en": "five", "jv": "lima"}}, "'jv' was unexpected"),
        ({"group": None}, "None is not of type"),
        ({"group": ["early"]}, "['early'] is not of type"),
        ({"counterpart": {"B1": "B2"}}, "is not valid under any of the given schemas"),
        ({"summary": {"id": "a", "en": "b"}}, "'ground' is a required property"),
        ({"summary": {"id": "a", "en": "b", "ground": "hearsay"}}, "'hearsay' is not one of"),
        ({"summary": {"id": "a", "en": "b", "ground": "reference"}}, "'cite' is a required property"),
        ({"steps": [{"id": "a", "en": "b", "ground": "editorial", "where": "c"}]}, "'where' was unexpected"),
    ],
)
def test_a_broken_task_fails(small: dict[str, Any], task: dict[str, Any], complaint: str) -> None:
    broken = {"tasks": {"A1": small["tasks"]["A1"] | task}}
    assert any(complaint in result for result in complaints(broken)), complaints(broken)


@pytest.mark.parametrize("field", ["name", "group", "summary", "counterpart"])
def test_a_task_without_a_field_that_it_needs_fails(small: dict[str, Any], field: str) -> None:
    task = {key: value for key, value in small["tasks"]["A1"].items() if key != field}
    assert complaints({"tasks": {"A1": task}}) == [f"'{field}' is a required property"]


@pytest.mark.parametrize(
    "data",
    [
        {"task": {}},
        {"tasks": []},
        {"tasks": {"A 1": {}}},
        {"redirects": {"/t/a1/": "t/b1"}},
        {"redirects": {"t/a1": ["t/b1"]}},
        {"labels": {"save": "Save"}},
        [],
    ],
)
def test_a_broken_section_fails(data: Any) -> None:
    assert complaints(data)


@pytest.mark.parametrize(
    "text",
    [
        "groups: {a: {name: {id: a, en: b}, summary: {id: a, en: b, ground: source}, stages: [1, 2.5, x]}}",
        "terms:\n",
        "labels: {a: {b: {id: x, en: y}, c.d: {id: x, en: y, same: true}}, e.f: {id: x, en: y}}",
        'redirects: {t/a1: t/b1, "istilah#a": istilah}',
        "sources: {1: {title: 1984, language: en, issuer: x, year: 2010, certainty: single, note: null}}",
    ],
)
def test_what_the_checks_accept_as_people_write_it_is_valid(text: str) -> None:
    assert complaints(as_an_editor_sees(text)) == []


@pytest.mark.parametrize("field", ["counterpart", "cite"])
@pytest.mark.parametrize("many", [True, False])
def test_one_key_may_stand_where_a_list_may(small: dict[str, Any], field: str, many: bool) -> None:
    task = deepcopy(small["tasks"]["A1"])
    (task if field == "counterpart" else task["summary"])[field] = ["x"] if many else "x"
    assert complaints({"tasks": {"A1": task}}) == []


def test_texts_want_exactly_the_languages_of_the_programme() -> None:
    text = {"labels": {"a": {"id": "x", "en": "y", "jv": "z"}}}
    assert complaints(text, ("id", "en", "jv")) == []
    assert complaints(text, ("id", "en"))
    assert complaints({"labels": {"a": {"id": "x"}}}, ("id",)) == []


def test_editors_can_show_what_each_field_is_for() -> None:
    made = schema(LANGUAGES)
    for name, definition in made["$defs"].items():
        assert definition["description"], name
        for field, held in definition.get("properties", {}).items():
            assert held.get("description"), f"{name}.{field}"
    assert all(held["description"] for held in made["properties"].values())


def test_nothing_internal_is_left_in_the_schema() -> None:
    text = schema_text(LANGUAGES)
    for word in ("x-text", "wording", '"title": "Wording"'):
        assert word not in text
