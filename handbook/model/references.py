"""What the fields of the model name: records, addresses, files. Declared in the type of each field."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from handbook.model.text import Refers
from handbook.model.traverse import DataPath


def type_of(field: FieldInfo) -> Any:
    """The type of a field as written, including what it declares about references."""
    marks = tuple(mark for mark in field.metadata if isinstance(mark, Refers))
    return Annotated[(field.annotation, *marks)] if marks else field.annotation


def target_of(kind: Any) -> str:
    """What a string of this type refers to; "" if it is not a reference."""
    if get_origin(kind) is not Annotated:
        return ""
    return next((mark.to for mark in get_args(kind)[1:] if isinstance(mark, Refers)), "")


@cache
def reference_fields(model: type[BaseModel]) -> dict[str, Any]:
    """The fields of a model that hold references, at whatever depth, with their types."""
    types = {name: type_of(field) for name, field in model.model_fields.items()}
    return {name: kind for name, kind in types.items() if any(map(target_of, _parts(kind)))}


def named(entry: BaseModel, path: DataPath) -> Iterator[tuple[DataPath, str, str]]:
    """Path, word and target of every reference in the fields of `entry`, which is at `path`."""
    for field, kind in reference_fields(type(entry)).items():
        value = getattr(entry, field)
        if value:
            yield from _in_value(value, kind, (*path, field))


def named_in_lists(entry: BaseModel, path: DataPath) -> Iterator[tuple[DataPath, tuple[str, ...]]]:
    """Path of every list whose items each name one thing, and what they name."""
    for field in type(entry).model_fields:
        value = getattr(entry, field)
        if isinstance(value, tuple) and value:
            words = tuple(_named_by(item, field, type(entry)) for item in value)
            if all(words):
                yield (*path, field), words


def _named_by(item: object, field: str, owner: type[BaseModel]) -> str:
    """The one thing that an item of a list names: itself, or what its own field refers to; else ""."""
    if isinstance(item, str):
        return item if field in reference_fields(owner) else ""
    fields = _single(type(item)) if isinstance(item, BaseModel) else ()
    return str(getattr(item, fields[0])) if len(fields) == 1 else ""


@cache
def _single(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that must hold just one reference."""
    held = reference_fields(model)
    return tuple(name for name in held if target_of(held[name]) and model.model_fields[name].is_required())


def _in_value(value: Any, kind: Any, path: DataPath) -> Iterator[tuple[DataPath, str, str]]:
    inner = [part for part in get_args(kind) if part is not NoneType]
    if get_origin(kind) is Annotated:
        yield from ((path, value, target) for target in [target_of(kind)] if target)
    elif isinstance(value, dict):
        for key, held in value.items():
            yield from _in_value(key, inner[0], (*path, key))
            yield from _in_value(held, inner[1], (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _in_value(item, inner[0], (*path, index))
    elif inner:  # a reference that may be left out
        yield from _in_value(value, inner[0], path)


def _parts(kind: Any) -> Iterator[Any]:
    """A type and all that it is made of; without what is inside models."""
    yield kind
    if get_origin(kind) is not Annotated:
        for part in get_args(kind):
            yield from _parts(part)
