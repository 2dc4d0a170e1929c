"""Reads the text of one file that people write, or says why it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from handbook.files import text_of
from handbook.source.problems import DataError, Problem
from handbook.source.remedies import reason_of

# Those that turn text around (U+202D, U+202E) show other words than are written: https://trojansource.codes/
_CONTROL = re.compile(
    r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\u202c\u202f-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def has_control(text: str) -> bool:
    """Whether a text has a character that nobody sees, other than white space."""
    return _CONTROL.search(text) is not None


def control_characters(lines: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    """Of each line that has a character that nobody sees: its number, what is wrong, what to do."""
    for number, line in enumerate(lines, 1):
        match = _CONTROL.search(line)
        if match:
            code, column = f"U+{ord(match[0]):04X}", match.start() + 1
            yield number, f"an invisible control character ({code}) stands in column {column}", "delete it"


def read_text(file: Path, label: str) -> str:
    """The text of a file, without a byte order mark; `label` is its name in messages.

    Raises:
        DataError: if it cannot be read, or is not UTF-8.
    """
    try:
        return text_of(file, "utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        result = Problem(label, line, "this is not UTF-8 text", "save the file with the encoding UTF-8")
    except OSError as error:
        result = Problem(
            label, 1, f"the file cannot be read ({reason_of(error)})", "check that it exists and may be read"
        )
    raise DataError([result])
