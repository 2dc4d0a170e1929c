"""The figures of a run for people: the same table on the terminal and in README.md."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.aims import Measured, verdicts
from bench.books import ROOT, Book
from bench.measure import Run
from bench.rounds import Result
from bench.tools.tool import Tool

README = Path(__file__).with_name("README.md")
_KINDS = {"cold": "cold", "same": "nothing changed", "changed": "one sentence changed"}


def section(book: Book, tools: Sequence[Tool], run: Measured, loaded: float) -> str:
    """What was measured of a book, as Markdown; `loaded` is the load of the machine before."""
    results = run.results[book.name]
    rounds = ", ".join(f"{name} {result.rounds}" for name, result in results.items())
    lines = [f"{book.about}. {when_and_where(tools, loaded)} Rounds: {rounds}.", ""]
    lines += table(results)
    if book.name == "real" and run.commands:
        lines += ["", *markdown_table([["", "wall, s", "CPU, s", "peak, MB"], *_of_commands(run.commands)])]
    return "\n".join([*lines, "", *(f"- {line}" for line in verdicts(book.name, run))])


def table(results: Mapping[str, Result]) -> list[str]:
    """A table with a column for each tool; behind a figure of another stands ours divided by it."""
    rows = [["", *results]]
    base = list(results).index("ours") if "ours" in results else None
    for kind, words in _KINDS.items():
        runs = [getattr(result, kind) for result in results.values()]
        figures = [("wall, s", "wall"), ("CPU, s", "cpu"), ("peak, MB", "memory")]
        for unit, name in figures if kind == "cold" else figures[:2]:
            rows.append(_row(f"{words}: {unit}", [run and getattr(run, name) for run in runs], base))
    outputs = [result.output for result in results.values()]
    a_page = [1000 * result.cold.cpu / max(result.output.pages, 1) for result in results.values()]
    rows.append(_row("cold: CPU a page, ms", a_page, base))
    rows.append(_row("serve, save to shown: s", [result.shown for result in results.values()], base))
    rows.append(_row("MiB out", [output.mib for output in outputs], base))
    rows.append(["files", *(f"{output.files:,}" for output in outputs)])
    rows.append(["pages", *(f"{output.pages:,}" for output in outputs)])
    rows.append(_row("largest page: kB", [output.largest for output in outputs], base))
    return markdown_table(rows)


def _row(words: str, figures: Sequence[float | None], base: int | None) -> list[str]:
    ours = None if base is None else figures[base]
    return [words, *(_cell(figure, None if n == base else ours) for n, figure in enumerate(figures))]


def _cell(figure: float | None, ours: float | None) -> str:
    if figure is None:
        return "–"
    said = rounded(figure, 3)
    return f"{said} ({rounded(ours / figure, 2)}×)" if ours is not None and figure else said


def rounded(figure: float, digits: int) -> str:
    """A figure with as many digits as say something, never as a power of ten."""
    return f"{figure:,.0f}" if figure >= 10 ** (digits - 1) else f"{figure:.{digits}g}"


def _of_commands(runs: Mapping[str, Run]) -> Iterable[list[str]]:
    for name, run in runs.items():
        yield [name, *(_cell(figure, None) for figure in (run.wall, run.cpu, run.memory))]


def markdown_table(rows: Sequence[Sequence[str]]) -> list[str]:
    """A Markdown table whose columns are equally wide in each line, for those who read it as text."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    return [lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]]


def when_and_where(tools: Iterable[Tool], loaded: float) -> str:
    """Date, state of the code, machine and versions, as sentences."""
    names = [f"{tool.package} {tool.version}" for tool in tools if tool.package]
    others = [f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{os.cpu_count()} cores ({_processor()}), {memory:.0f} GiB, {platform.system()}"
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, code {_commit()}; {machine}, "
        f"Python {platform.python_version()}, load before {loaded:.1f}; {', '.join([*others, *names])}."
    )


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        text = ""
    found = re.search(r"^model name\s*: (.+)$", text, re.MULTILINE)
    return found[1].strip() if found else platform.machine()


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty", "--exclude", "*"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return "unknown"
    return done.stdout.strip() or "unknown"


class Unmarked(ValueError):
    """README.md has no place for what was measured."""


def put(text: str, name: str, measured: str) -> str:
    """A text with what was measured of a book in its place, between two comments.

    Raises:
        Unmarked: where the text has no such place.
    """
    start, end = _place(text, f"measured: {name}")
    return f"{text[:start]}\n{measured}\n\n{text[end:]}"


def not_equal(text: str) -> str:
    """What is not equal in what is compared, as README.md says it.

    Raises:
        Unmarked: where it does not.
    """
    start, end = _place(text, "not equal")
    return text[start:end].strip()


def _place(text: str, name: str) -> tuple[int, int]:
    found = re.search(rf"<!-- {re.escape(name)} -->\n(.*?)<!-- end -->", text, re.DOTALL)
    if not found:
        raise Unmarked(f"{README.name} has no line `<!-- {name} -->` with `<!-- end -->` below it")
    return found.span(1)
