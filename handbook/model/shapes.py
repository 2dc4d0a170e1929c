"""A short description of a field's type for the outputs that show it: pages, texts, tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from handbook.model.references import target_of, type_of
from handbook.model.text import Text


@dataclass(frozen=True)
class Shape:
    """The contents of a field.

    Attributes:
        many: whether it holds a list.
        item: the type of a value, of an item of a list, or of what a mapping holds.
        target: what its words refer to: a section, or one of the kinds of `model.text`; "" for nothing.
        keys: what the keys of a mapping refer to; None if it is not a mapping.
        parts: the texts of an item besides its own.
        names: the one field of an item by which it names a record, and the section of that; None if there
            is no such field.
    """

    many: bool
    item: type
    target: str = ""
    keys: str | None = None
    parts: tuple[str, ...] = ()
    names: tuple[str, str] | None = None


@cache
def shape_of(model: type[BaseModel], field: str) -> Shape:
    """The shape of a field of a model."""
    kind = _given(type_of(model.model_fields[field]))
    if get_origin(kind) is dict:
        keys, held = get_args(kind)
        inner = _shape(_given(held))
        return Shape(inner.many, inner.item, inner.target, target_of(keys), inner.parts, inner.names)
    return _shape(kind)


def _shape(kind: Any) -> Shape:
    many = get_origin(kind) is tuple
    item = _given(get_args(kind)[0]) if many else kind
    plain = get_args(item)[0] if get_origin(item) is Annotated else item
    if not (isinstance(plain, type) and issubclass(plain, BaseModel)):
        return Shape(many, plain if isinstance(plain, type) else object, target_of(item))
    types = {name: _given(type_of(field)) for name, field in plain.model_fields.items()}
    named = [(name, target_of(held)) for name, held in types.items() if target_of(held)]
    parts = tuple(name for name, held in types.items() if isinstance(held, type) and issubclass(held, Text))
    return Shape(many, plain, parts=parts, names=named[0] if len(named) == 1 else None)


def _given(kind: Any) -> Any:
    """A type without None."""
    choices = [part for part in get_args(kind) if part is not NoneType]
    return choices[0] if len(choices) == 1 and NoneType in get_args(kind) else kind


def models_below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The models that the fields of a model hold, at whatever depth; texts and statements included."""
    for field in model.model_fields:
        item = shape_of(model, field).item
        if issubclass(item, BaseModel):
            yield item
            yield from models_below(item)
