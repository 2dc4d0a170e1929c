"""The whole handbook as one JSON file, with a JSON Schema beside it.

Sections are lists of records, each with its `key` and its `permanent_address`. A text is an object with one
member per language; if it has markup, `plain` holds its words without. Labels of pages and the style sheet
are for making the site only, and are left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from handbook.export.explanations import PREFIX, explanation
from handbook.export.json_schema import LEFT_OUT, schema
from handbook.export.words import Words
from handbook.model.records import Record
from handbook.model.schema import PROGRAMME_SECTIONS
from handbook.model.source import Source
from handbook.model.text import Certainty, Ground, Text
from handbook.outputs.data_files import FOLDER, SCHEMA


def content(words: Words, version: str) -> bytes:
    """The JSON file of a programme; `version` is that of the format."""
    return _written(document(words, version))


def schema_content(words: Words) -> bytes:
    """The JSON Schema of that file, with each member explained in every language."""

    def explain(kind: str, member: str) -> str:
        key = explanation(kind, member, words.languages, words.programme.labels)
        result = (words.plain(words.label(f"{PREFIX}{key}", code), code) for code in words.languages)
        return " / ".join(result)

    result = schema(words.languages, explain)
    address = {"$id": f"{words.site_url}{FOLDER}/{SCHEMA}"} if words.site_url else {}
    return _written({"$schema": result.pop("$schema"), **address, **result})


def document(words: Words, version: str) -> dict[str, Any]:
    """The content of the JSON file; `handbook.export.reading` turns it back into a programme."""
    programme = words.programme
    result: dict[str, Any] = {
        "$schema": f"{words.site_url}{FOLDER}/{SCHEMA}" if words.site_url else SCHEMA,
        "format": version,
        "permanent_address": {code: words.home(code) for code in words.languages},
        "programme": _told(programme.programme, words),
        "vocabulary": _vocabulary(words),
    }
    for section in PROGRAMME_SECTIONS:
        held = getattr(programme, section)
        if section != "programme" and section not in LEFT_OUT:
            entries = isinstance(held, dict) and section != "redirects"
            result[section] = _section(section, held, words) if entries else _told(held, words)
    return result


def _section(section: str, held: Mapping[str, BaseModel], words: Words) -> list[dict[str, Any]]:
    def head(key: str, entry: BaseModel) -> dict[str, Any]:
        if not isinstance(entry, (Record, Source)):
            return {"key": key}
        address = {code: words.address(section, key, code) for code in words.languages}
        return {"key": key, "permanent_address": address}

    return [{**head(key, entry), **_told(entry, words)} for key, entry in held.items()]


def _vocabulary(words: Words) -> dict[str, Any]:
    """The words for values that are keys in the data: what pages say instead of `editorial`."""

    def said(family: str, key: str) -> dict[str, str]:
        return {code: words.label(f"{family}.{key}", code) for code in words.languages}

    return {
        "ground": {key.value: said("ground", key) for key in Ground},
        "certainty": {key.value: said("certainty_short", key) for key in Certainty},
    }


def _told(value: Any, words: Words) -> Any:
    if isinstance(value, BaseModel):
        result = _wording(value, words) if isinstance(value, Text) else {}
        for field in _fields(type(value)):
            result[field] = _told(getattr(value, field), words)
        return result
    if isinstance(value, tuple):
        return [_told(item, words) for item in value]
    if isinstance(value, dict):
        return {key: _told(item, words) for key, item in value.items()}
    return value


def _wording(text: Text, words: Words) -> dict[str, Any]:
    result: dict[str, Any] = dict(text.wording)
    if text.same:
        result["same"] = True
    plain = {code: words.text(text, code) for code in words.languages}
    if any(plain[code] != text.get(code) for code in plain):
        result["plain"] = plain
    return result


@cache
def _fields(kind: type[BaseModel]) -> tuple[str, ...]:
    return tuple(field for field in kind.model_fields if field not in ("wording", "same"))


def _written(told: dict[str, Any]) -> bytes:
    """JSON with a line for each member and each record, so that two editions can be compared line by line."""
    members = ",\n".join(f"{_line(key)}: {_lines(value)}" for key, value in told.items())
    return f"{{\n{members}\n}}\n".encode()


def _lines(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _line(value)
    records = ",\n".join(map(_line, value))
    return f"[\n{records}\n]"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
