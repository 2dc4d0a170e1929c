"""Lines between rows, drawn in a gutter beside them as on a plan of railways: which column has which line.

A line leaves its rows below where lines arrive, so that one may begin where another ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A line that leaves the rows `leaves` and arrives in the rows `arrives`, which it must not share."""

    leaves: tuple[int, ...]
    arrives: tuple[int, ...]

    @property
    def upwards(self) -> bool:
        """Whether it runs against the order of the rows."""
        return min(self.arrives) < min(self.leaves)

    @property
    def first(self) -> int:
        """Where it begins, in halves of rows: lines arrive in the upper half and leave in the lower one."""
        return min(self._places)

    @property
    def last(self) -> int:
        """Where it ends, in halves of rows."""
        return max(self._places)

    @property
    def _places(self) -> list[int]:
        return [*(row * 2 + 1 for row in self.leaves), *(row * 2 for row in self.arrives)]


@dataclass(frozen=True)
class Strand:
    """What one row shows of a line in `column`, counted from the words outwards.

    It runs from `top` to `bottom`, each the edge of the row (""), or the height at which lines arrive ("in")
    or leave ("out"); there it turns to the words if `joins` says so.
    """

    column: int
    top: str
    bottom: str
    joins: str
    upwards: bool


@dataclass(frozen=True)
class Gutter:
    """The strands of each row, and how many columns they need."""

    rows: tuple[tuple[Strand, ...], ...]
    columns: int


def gutter(lines: Sequence[Line], rows: int) -> Gutter:
    """Place lines beside rows so that no two of a column meet; short ones run next to the words."""
    columns: list[list[Line]] = []
    strands: list[list[Strand]] = [[] for _ in range(rows)]
    for line in sorted(lines, key=lambda line: (line.last - line.first, line.first, line.last)):
        column = next((n for n, held in enumerate(columns) if _free(held, line)), len(columns))
        if column == len(columns):
            columns.append([])
        columns[column].append(line)
        for row in range(line.first // 2, line.last // 2 + 1):
            strands[row].append(_strand(line, row, column))
    ordered = (tuple(sorted(row, key=lambda strand: strand.column)) for row in strands)
    return Gutter(tuple(ordered), len(columns))


def _free(held: Sequence[Line], line: Line) -> bool:
    return all(other.last < line.first or line.last < other.first for other in held)


def _strand(line: Line, row: int, column: int) -> Strand:
    joins = "out" if row in line.leaves else "in" if row in line.arrives else ""
    top = joins if row == line.first // 2 else ""
    bottom = joins if row == line.last // 2 else ""
    return Strand(column, top, bottom, joins, line.upwards)
