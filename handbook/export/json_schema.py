"""The JSON Schema of the data file: what programs that read it may rely on.

It is made from the model, so file and schema cannot drift apart. Every member is always there, except the
optional ones of a text; members that a reader does not know are allowed, since some will be added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from handbook.export.explanations import is_record
from handbook.model.schema import model_schema
from handbook.model.text import Certainty, Ground
from handbook.outputs.data_files import MAJOR

Schema = dict[str, Any]
Explain = Callable[[str, str], str]
"""Gives the meaning of a member from the names of its definition and of itself."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"
LEFT_OUT = ("appearance", "labels", "style")  # sections for making the site only
WHOLE = "Handbook"  # the definition of the file itself, as explanations name it
_NO_DEFINITION = frozenset({"Appearance", "Colours", "Shades", "Style"})
_BY_LANGUAGE = {"$ref": "#/$defs/ByLanguage"}
_WORD: Schema = {"type": "string"}


def schema(languages: Sequence[str], explain: Explain | None = None) -> Schema:
    """The schema of a data file in `languages`; with `explain`, each member has a description."""
    model = model_schema()
    sections = model["properties"].items()
    keyed = {_held(section) for name, section in sections if name not in LEFT_OUT}
    held = {name: _definition(name, m, languages, name in keyed) for name, m in model["$defs"].items()}
    definitions = {name: made for name, made in held.items() if name not in _NO_DEFINITION}
    definitions["ByLanguage"] = _object(dict.fromkeys(languages, _WORD))
    definitions["Vocabulary"] = _object(
        {kind.__name__.lower(): _object(dict.fromkeys(kind, _BY_LANGUAGE)) for kind in (Ground, Certainty)}
    )
    document = _object(
        {
            "$schema": _WORD,
            "format": {"type": "string", "pattern": rf"^{MAJOR}\.[0-9]+$"},
            "permanent_address": _BY_LANGUAGE,
            "programme": {"$ref": "#/$defs/About"},
            "vocabulary": {"$ref": "#/$defs/Vocabulary"},
            **dict(_sections(model["properties"])),
        }
    )
    if explain:
        for name, definition in ((WHOLE, document), *definitions.items()):
            for member, about in definition.get("properties", {}).items():
                definition["properties"][member] = {**about, "description": explain(name, member)}
    return {"$schema": DIALECT, **document, "$defs": definitions}


def _sections(properties: Schema) -> Iterable[tuple[str, Schema]]:
    for section, held in properties.items():
        if section == "programme" or section in LEFT_OUT:
            continue
        kind = _held(held)
        # Lists: readers of JSON need not keep the order of an object's members.
        entries = {"type": "array", "items": {"$ref": f"#/$defs/{kind}"}}
        yield section, entries if kind else _type_of(held)


def _held(section: Schema) -> str:
    """The definition of what a section maps keys to; "" if it maps no keys."""
    entries = section.get("additionalProperties")
    return str(entries.get("$ref", "")).rpartition("/")[2] if isinstance(entries, dict) else ""


def _definition(name: str, model: Schema, languages: Sequence[str], keyed: bool) -> Schema:
    if "enum" in model:
        return {"type": "string", "enum": list(model["enum"])}
    own = {field: _type_of(held) for field, held in model["properties"].items()}
    special: Schema = {}
    if is_record(name):
        own = {"permanent_address": _BY_LANGUAGE, **own}
    if keyed:
        own = {"key": _WORD, **own}
    if model.get("x-text"):
        special = {"same": own.pop("same"), "plain": _BY_LANGUAGE}
        own = {**dict.fromkeys(languages, _WORD), **own}
    return _object({**own, **special}, optional=special)


def _object(members: Schema, optional: Iterable[str] = ()) -> Schema:
    """An object whose members are always there, except the `optional` ones."""
    required = [member for member in members if member not in optional]
    return {"type": "object", "properties": dict(members), "required": required}


def _type_of(model: Schema) -> Schema:
    """The model's schema of a value, without titles, defaults and descriptions."""
    kept = {key: value for key, value in model.items() if key not in ("title", "default", "description")}
    for key in ("items", "additionalProperties"):
        if isinstance(kept.get(key), dict):
            kept[key] = _type_of(kept[key])
    if "anyOf" in kept:
        kept["anyOf"] = [_type_of(choice) for choice in kept["anyOf"]]
    return kept
