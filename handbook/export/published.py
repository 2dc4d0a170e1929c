"""The form of the data files as it was last published, in a file beside the data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from handbook.export.compare import breaks
from handbook.export.form import Form, form
from handbook.export.plan import MAJOR
from handbook.files import write_whole
from handbook.load import label
from handbook.model import Programme
from handbook.problems import DataError, Problem

PUBLISHED = Path("schema", f"published-v{MAJOR}.json")  # below the data folder
FIRST = f"{MAJOR}.0"
_VERSION = re.compile(rf"{MAJOR}\.\d{{1,6}}")


def published_version(folder: Path) -> str:
    """The version of the format of the data in `folder`, such as "1.2"; the first where none is published.

    Raises:
        DataError: where the published form cannot be read.
    """
    held = read_published_form(folder)
    return str(held["format"]) if held else FIRST


def read_published_form(folder: Path) -> Form | None:
    """The form that was last published from the data in `folder`; None where none was.

    Raises:
        DataError: where the file cannot be read, since a new one would forget what was promised.
    """
    file = folder / PUBLISHED
    if not file.exists():
        return None
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        if _well_formed(held):
            return dict(held)
        what = "it does not say what was published"
    except (ValueError, RecursionError) as error:
        what = f"it cannot be read ({error})"
    raise DataError([Problem(label(file), 1, what, "get the file as it was from version control")])


def _well_formed(held: Any) -> bool:
    """Whether what stands in the file has the shape of a form with its version."""

    def tables(value: Any) -> bool:
        return isinstance(value, dict) and all(isinstance(names, list) for names in value.values())

    return (
        isinstance(held, dict)
        and isinstance(held.get("format"), str)
        and _VERSION.fullmatch(held["format"]) is not None
        and isinstance(held.get("files"), list)
        and isinstance(held.get("json"), dict)
        and tables(held.get("csv"))
        and isinstance(held.get("xlsx"), dict)
        and all(map(tables, held["xlsx"].values()))
    )


def breaking(programme: Programme, folder: Path) -> list[Problem]:
    """What today's data files would break for those who read the published ones."""
    held = read_published_form(folder)
    remedy = "bring it back under its name; where nobody reads the files yet, delete this one and record anew"
    found = breaks(held, form(programme)) if held else []
    return [Problem(label(folder / PUBLISHED), 1, broken, remedy) for broken in found]


def record_form(programme: Programme, folder: Path) -> str:
    """Remember today's form as the published one; the new version of the format, "" where nothing changed.

    Additions raise the second number of the version.

    Raises:
        DataError: where the change would break readers, with every such change; nothing is remembered.
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
