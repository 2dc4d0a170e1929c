"""Where finished editions are kept between runs, so that what did not change is not made again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Collection
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from handbook.files import CACHE, write_whole
from handbook.resources import FONTS, PRINT

FOLDER = CACHE / "print"
_KEPT = 1200  # editions and facts about them; the oldest go first
_PROGRAMS = ("typst", "pikepdf")
# What works on an edition that is ready.
_CODE = (
    "booklet.py",
    "postprocess.py",
    "job.py",
    "typst_compile.py",
)


@cache
def press_fingerprint() -> str:
    """A hash of the templates, the fonts and the programs: what all editions share."""
    digest = hashlib.sha256(repr([(name, version(name)) for name in _PROGRAMS]).encode())
    code = [Path(__file__).parent / name for name in _CODE]
    for file in [*sorted(PRINT.glob("*.typ")), *sorted(FONTS.iterdir()), *code]:
        digest.update(f"{file.name} {file.stat().st_size}\n".encode() + file.read_bytes())
    return digest.hexdigest()


def find(fingerprint: str) -> bytes | None:
    """The edition with this fingerprint, if it was made before."""
    file = FOLDER / f"{fingerprint}.pdf"
    try:
        content = file.read_bytes()
        os.utime(file)
    except OSError:
        return None
    whole = content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")
    return content if whole else None


def keep(fingerprint: str, pdf: bytes) -> None:
    """Keep an edition; where the project cannot be written to, nothing is kept."""
    with contextlib.suppress(OSError):
        FOLDER.mkdir(parents=True, exist_ok=True)
        write_whole(FOLDER / f"{fingerprint}.pdf", pdf)


def facts(content: bytes, names: Collection[str], find_out: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Facts called `names` about a file of this content, a PDF or a font, which takes time to open.

    They are found out once, and anew where what is kept is damaged.
    """
    file = FOLDER / f"{hashlib.sha256(content).hexdigest()}.json"
    with contextlib.suppress(OSError, ValueError):
        known = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(known, dict) and known.keys() == set(names):
            return known
    found = find_out()
    with contextlib.suppress(OSError):
        FOLDER.mkdir(parents=True, exist_ok=True)
        write_whole(file, json.dumps(found, ensure_ascii=False).encode())
    return found


def tidy() -> None:
    """Let go of the editions that were not asked for in a long time."""
    with contextlib.suppress(OSError):
        files = sorted(FOLDER.glob("*.[pj]*"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[_KEPT:]:
            file.unlink(missing_ok=True)
