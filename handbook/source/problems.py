"""A problem in the data: where it is, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that a person must correct. `blocks` is false if a build can continue in spite of it.

    An `advice` is for information only: it never makes a command fail.
    """

    file: str
    line: int
    what: str
    remedy: str
    blocks: bool = True
    advice: bool = False

    def __str__(self) -> str:
        what, remedy = _on_one_line(self.what), _on_one_line(self.remedy)
        return f"{self.file}:{self.line}: {what}; {remedy}"


def _on_one_line(words: str) -> str:
    """Words that may quote the data: line breaks and control characters shown as spaces."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


class DataError(ValueError):
    """Raised with every problem found, so that one run shows them all."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))
