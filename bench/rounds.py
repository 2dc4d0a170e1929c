"""Rounds of builds: every tool in turn, cold, with nothing changed, and with one sentence changed.

Each round builds in a new copy of the project. Whatever a tool keeps, it keeps in that folder (`.cache`), so
that the first build of a round has nothing to start from.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.books import Book, NoSentence
from bench.measure import Output, Run, in_turn, medians, run, settings, written
from bench.tools.tool import Tool

LONG = 240.0  # CPU seconds of a cold build beyond which one round must do, without the builds after it
AGAIN = " Tambahan 1."  # what is added to the sentence


@dataclass(frozen=True)
class Result:
    """What one tool took for one book; None where it was not measured.

    Attributes:
        same: a build after another, with nothing changed.
        changed: a build after one sentence was changed.
        shown: seconds from a save to its being served.
    """

    cold: Run
    same: Run | None
    changed: Run | None
    output: Output
    rounds: int
    shown: float | None = None


def measure(
    book: Book, tools: Sequence[Tool], folder: Path, rounds: int, say: Callable[[str], None] = print
) -> dict[str, Result]:
    """Build a book with every tool, in turn in each round; the medians of each.

    Raises:
        bench.measure.Failed: where a build fails.
        NoSentence: where a project does not hold the sentence to change in one file.
    """
    for tool in tools:
        tool.write(book, folder / tool.name)
    parts: dict[str, list[Result]] = {tool.name: [] for tool in tools}
    for number in range(rounds):
        for tool in tools if number % 2 == 0 else reversed(tools):  # none always goes first
            held = parts[tool.name]
            if held and held[0].cold.cpu > LONG:
                continue
            held.append(_round(book, tool, folder / tool.name, folder / "work"))
            last = held[-1]
            say(f"  {book.name}, {tool.name}, round {number + 1}: {last.cold.cpu:.2f} s of processor")
    return {name: _median(held) for name, held in parts.items()}


def served(result: Result, shown: float | None) -> Result:
    """A result with the seconds from a save to its being served."""
    return replace(result, shown=shown)


def source(project: Path, sentence: str) -> Path:
    """The file of a project in which a sentence stands, relative to the project.

    Raises:
        NoSentence: where there is not exactly one.
    """
    files = [file for file in project.rglob("*") if file.suffix in {".md", ".yaml"} and file.is_file()]
    found = [file for file in files if sentence in file.read_text(encoding="utf-8")]
    if len(found) != 1:
        raise NoSentence(f"“{sentence}” stands in {len(found)} files of {project}, not in one")
    return found[0].relative_to(project)


def change(file: Path, old: str, new: str) -> None:
    """Change a sentence in a file."""
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def _round(book: Book, tool: Tool, project: Path, work: Path) -> Result:
    shutil.copytree(project, work)
    try:
        cold = _build(tool, work)
        output = written(tool.sites(work))
        same = changed = None
        if tool.keeps and cold.cpu <= LONG:
            same = _build(tool, work)
            sentence = book.changed[-1]
            change(work / source(project, sentence), sentence, sentence + AGAIN)
            changed = _build(tool, work)
        return Result(cold, same, changed, output, 1)
    finally:
        shutil.rmtree(work)


def _build(tool: Tool, work: Path) -> Run:
    return in_turn(run(command, place, settings(work)) for place, command in tool.commands(work))


def _median(held: list[Result]) -> Result:
    def of(kind: str) -> Run | None:
        runs = [run for result in held if (run := getattr(result, kind)) is not None]
        return medians(runs) if runs else None

    cold = medians([result.cold for result in held])
    return replace(held[-1], cold=cold, same=of("same"), changed=of("changed"), rounds=len(held))
