"""Walk over everything that a programme says, with the path of each piece.

A path is what leads to a value in the data files: ("tasks", "A2", "steps", 0, "who").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from handbook.model import Programme, Record, Source
from handbook.text import Grounded, Text
from handbook.yamltree import Path_


def entries(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, BaseModel]]:
    """Every typed entry below `value`, outermost first."""
    if isinstance(value, BaseModel):
        if path:
            yield path, value
        for name in type(value).model_fields:
            inner = getattr(value, name)
            if isinstance(inner, (BaseModel, tuple, dict)) and name != "wording":
                yield from entries(inner, (*path, name))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from entries(inner, (*path, key))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from entries(inner, (*path, index))


def texts(programme: Programme) -> Iterator[tuple[Path_, Text]]:
    """Every text in several languages."""
    return ((path, entry) for path, entry in entries(programme) if isinstance(entry, Text))


def grounded(programme: Programme) -> Iterator[tuple[Path_, Grounded]]:
    """Everything that must carry its ground."""
    return ((path, entry) for path, entry in entries(programme) if isinstance(entry, Grounded))


def records(programme: Programme) -> Iterator[tuple[str, str, Record | Source]]:
    """Section, key and record of everything with an address of its own."""
    for section in type(programme).model_fields:
        held = getattr(programme, section)
        if isinstance(held, dict):
            for key, record in held.items():
                if isinstance(record, (Record, Source)):
                    yield section, key, record


def record_key(path: Path_) -> str:
    """The record that a path lies in, written as in `handbook confirm`: `tasks.A2`."""
    return ".".join(str(part) for part in path[: 1 if path[0] == "programme" else 2])


def dotted(path: Path_) -> str:
    """A path as people write it: `tasks.A2.steps.1.who`, counting from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
