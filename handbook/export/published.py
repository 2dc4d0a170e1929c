"""The form of the data files as it was last published, in a file beside the data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from handbook.export.compare import BOUNDS, breaks
from handbook.export.form import Form, form
from handbook.files import text_of, write_whole
from handbook.model.records import Programme
from handbook.outputs.data_files import MAJOR
from handbook.source.load import label
from handbook.source.merge_marks import merge_marks
from handbook.source.problems import DataError, Problem
from handbook.source.remedies import reason_of

PUBLISHED = Path("schema", f"published-v{MAJOR}.json")  # below the data folder
FIRST = f"{MAJOR}.0"
_UNREADABLE = "the published form of the data files cannot be read"
_REMEDY = "get the file as it was from version control"
_VERSION = re.compile(rf"{MAJOR}\.\d{{1,6}}")


def published_version(folder: Path) -> str:
    """The version of the format of the data in `folder`, such as "1.2"; the first if none is published.

    Raises:
        DataError: if the published form cannot be read.
    """
    held = read_published_form(folder)
    return str(held["format"]) if held else FIRST


def read_published_form(folder: Path) -> Form | None:
    """The form that was last published from the data in `folder`; None if none was.

    Raises:
        DataError: if the file cannot be read, since a new one would forget what was promised.
    """
    file = folder / PUBLISHED
    try:
        text = text_of(file)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _damaged(file, f"{_UNREADABLE} ({reason_of(error)})") from None
    except UnicodeDecodeError:
        raise _damaged(file, f"{_UNREADABLE} (it is not UTF-8 text)") from None
    marks = list(merge_marks(text, label(file), _REMEDY))
    if marks:
        raise DataError(marks)
    try:
        held = json.loads(text)
        if _well_formed(held):
            return dict(held)
    except json.JSONDecodeError as error:
        raise _damaged(file, f"{_UNREADABLE} ({error.msg.lower()})", error.lineno) from None
    except RecursionError:
        raise _damaged(file, f"{_UNREADABLE} (it is nested too deep)") from None
    raise _damaged(file, "it does not say what was published")


def _damaged(file: Path, what: str, line: int = 1) -> DataError:
    return DataError([Problem(label(file), line, what, _REMEDY)])


def _well_formed(held: Any) -> bool:
    """Whether the file's content has the shape of a form with its version."""

    def tables(value: Any) -> bool:
        return isinstance(value, dict) and all(map(_words, value.values()))

    return (
        isinstance(held, dict)
        and isinstance(held.get("format"), str)
        and _VERSION.fullmatch(held["format"]) is not None
        and _words(held.get("files"))
        and isinstance(held.get("json"), dict)
        and all(isinstance(schema, dict) and _is_schema(schema, schema) for schema in held["json"].values())
        and tables(held.get("csv"))
        and isinstance(held.get("xlsx"), dict)
        and all(map(tables, held["xlsx"].values()))
    )


def _words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _is_schema(value: Any, document: dict[str, Any]) -> bool:
    """Whether a value is a JSON Schema, as far as the comparison needs it."""
    if not isinstance(value, dict):
        return False
    definitions = document.get("$defs", {})
    reference = value.get("$ref")
    kinds = value.get("type", [])
    numbers = [value[key] for key in BOUNDS if key in value]
    inner = [held for key in ("properties", "$defs") for held in _values(value.get(key, {}))]
    inner += [value[key] for key in ("items", "additionalProperties") if key in value]
    inner += value["anyOf"] if isinstance(value.get("anyOf"), list) else [None] * ("anyOf" in value)
    return (
        (reference is None or (isinstance(reference, str) and reference.rpartition("/")[2] in definitions))
        and (isinstance(kinds, str) or _words(kinds))
        and _words(value.get("required", []))
        and isinstance(value.get("enum", []), list)
        and all(isinstance(number, int) for number in numbers)
        and all(isinstance(held, bool) or _is_schema(held, document) for held in inner)
    )


def _values(held: Any) -> list[Any]:
    return list(held.values()) if isinstance(held, dict) else [None]


def breaking(programme: Programme, folder: Path) -> list[Problem]:
    """What today's data files would break for readers of the published ones."""
    held = read_published_form(folder)
    remedy = "bring it back under its name; where nobody reads the files yet, delete this one and record anew"
    result = breaks(held, form(programme)) if held else []
    return [Problem(label(folder / PUBLISHED), 1, broken, remedy) for broken in result]


def record_form(programme: Programme, folder: Path) -> str:
    """Store today's form as the published one; return the new version of the format, "" if nothing changed.

    Additions raise the second number of the version.

    Raises:
        DataError: if the change would break readers, with every such change; nothing is stored.
    """
    broken = breaking(programme, folder)
    if broken:
        raise DataError(broken)
    held, today = read_published_form(folder), form(programme)
    if held and {key: value for key, value in held.items() if key != "format"} == today:
        return ""
    version = _after(str(held["format"])) if held else FIRST
    file = folder / PUBLISHED
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"format": version, **today}, ensure_ascii=False, indent=1) + "\n"
    write_whole(file, text)
    return version


def _after(version: str) -> str:
    major, _, minor = version.partition(".")
    return f"{major}.{int(minor) + 1}"
