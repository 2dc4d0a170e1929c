"""This project, as `make` runs it."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.books import Book
from bench.tools.tool import Tool
from handbook.model.kinds import KINDS

HANDBOOK = [sys.executable, "-m", "handbook"]


class Ours(Tool):
    """`handbook build` in a folder of its own, where it keeps its cache as well."""

    name = "ours"

    def write(self, book: Book, folder: Path) -> None:
        book.write_ours(folder)

    def commands(self, project: Path) -> list[tuple[Path, list[str]]]:
        return [(project, [*HANDBOOK, "build", "--site-dir", "site"])]

    def serving(self, project: Path, port: int) -> tuple[Path, list[str]]:
        return project, [*HANDBOOK, "serve", "--port", str(port)]

    def address(self, kind: str, key: str) -> str:
        folder = KINDS[kind].folder
        return f"{folder}/{key.lower()}/" if folder else f"{key.lower()}/"
