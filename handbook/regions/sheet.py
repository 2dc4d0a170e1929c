"""The picture of stages by province as a file of its own: title, notes, charts in rows, names of stages."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from handbook.localised import Locale
from handbook.regions.picture import Chart, StagePicture

_COLUMNS, _ACROSS, _DOWN = 5, 190, 142  # charts in a row; from one to the next, and to that below
EDGE, _LINE = 24, 20  # the margin; from one line of text to the next
_NAME_LETTERS, _TEXT_LETTERS = 25, 112  # that fit over a chart, and in a line, in the widest usual font


@dataclass(frozen=True)
class Line:
    """A line of text of the file at its height."""

    text: str
    top: int
    strong: bool = False


@dataclass(frozen=True)
class Placed:
    """A chart in the file, its name in lines."""

    left: int
    top: int
    lines: tuple[Line, ...]
    chart: Chart


@dataclass(frozen=True)
class Sheet:
    """The picture as a file: its size, lines of text, charts in rows."""

    width: int
    height: int
    title: str
    description: str
    lines: tuple[Line, ...]
    charts: tuple[Placed, ...]


def sheet(locale: Locale, picture: StagePicture, notes: Sequence[str]) -> Sheet:
    """The picture as it stands in its file; `notes` follow its title."""
    title = locale.label("regions.picture.title")
    lines: list[Line] = []
    top = EDGE + _LINE
    for text, strong in ((title, True), *((note, False) for note in notes)):
        for part in textwrap.wrap(text, _TEXT_LETTERS):
            lines.append(Line(part, top, strong))
            top += _LINE
    placed = []
    for number, chart in enumerate(picture.charts):
        row, column = divmod(number, _COLUMNS)
        parts = textwrap.wrap(chart.heading, _NAME_LETTERS, max_lines=2, placeholder="…")
        heads = tuple(Line(part, 18 + 14 * place, True) for place, part in enumerate(parts, 2 - len(parts)))
        placed.append(Placed(EDGE + column * _ACROSS, top + row * _DOWN, heads, chart))
    top += -(-len(picture.charts) // _COLUMNS) * _DOWN + _LINE
    for name in picture.stages.values():
        for part in textwrap.wrap(name, _TEXT_LETTERS):
            lines.append(Line(part, top))
            top += _LINE
    width = 2 * EDGE + _COLUMNS * _ACROSS
    words = ". ".join(chart.words for chart in picture.charts)
    return Sheet(width, top + EDGE - _LINE, title, words, tuple(lines), tuple(placed))
