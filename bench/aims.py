"""What is to be reached, and whether a run reached it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from bench import commands
from bench.measure import Run
from bench.rounds import Result

T = TypeVar("T")


@dataclass(frozen=True)
class Measured:
    """All that one run of the benchmark measured: results by book and tool, other commands by their names."""

    results: Mapping[str, Mapping[str, Result]]
    commands: Mapping[str, Run] = field(default_factory=dict)

    def of(self, book: str, tool: str = "ours") -> Result:
        """The result of a tool for a book.

        Raises:
            KeyError: where it was not measured.
        """
        return self.results[book][tool]


@dataclass(frozen=True)
class Aim:
    """A figure that is to be at most `limit`; `figure` raises KeyError where this run has not measured it."""

    book: str
    what: str
    limit: float
    unit: str
    figure: Callable[[Measured], float]


def _cpu(book: str, other: str) -> Callable[[Measured], float]:
    return lambda run: run.of(book).cold.cpu / run.of(book, other).cold.cpu


def _shown(book: str) -> Callable[[Measured], float]:
    return lambda run: _known(run.of(book).shown)


def _changed(book: str) -> Callable[[Measured], float]:
    return lambda run: _known(run.of(book).changed).cpu / run.of(book).cold.cpu


def _known(value: T | None) -> T:
    if value is None:
        raise KeyError
    return value


def _a_page(run: Measured, book: str) -> float:
    result = run.of(book)
    return result.cold.cpu / result.output.pages


AIMS = (
    Aim("real", "cold, wall", 0.8, "s", lambda run: run.of("real").cold.wall),
    Aim("real", "cold, CPU beside naive", 0.6, "×", _cpu("real", "naive")),
    Aim("real", "serve, from save to shown", 0.3, "s", _shown("real")),
    Aim("real", "print, wall", 10, "s", lambda run: run.commands[commands.PRINT].wall),
    Aim("real", "print, peak", 500, "MB", lambda run: run.commands[commands.PRINT].memory),
    Aim("real", "print, nothing changed", 0.5, "s", lambda run: run.commands[commands.PRINT_AGAIN].wall),
    Aim("real", "make, nothing changed", 1.5, "s", lambda run: run.commands[commands.MAKE_AGAIN].wall),
    Aim("small", "serve, from save to shown", 0.3, "s", _shown("small")),
    Aim("medium", "cold, CPU beside naive", 0.15, "×", _cpu("medium", "naive")),
    Aim("medium", "cold, CPU beside Hugo", 3, "×", _cpu("medium", "hugo")),
    Aim("medium", "one sentence changed, CPU beside cold", 0.1, "×", _changed("medium")),
    Aim("medium", "serve, from save to shown", 1, "s", _shown("medium")),
    Aim("large", "cold, CPU beside Hugo", 3, "×", _cpu("large", "hugo")),
    Aim("large", "cold, peak", 600, "MB", lambda run: run.of("large").cold.memory),
    Aim("large", "largest page", 300, "kB", lambda run: run.of("large").output.largest),
    Aim(
        "large",
        "CPU a page beside small",
        1.3,
        "×",
        lambda run: _a_page(run, "large") / _a_page(run, "small"),
    ),
)


def verdicts(book: str, run: Measured) -> list[str]:
    """A line for each aim of a book: what was measured, the aim, and whether it is reached."""
    lines = []
    for aim in AIMS:
        if aim.book != book:
            continue
        try:
            figure = aim.figure(run)
        except KeyError:
            lines.append(f"{aim.what}: not measured (aim: at most {aim.limit:g} {aim.unit})")
            continue
        reached = "reached" if figure <= aim.limit else "MISSED"
        lines.append(f"{aim.what}: {figure:.3g} {aim.unit} (aim: at most {aim.limit:g}): {reached}")
    return lines
