"""Traverse everything that a programme holds, with the path of each piece.

A path leads to a value in the data files: ("tasks", "A2", "steps", 0, "who").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from handbook.incremental.reads import whole
from handbook.model.per_programme import per_programme
from handbook.model.records import Programme, Record
from handbook.model.source import Source
from handbook.model.text import Grounded, Text

DataPath = tuple[str | int, ...]


def entries(value: Any, path: DataPath = ()) -> list[tuple[DataPath, BaseModel]]:
    """Every typed entry below `value`, outermost first; those of a whole programme are cached."""
    if isinstance(value, Programme):
        return _entries_of(whole(value))
    result: list[tuple[DataPath, BaseModel]] = []
    _gather(value, path, result)
    return result


@per_programme
def _entries_of(programme: Programme) -> list[tuple[DataPath, BaseModel]]:
    # A build and its checks traverse the same programme some twenty times.
    result: list[tuple[DataPath, BaseModel]] = []
    _gather(programme, (), result)
    return result


def _gather(value: Any, path: DataPath, found: list[tuple[DataPath, BaseModel]]) -> None:
    if isinstance(value, BaseModel):
        if path:
            found.append((path, value))
        for name in _holders(type(value)):
            inner = getattr(value, name)
            if inner:
                _gather(inner, (*path, name), found)
    elif isinstance(value, dict):
        for key, inner in value.items():
            _gather(inner, (*path, key), found)
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            if isinstance(inner, BaseModel):
                _gather(inner, (*path, index), found)


@cache
def _holders(kind: type[BaseModel]) -> tuple[str, ...]:
    """Fields of a model that can hold entries."""
    return tuple(n for n, f in kind.model_fields.items() if n != "wording" and _can_hold(f.annotation))


def _can_hold(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return any(_can_hold(argument) for argument in get_args(annotation))


def texts(programme: Programme) -> Iterator[tuple[DataPath, Text]]:
    """Every text in several languages."""
    return ((path, entry) for path, entry in entries(programme) if isinstance(entry, Text))


def grounded(programme: Programme) -> Iterator[tuple[DataPath, Grounded]]:
    """Everything that must have a ground."""
    return ((path, entry) for path, entry in entries(programme) if isinstance(entry, Grounded))


def records(programme: Programme) -> Iterator[tuple[str, str, Record | Source]]:
    """Section, key and record of everything with an address of its own."""
    for section in type(programme).model_fields:
        held = getattr(programme, section)
        if isinstance(held, dict):
            for key, record in held.items():
                if isinstance(record, (Record, Source)):
                    yield section, key, record


def record_key(path: DataPath) -> str:
    """The record that contains a path, written as in `handbook confirm`: `tasks.A2`."""
    return ".".join(str(part) for part in path[: 1 if path[0] == "programme" else 2])


def dotted(path: DataPath) -> str:
    """A path as people write it: `tasks.A2.steps.1.who`, counting from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
