"""Checks see every text of a programme, each under the path where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from handbook.model.traverse import DataPath, dotted, entries, grounded, record_key, records, texts
from handbook.source.load import load
from tests.places import LIBRARIES

PROGRAMME = load(LIBRARIES)
RAW: dict[str, Any] = {}
for _file in sorted(LIBRARIES.glob("*.yaml")):
    RAW |= yaml.load(_file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def _raw(value: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, dict[str, Any]]]:
    """Every mapping of the files, by its path."""
    if isinstance(value, dict):
        yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from _raw(inner, (*path, key))


def test_every_text_is_seen_once_where_it_stands() -> None:
    written = {
        path: {code: value[code] for code in ("id", "en")}
        for path, value in _raw(RAW)
        if isinstance(value.get("id"), str) and path[-1] != "language_names"
    }
    seen = [(path, text) for path, text in texts(PROGRAMME) if path[0] != "labels"]

    assert {path: text.wording for path, text in seen} == written
    assert len(seen) == len(written) > 100


def test_everything_that_has_a_ground_is_seen() -> None:
    written = {path: value["ground"] for path, value in _raw(RAW) if "ground" in value}

    assert {path: entry.ground for path, entry in grounded(PROGRAMME)} == written
    assert len(written) > 50


def test_every_record_is_seen() -> None:
    written = [
        (s, key) for s in type(PROGRAMME).model_fields if s in RAW and s != "programme" for key in RAW[s]
    ]

    assert [(section, key) for section, key, _ in records(PROGRAMME)] == written


def test_a_part_of_a_programme_can_be_walked_over() -> None:
    task = PROGRAMME.tasks["S1"]
    part = [(path, entry) for path, entry in entries(PROGRAMME) if path[:2] == ("tasks", "S1")]

    assert entries(task, ("tasks", "S1")) == part
    assert part[0] == (("tasks", "S1"), task)


def test_a_changed_programme_is_walked_over_anew() -> None:
    other = load(LIBRARIES).model_copy(update={"tasks": {}})

    assert [path for path, _ in entries(other) if path[0] == "tasks"] == []
    assert [path for path, _ in entries(PROGRAMME) if path[0] == "tasks"] != []


def test_paths_are_written_as_people_count() -> None:
    assert dotted(("tasks", "A2", "steps", 0, "who")) == "tasks.A2.steps.1.who"
    assert record_key(("tasks", "A2", "steps", 0, "who")) == "tasks.A2"
    assert record_key(("programme", "title")) == "programme"
