"""Writes text in cells so that no spreadsheet program reads a formula, and reads it back.

A program that opens a CSV file evaluates what begins with `=`, `+`, `-` or `@`, some after spaces or an
apostrophe of their own, and, if it splits lines at semicolons, what follows one. An apostrophe is put before
each such place; if apostrophes are there already, one more is added, so that nothing is lost.
"""

from __future__ import annotations

import re

_SIGNS = "=+\\-@＝＋－＠\t\r"
_SPACE = r"[^\S\n\t\r]*"  # tabs and carriage returns are triggers themselves
_OPEN = re.compile(rf"(^|[;\n])(?='*{_SPACE}[{_SIGNS}])")
_GUARDED = re.compile(rf"(^|[;\n])'(?='*{_SPACE}[{_SIGNS}])")


def guard(text: str) -> str:
    """A text as it is written into a cell."""
    return _OPEN.sub(r"\1'", text)


def unguard(cell: str) -> str:
    """The text that `guard` was given."""
    return _GUARDED.sub(r"\1", cell)


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet program could take the whole of a cell's text for a formula."""
    return _OPEN.match(text) is not None
