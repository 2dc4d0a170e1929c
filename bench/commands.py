"""What follows a build takes on this repository's handbook: print, and `make` with nothing changed."""

from __future__ import annotations

from pathlib import Path

from bench.books import Book
from bench.measure import Run, in_turn, run, settings
from bench.tools.ours import HANDBOOK

PRINT, PRINT_AGAIN, MAKE_AGAIN = "print", "print, nothing changed", "make, nothing changed"
_BUILD, _PRINT, _PICTURES = ["build"], ["print"], ["pictures"]
MAKE = (["record", "--if-written"], _BUILD, _PRINT, _PICTURES)  # what the default verb of the Makefile runs


def measure(book: Book, project: Path) -> dict[str, Run]:
    """Write a book, build it, and measure what follows; each figure by its name.

    Raises:
        bench.measure.Failed: where a command fails.
    """
    book.write_ours(project)

    def handbook(arguments: list[str]) -> Run:
        return run([*HANDBOOK, *arguments], project, settings(project))

    handbook(_BUILD)
    result = {PRINT: handbook(_PRINT), PRINT_AGAIN: handbook(_PRINT)}
    for arguments in MAKE:  # each command looks once more into what the others have made
        handbook(arguments)
    return result | {MAKE_AGAIN: in_turn(handbook(arguments) for arguments in MAKE)}
