"""Keeps finished forms between runs, so that unchanged ones are not made again."""

from __future__ import annotations

import ast
import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Collection
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import handbook
from handbook.files import CACHE, write_whole
from handbook.resources import FONTS, PRINT

FOLDER = CACHE / "print"
_KEPT = 1200  # printed forms and facts about them; the oldest go first
_PACKAGE = Path(handbook.__file__).parent


@cache
def maker_fingerprint(module: str, programs: tuple[str, ...]) -> str:
    """A hash of what all files made by `module` depend on: templates, fonts, programs and code."""
    digest = hashlib.sha256(repr([(name, version(name)) for name in programs]).encode())
    shared = [*sorted(PRINT.glob("*.typ")), *sorted(FONTS.iterdir()), *sorted(code_files(module))]
    for file in shared:
        digest.update(f"{file.name} {file.stat().st_size}\n".encode() + file.read_bytes())
    return digest.hexdigest()


def code_files(module: str) -> set[Path]:
    """The files of a module and of all modules of this package that it imports, directly or not."""
    result: set[Path] = set()
    waiting = [module]
    while waiting:
        path = _PACKAGE.parent.joinpath(*waiting.pop().split("."))
        file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        if file in result or not (file.is_file() and file.is_relative_to(_PACKAGE)):
            continue
        result.add(file)
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Import):
                waiting += [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                waiting += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return result


def find(fingerprint: str) -> bytes | None:
    """The printed form with this fingerprint, if it was made before."""
    file = FOLDER / f"{fingerprint}.pdf"
    try:
        content = file.read_bytes()
        os.utime(file)
    except OSError:
        return None
    complete = content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")
    return content if complete else None


def keep(fingerprint: str, pdf: bytes) -> None:
    """Keep a printed form; if the project folder is read-only, nothing is kept."""
    with contextlib.suppress(OSError):
        FOLDER.mkdir(parents=True, exist_ok=True)
        write_whole(FOLDER / f"{fingerprint}.pdf", pdf)


def facts(content: bytes, names: Collection[str], find_out: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Facts called `names` about a file of this content, a PDF or a font, which takes time to open.

    They are computed once, and again if the stored copy is damaged.
    """
    file = FOLDER / f"{hashlib.sha256(content).hexdigest()}.json"
    with contextlib.suppress(OSError, ValueError):
        known = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(known, dict) and known.keys() == set(names):
            return known
    result = find_out()
    with contextlib.suppress(OSError):
        FOLDER.mkdir(parents=True, exist_ok=True)
        write_whole(file, json.dumps(result, ensure_ascii=False).encode())
    return result


def remember_maker(out: Path, maker: str) -> None:
    """Remember which `maker` made what the folder `out` holds; without that record all is made again."""
    with contextlib.suppress(OSError):
        FOLDER.mkdir(parents=True, exist_ok=True)
        write_whole(_maker_file(out), maker)


def was_made_by(out: Path, maker: str) -> bool:
    """Whether `maker` made what the folder `out` holds."""
    with contextlib.suppress(OSError):
        return _maker_file(out).read_text(encoding="utf-8") == maker
    return False


def _maker_file(out: Path) -> Path:
    return FOLDER / f"{hashlib.sha256(os.fsencode(out.resolve())).hexdigest()}.pictures"


def tidy() -> None:
    """Delete the printed forms that were not used for a long time."""
    with contextlib.suppress(OSError):
        files = sorted(FOLDER.glob("*.[pj]*"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[_KEPT:]:
            file.unlink(missing_ok=True)
