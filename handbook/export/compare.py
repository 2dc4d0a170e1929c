"""Finds changes to the form of the data files that break programs that read them.

Readers rely on names and types. They ignore additions; what is gone, may be missing, or may now have another
type, word or value breaks them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handbook.export.form import Form

Schema = Mapping[str, Any]
BOUNDS = {"minimum": 1, "minLength": 1, "minItems": 1, "maximum": -1, "maxLength": -1, "maxItems": -1}
_FORMS = ("pattern", "format", "const")


def breaks(published: Form, today: Form) -> list[str]:
    """Each change from the published form to today's that breaks readers, in a few words."""
    result = [f"the file {name} is gone" for name in published["files"] if name not in today["files"]]
    for name, schema in published["json"].items():
        if name in today["json"]:
            result += [f"{name}: {broken}" for broken in schema_breaks(schema, today["json"][name])]
    for name, columns in published["csv"].items():
        if name in today["csv"]:
            result += [f"{name}: {broken}" for broken in _column_breaks(columns, today["csv"][name])]
    for name, sheets in published["xlsx"].items():
        for sheet, columns in sheets.items():
            held = today["xlsx"].get(name, {})
            if sheet not in held:
                result.append(f"{name}: the sheet `{sheet}` is gone or has another name")
            else:
                result += [f"{name}: sheet `{sheet}`: {b}" for b in _column_breaks(columns, held[sheet])]
    return result


def schema_breaks(published: Schema, today: Schema) -> list[str]:
    """Each change of a JSON Schema that breaks readers of the files that it describes."""
    return list(dict.fromkeys(_Comparison(published, today).breaks(published, today, "")))


def _column_breaks(published: Sequence[str], today: Sequence[str]) -> Iterator[str]:
    for column in published:
        if column not in today:
            yield f"the column `{column}` is gone or has another name"
    kept = [column for column in published if column in today]
    if kept != [column for column in today if column in published]:
        yield "its columns have another order"


class _Comparison:
    """Two schemas to compare, each with its own definitions."""

    def __init__(self, published: Schema, today: Schema):
        self._published, self._today = published, today
        self._compared: set[tuple[str, str]] = set()  # each pair once: a definition may contain itself

    def breaks(self, old: Schema, new: Schema, where: str) -> Iterator[str]:
        """What breaks readers that rely on `old` if files now follow `new`."""
        if "$ref" in old and "$ref" in new:
            pair = (str(old["$ref"]), str(new["$ref"]))
            if pair in self._compared:
                return
            self._compared.add(pair)
        old, new = _resolved(old, self._published), _resolved(new, self._today)
        place = f"`{where}`" if where else "the file"
        if "anyOf" not in old and "anyOf" not in new:
            yield from self._one(old, new, where, place)
            return
        known = old.get("anyOf", [old])
        for choice in new.get("anyOf", [new]):
            if not any(self._fits(one, choice) for one in known):
                yield from self._unfit(known, choice, where, place)

    def _fits(self, old: Schema, new: Schema) -> bool:
        return not any(_Comparison(self._published, self._today).breaks(old, new, ""))

    def _unfit(self, known: Sequence[Schema], new: Schema, where: str, place: str) -> Iterator[str]:
        """What breaks if a choice fits none of those known before."""
        types = _types(_resolved(new, self._today))
        alike = [one for one in known if _types(_resolved(one, self._published)) == types]
        if alike:
            yield from self.breaks(alike[0], new, where)
        else:
            yield f"{place} may be something that it never was: {_told(new)}"

    def _one(self, old: Schema, new: Schema, where: str, place: str) -> Iterator[str]:
        if _types(new) - _types(old):
            yield f"{place} has another type: {_told(old)} before, {_told(new)} now"
            return
        if "enum" in old:
            added = [value for value in new.get("enum", ["anything"]) if value not in old["enum"]]
            if added:
                yield f"{place} may have a value that it never had: {', '.join(map(str, added))}"
        yield from (f"{place} has another {key}" for key in _FORMS if key in old and new.get(key) != old[key])
        yield from (
            f"{place} has another {key}"
            for key, sign in BOUNDS.items()
            if key in old and (key not in new or (new[key] - old[key]) * sign < 0)
        )
        yield from self._members(old, new, where, place)
        if "items" in old:
            yield from self.breaks(old["items"], new.get("items", {}), f"{where}[]")

    def _members(self, old: Schema, new: Schema, where: str, place: str) -> Iterator[str]:
        held = new.get("properties", {})
        for member, about in old.get("properties", {}).items():
            inside = f"{where}.{member}" if where else member
            if member not in held:
                yield f"`{inside}` is gone or has another name"
                continue
            if member in old.get("required", ()) and member not in new.get("required", ()):
                yield f"`{inside}` was always there and may now be missing"
            yield from self.breaks(about, held[member], inside)
        others = old.get("additionalProperties")
        if isinstance(others, Mapping):
            now = new.get("additionalProperties")
            if isinstance(now, Mapping):
                yield from self.breaks(others, now, f"{where}.*")
            else:
                yield f"{place} no longer maps keys to what it did"


def _resolved(schema: Schema, document: Schema) -> Schema:
    """The target of a reference, with the members beside it."""
    while "$ref" in schema:
        target: Schema = document["$defs"][schema["$ref"].rpartition("/")[2]]
        beside = {key: value for key, value in schema.items() if key not in ("$ref", "description")}
        schema = {**target, **beside} if beside else target
    return schema


def _types(schema: Schema) -> set[str]:
    """The types that a value may have; no `type` means any type."""
    result = schema.get("type", "anything")
    return set(result if isinstance(result, list) else [result])


def _told(schema: Schema) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    return ", ".join(sorted(_types(schema)))
