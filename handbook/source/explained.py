"""What is wrong with the shape of data, in the words of those who write it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from handbook.model.records import Programme
from handbook.model.text import Text
from handbook.model.traverse import DataPath
from handbook.source.problems import Problem
from handbook.source.remedies import did_you_mean

_EXPECTED = {
    "string_type": "a text",
    "dict_type": "a mapping of `key: value` lines",
    "mapping_type": "a mapping of `key: value` lines",
    "tuple_type": "a list, each item on a line that begins with `-`",
    "list_type": "a list, each item on a line that begins with `-`",
    "bool_parsing": "true or false",
    "string_pattern_mismatch": "small letters and digits, with hyphens between them",
    "string_too_long": "a shorter text",
}


def explain(error: dict[str, Any], problem: Callable[[DataPath, str, str], Problem]) -> Problem:
    """A pydantic error as a sentence; `problem` makes it of a path, what is wrong and a remedy."""
    path: DataPath = tuple(p for i, p in enumerate(error["loc"]) if p != "wording" or i < 2)
    if path[-1:] == ("[key]",):
        path = path[:-1]
    name = path[-1] if path else "?"
    shown = named_part(name)
    kind = error["type"]
    if kind == "missing":
        path = path[:-1]
        return problem(path, f"`{name}` is missing", f"add a line `{name}: …`")
    if kind == "extra_forbidden":
        known = _fields_at(path[:-1])
        return problem(path, f"the key {shown} is not known here", suggest(str(name), known))
    expected = _EXPECTED.get(kind)
    if kind in ("model_type", "model_attributes_type"):
        parts = ", ".join(f"{part}: …" for part in _fields_at(path)[:2])
        expected = f"{_EXPECTED['dict_type']}, such as `{{{parts}}}`"
    elif expected is None:
        choices, said = error.get("ctx", {}).get("expected"), str(error["msg"]).lower()
        expected = f"one of {choices}" if choices else said.replace("input should be", "what is")
    return problem(path, f"{shown} is {_shape(error['input'])}", f"write {expected}")


def named_part(name: str | int) -> str:
    """A key, or the place of an item in a list, as messages name it."""
    return f"item {name + 1}" if isinstance(name, int) else f"`{name}`"


def suggest(word: str, known: tuple[str, ...]) -> str:
    """A remedy for a word that is not among those that are known."""
    return did_you_mean(word, known, f"known here: {', '.join(known)}" if known else "delete it")


def _shape(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return f"the text “{str(value)[:40]}”"


def _fields_at(path: DataPath) -> tuple[str, ...]:
    """Names of the fields that the model has at `path`, for a suggestion."""
    kind: Any = Programme
    for part in path:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            field = kind.model_fields.get(str(part))
            kind = next(_models(field.annotation), None) if field else None
            held = field.annotation if field else None
            if get_origin(held) in (dict, tuple):
                kind = held
        elif get_origin(kind) is dict:
            kind = get_args(kind)[1]
        elif get_origin(kind) is tuple:
            kind = get_args(kind)[0]
        else:
            return ()
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return ()
    languages = ("id", "en") if issubclass(kind, Text) else ()
    fields = kind.model_fields.items()
    return languages + tuple(field.alias or name for name, field in fields if name != "wording")


def _models(annotation: Any) -> Iterator[Any]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)
