"""The JSON Schemas of a programme, and of what a region adds to it, as pydantic makes them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from handbook.model.records import Programme
from handbook.model.region import SECTIONS as OF_REGIONS

PROGRAMME_SECTIONS = tuple(name for name in Programme.model_fields if name not in OF_REGIONS)
"""The sections of a programme's own data files."""


@cache
def model_schema() -> dict[str, Any]:
    """The schema of a programme with every model below `$defs`: made once, and only to be read."""
    return _with_sections(PROGRAMME_SECTIONS)


@cache
def region_schema() -> dict[str, Any]:
    """The same of the file of a region."""
    return {**_with_sections(OF_REGIONS), "required": ["region"]}


@cache
def _whole() -> dict[str, Any]:
    return Programme.model_json_schema()


def _with_sections(names: tuple[str, ...]) -> dict[str, Any]:
    whole = _whole()
    properties = {name: whole["properties"][name] for name in names}
    used: set[str] = set()
    waiting = list(_referred(properties))
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting += _referred(whole["$defs"][name])
    held = {name: model for name, model in whole["$defs"].items() if name in used}
    required = [name for name in whole["required"] if name in names]
    return {**whole, "properties": properties, "$defs": held, "required": required}


def _referred(schema: Any) -> Iterator[str]:
    """The names of the definitions to which a schema refers."""
    if isinstance(schema, dict):
        if "$ref" in schema:
            yield str(schema["$ref"]).rpartition("/")[2]
        for held in schema.values():
            yield from _referred(held)
    elif isinstance(schema, list):
        for held in schema:
            yield from _referred(held)
