"""Files that hold parts of a search index, each called by what it holds, so that browsers can keep it.

Each is a script with one call, which runs where a site is opened from a disk; elsewhere the engine fetches it
and reads the JSON inside, so that one file serves both.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

FOLDER = "search"
HEAD = "index.js"

_CALL = "handbookPart"
_NAME_BYTES = 6  # of a checksum; two of 10,000 parts are called the same in one build of five million
# The engine's alphabet for numbers: what JSON writes as it is.
_DIGITS = [chr(code) for code in range(0x23, 0x7F) if chr(code) != "\\"]
_LAST = 60  # digits below end a number
_BASE = len(_DIGITS) - _LAST

_T = TypeVar("_T")


class _Codes(dict[int, str]):
    """Numbers as text, the usual ones reckoned once."""

    def __missing__(self, number: int) -> str:
        rest, digits = number, ""
        while rest >= _LAST:
            rest, digit = divmod(rest - _LAST, _BASE)
            digits += _DIGITS[_LAST + digit]
        digits += _DIGITS[rest]
        if number < 1 << 14:
            self[number] = digits
        return digits


code = _Codes().__getitem__


def packed(numbers: Iterable[int]) -> str:
    """Numbers from 0 as text, small ones in one letter each; `coding.js` reads it."""
    return "".join(map(code, numbers))


def write_part(folder: Path, content: Any) -> str:
    """Write a part of an index into a folder; return its name without what all names share.

    Raises:
        OSError: if it cannot be written.
    """
    text = _script(content)
    name = hashlib.blake2b(text, digest_size=_NAME_BYTES).hexdigest()
    (folder / f"part.{name}.js").write_bytes(text)
    return name


def write_head(folder: Path, content: Any) -> None:
    """Write what is read before any part, under a name that stays.

    Raises:
        OSError: if it cannot be written.
    """
    (folder / HEAD).write_bytes(_script(content))


def read_part(file: Path) -> Any:
    """What a part or head holds.

    Raises:
        OSError: if it cannot be read.
        ValueError: if it is no such file.
    """
    text = file.read_text(encoding="utf-8")
    return json.loads(text.removeprefix(f"{_CALL}(").removesuffix(");\n"))


def in_runs(items: Iterable[tuple[bool, int, _T]], least: int, most: int) -> Iterator[list[_T]]:
    """Runs of items whose size lies between `least` and `most`.

    Each item comes with whether a run may begin there, and with its size. If the first does
    not depend on the second, later runs stay as they were where an item grows or is added.
    """
    run: list[_T] = []
    size = 0
    for may_begin, added, item in items:
        if run and (size + added > most or (size >= least and may_begin)):
            yield run
            run, size = [], 0
        run.append(item)
        size += added
    if run:
        yield run


def may_begin(word: str) -> bool:
    """Whether a run of words may begin with this one: every sixteenth, chosen by its letters."""
    return zlib.crc32(word.encode()) % 16 == 0


def _script(content: Any) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # Scripts of before 2019 may not hold these two as they are.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"{_CALL}({text});\n".encode()
