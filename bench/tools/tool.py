"""What the benchmark asks of every tool."""

from __future__ import annotations

from abc import ABC, abstractmethod
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench.books import Book


class Missing(RuntimeError):
    """A tool is not installed."""


class Tool(ABC):
    """A way to build a book.

    Attributes:
        package: its distribution, whose version is told; "" for this project.
        keeps: it keeps something between builds, so a second build is another matter.
        builds: the books that it builds unless asked otherwise; the others would take it too long.
        serves: the books that it serves.
    """

    name: str
    package = ""
    keeps = True
    builds: tuple[str, ...] = ("small", "real", "medium", "large")
    serves: tuple[str, ...] = ("small", "real", "medium")

    @abstractmethod
    def write(self, book: Book, folder: Path) -> None:
        """Write a book as a project of this tool into a new folder."""

    @abstractmethod
    def commands(self, project: Path) -> list[tuple[Path, list[str]]]:
        """What builds a project, one after another: the folder to run in, and the command."""

    @abstractmethod
    def serving(self, project: Path, port: int) -> tuple[Path, list[str]]:
        """What serves a project, as in `commands`."""

    @abstractmethod
    def address(self, kind: str, key: str) -> str:
        """Where the page of a record stands in the site, in the original language."""

    def sites(self, project: Path) -> list[Path]:
        """The folders that hold what was built."""
        return [project / "site"]

    @property
    def version(self) -> str:
        """Its version.

        Raises:
            Missing: where it is not installed.
        """
        if not self.package:
            return ""
        try:
            return version(self.package)
        except PackageNotFoundError:
            raise Missing(
                f"{self.package} is not installed; `make bench` installs it, "
                "or: pip install --require-hashes -r requirements-bench.txt"
            ) from None
