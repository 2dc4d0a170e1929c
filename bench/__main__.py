"""`make bench`: this project beside others, with the same contents, in the same run; medians and ratios."""

from __future__ import annotations

import argparse
import compileall
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import commands, report, rounds, serving
from bench.aims import Measured
from bench.books import BOOKS, REAL, ROOT, Book, NoSentence
from bench.measure import Failed
from bench.tools import TOOLS
from bench.tools.tool import Missing, Tool
from handbook.signals import ending_tidily

ROUNDS = {"small": 5, "real": 3, "medium": 2, "large": 1}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure as the arguments say; 1 where something could not be measured."""
    options = _parser().parse_args(arguments)
    started = time.perf_counter()
    names, chosen = options.size or list(BOOKS), options.only or list(TOOLS)
    try:
        for name in chosen:
            _ = TOOLS[name].version  # before any work
        _compile_ours()
        with ending_tidily(), tempfile.TemporaryDirectory(prefix="handbook-bench-") as folder:
            _measure(names, chosen, Path(folder), options)
    except (Failed, Missing, NoSentence, report.Unmarked, TimeoutError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Measured in {time.perf_counter() - started:.0f} s. What is not equal:\n")
    print(report.not_equal(report.README.read_text(encoding="utf-8")))
    return 0


def _compile_ours() -> None:
    """Compile this project's code, as pip does when it installs the code of the others."""
    for package in ("handbook", "macros"):
        compileall.compile_dir(str(ROOT / package), quiet=1)


def tools_for(book: str, chosen: Sequence[str], asked: bool) -> list[Tool]:
    """The tools that build a book, ours first; one for which it is too large only if `asked` for by name."""
    return [tool for name, tool in TOOLS.items() if name in chosen and (asked or book in tool.builds)]


def _measure(names: Sequence[str], chosen: Sequence[str], folder: Path, options: argparse.Namespace) -> None:
    results: dict[str, dict[str, rounds.Result]] = {}
    for name in names:
        loaded = os.getloadavg()[0]
        book, place = BOOKS[name](), folder / name
        tools = tools_for(name, chosen, bool(options.size and options.only))
        if not tools:
            continue
        results[name] = rounds.measure(book, tools, place, options.rounds or ROUNDS[name], _say)
        if options.serve:
            results[name] = _served(book, tools, place, results[name])
        ran = commands.measure(book, place / "print") if _prints(name, chosen, options) else {}
        said = report.section(book, tools, Measured(results, ran), loaded)
        print(f"\n{name}: {said}\n", flush=True)
        if options.write:
            text = report.README.read_text(encoding="utf-8")
            report.README.write_text(report.put(text, name, said), encoding="utf-8")


def _served(
    book: Book, tools: Sequence[Tool], place: Path, results: dict[str, rounds.Result]
) -> dict[str, rounds.Result]:
    shown = {}
    for tool in tools:
        if book.name in tool.serves:
            shown[tool.name] = serving.seconds_until_shown(book, tool, place / tool.name, place / "work")
            _say(f"  {book.name}, {tool.name}, serve: {shown[tool.name]:.2f} s")
    return {name: rounds.served(result, shown.get(name)) for name, result in results.items()}


def _prints(name: str, chosen: Sequence[str], options: argparse.Namespace) -> bool:
    return bool(options.print and name == REAL and "ours" in chosen)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _some_of(allowed: Sequence[str]) -> Callable[[str], list[str]]:
    """A reader of names with commas between them, in the order of those that are allowed."""

    def read(text: str) -> list[str]:
        names = text.split(",")
        for name in names:
            if name not in allowed:
                raise argparse.ArgumentTypeError(f"there is no “{name}”; choose from {', '.join(allowed)}")
        return [name for name in allowed if name in names]

    return read


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    sizes, tools = ", ".join(BOOKS), ", ".join(TOOLS)
    parser.add_argument("--size", type=_some_of(list(BOOKS)), metavar="A,B", help=f"some of: {sizes}")
    parser.add_argument("--only", type=_some_of(list(TOOLS)), metavar="A,B", help=f"some of: {tools}")
    rounds_told = ", ".join(f"{name} {number}" for name, number in ROUNDS.items())
    parser.add_argument("--rounds", type=int, metavar="N", help=f"rounds (default: {rounds_told})")
    parser.add_argument("--no-serve", dest="serve", action="store_false", help="leave out serving")
    parser.add_argument("--no-print", dest="print", action="store_false", help="leave out printing")
    parser.add_argument("--write", action="store_true", help="write the tables into bench/README.md")
    return parser


if __name__ == "__main__":
    sys.exit(main())
