"""Scripts that pages load: modules each bundled into one small file, in Python alone."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import rjsmin

from handbook.html.assets import Asset, asset
from handbook.resources import READER, SEARCH

EVERY_PAGE = "assets/handbook.js"
WORKER = "assets/search/worker.js"
DIALOG = "assets/search/dialog.js"
PAGE = "assets/search/page.js"
MARKS = "assets/search/marks.js"
FIRST = "assets/reader/first.js"
READER_SCRIPT = "assets/reader/reader.js"
BOARD = "assets/reader/board.js"
FROZEN_EDITION = "assets/reader/frozen_edition.js"
_ENTRIES = {
    EVERY_PAGE: READER / "page" / "page.js",
    WORKER: SEARCH / "engine" / "worker.js",
    DIALOG: SEARCH / "page" / "dialog.js",
    PAGE: SEARCH / "page" / "results_page.js",
    MARKS: SEARCH / "page" / "marks.js",
    FIRST: READER / "first.js",
    READER_SCRIPT: READER / "reader.js",
    BOARD: READER / "board.js",
    FROZEN_EDITION: READER / "frozen_edition.js",
}
_OF_CODE_ALONE = (WORKER, MARKS, FIRST, BOARD, FROZEN_EDITION)

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|var)\b)", re.MULTILINE)
_ELSE = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_TOP_LEVEL = re.compile(r"^(?:async )?(?:function\*?|class|const|let|var) +([\w$]+)", re.MULTILINE)


class Unjoinable(RuntimeError):
    """Modules that cannot be joined; the message says which and why."""


def of_code_alone() -> Mapping[str, Asset]:
    """The scripts that are the same in all handbooks, by the names above.

    Raises:
        Unjoinable: if a module uses syntax that joining does not support.
    """
    return {name: script(name) for name in _OF_CODE_ALONE}


def script(name: str, variable: str = "", value: Mapping[str, object] | None = None) -> Asset:
    """The script of one of the names above, under the name that it has in a site.

    It begins by giving `variable` what is known of the site and its words, if that is named.

    Raises:
        Unjoinable: if a module uses syntax that joining does not support.
    """
    given = f"{variable}={as_literal(value)};\n" if variable else ""
    return asset(name, given + _small_entry(name))


@cache
def _small_entry(name: str) -> str:
    return small(_ENTRIES[name])


def as_literal(value: object) -> str:
    """A value as JavaScript that older browsers read, too."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for mark in "\u2028\u2029":  # ends of lines, which they do not take in a text
        text = text.replace(mark, f"\\u{ord(mark):x}")
    return text


def small(entry: Path) -> str:
    """A joined script without comments and spare white space, which are most of its size.

    Raises:
        Unjoinable: if a module uses syntax that joining does not support.
    """
    return str(rjsmin.jsmin(joined(entry)))


def joined(entry: Path) -> str:
    """A module with all that it imports, each once, before what needs it, and in a scope of its own.

    Raises:
        Unjoinable: if a module does not exist, imports in another form than
            `import { names } from "./file.js"`, renames what it imports, or two modules share a name.
    """
    modules: dict[Path, str] = {}
    _gather(entry.resolve(), modules, ())
    owners: dict[str, Path] = {}
    for file, text in modules.items():
        for name in _TOP_LEVEL.findall(text):
            if name in owners:
                raise Unjoinable(
                    f"{file}: “{name}” is also in {owners[name]}; joined, they share a scope: rename one"
                )
            owners[name] = file
    return '(function () {\n"use strict";\n' + "\n".join(modules.values()) + "})();\n"


def _gather(file: Path, modules: dict[Path, str], importing: tuple[Path, ...]) -> None:
    if file in modules:
        return
    if file in importing:
        raise Unjoinable(f"{file}: imports itself by way of {importing[-1]}")
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise Unjoinable(
            f"{importing[-1] if importing else file}: imports {file}, which cannot be read"
        ) from error
    for names, name in _IMPORT.findall(text):
        if re.search(r"\bas\b", names):
            raise Unjoinable(f"{file}: renames what it imports from {name}; import it under its own name")
        _gather((file.parent / name).resolve(), modules, (*importing, file))
    text = _EXPORT.sub("", _IMPORT.sub("", text))
    other = _ELSE.search(text)
    if other:
        raise Unjoinable(
            f'{file}: “{other[0]}” cannot be joined; write import {{ names }} from "./file.js", '
            "and export only functions, classes and constants"
        )
    modules[file] = text
