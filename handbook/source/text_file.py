"""Reads the text of one file that people write, or says why it cannot be read."""

from __future__ import annotations

from pathlib import Path

from handbook.source.problems import DataError, Problem
from handbook.source.remedies import reason_of


def read_text(file: Path, label: str) -> str:
    """The text of a file, without a byte order mark; `label` is its name in messages.

    Raises:
        DataError: if it cannot be read, or is not UTF-8.
    """
    try:
        if file.exists() and not file.is_file() and not file.is_dir():
            raise OSError(0, "not a file but a pipe or device")  # reading it might never end
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        result = Problem(label, line, "this is not UTF-8 text", "save the file with the encoding UTF-8")
    except OSError as error:
        result = Problem(
            label, 1, f"the file cannot be read ({reason_of(error)})", "check that it exists and may be read"
        )
    raise DataError([result])
