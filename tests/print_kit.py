"""Printed editions made once for all tests that read them, and ways to read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from handbook.localised import Locale, locales
from handbook.outputs.printed import FOLDER
from handbook.printing.postprocess import destinations
from handbook.source.load import read
from tests.places import LIBRARIES, LIBRARIES_DOCS, ROOT
from tests.site_builds import make, once, run

DATASET = read(LIBRARIES, LIBRARIES_DOCS)
HEAD, FOOT = 60.0, 50.0  # points above and below the text of a book's page


@cache
def locales_of_site() -> dict[str, Locale]:
    """The project's own programme in its languages."""
    return locales(DATASET)


def print_site(site: Path, *options: str, folder: Path = ROOT, **environment: str) -> str:
    """Build and print with `handbook print`; what it says."""
    return make("print", site, *options, folder=folder, **environment)


def print_tree(folder: Path, *names: str) -> list[Printed]:
    """The printed forms `names` of the data in `folder`."""
    site = folder.parent / "site"
    done = run("-m", "handbook", "print", "--data", str(folder), "--site-dir", str(site), *names)
    assert done.returncode == 0, done.stdout + done.stderr
    return [Printed(site / FOLDER / name) for name in names]


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small programme with everything printed."""
    return once(tmp_path_factory, "printed", print_site)


@dataclass(frozen=True)
class Bookmark:
    """An entry of a PDF's outline: title, depth from 0, page counted from 1."""

    title: str
    level: int
    page: int


class Printed:
    """A PDF to read in tests: its words, its places, its structure."""

    def __init__(self, file: Path):
        self.file = file
        self._shown = pypdfium2.PdfDocument(file)
        self.pdf = pikepdf.open(file)

    @cached_property
    def pages(self) -> list[str]:
        """The words of each page, white space folded and breaks within words closed."""
        return [folded(page.get_textpage().get_text_range()) for page in self._shown]

    @cached_property
    def bodies(self) -> list[str]:
        """The words of each page without running head and page number, white space folded."""
        result = []
        for page in self._shown:
            width, height = page.get_size()
            result.append(folded(page.get_textpage().get_text_bounded(0, FOOT, width, height - HEAD)))
        return result

    @cached_property
    def text(self) -> str:
        """The words of all pages, without running heads and page numbers."""
        return folded(" ".join(self.bodies))

    @cached_property
    def extents(self) -> list[tuple[float, float, float]]:
        """Of each page with words: left and right ends of what is set there, and its width, in points.

        Spaces at the ends of lines do not count: they hang over the margin.
        """
        result = []
        for page in self._shown:
            words = page.get_textpage()
            letters = enumerate(words.get_text_range(errors="replace"))
            boxes = [words.get_charbox(n) for n, letter in letters if not letter.isspace()]
            if boxes:
                result.append((min(b[0] for b in boxes), max(b[2] for b in boxes), page.get_width()))
        return result

    @cached_property
    def places(self) -> dict[str, int]:
        """Named destinations with their pages."""
        return destinations(self.pdf)

    def targets(self, number: int) -> Iterator[str]:
        """The named destinations that links on a page lead to; pages are counted from 1."""
        for annotation in self.pdf.pages[number - 1].get("/Annots", ()):
            action = annotation.get("/A")
            if action is not None and action.S == "/GoTo":
                yield str(action.D)

    @cached_property
    def bookmarks(self) -> list[Bookmark]:
        """The outline."""
        result = []
        for entry in self._shown.get_toc():
            target = entry.get_dest()
            assert target is not None
            result.append(Bookmark(folded(entry.get_title()), entry.level, target.get_index() + 1))
        return result

    def picture(self, number: int, scale: float = 2.0) -> Any:
        """A page, counted from 1, as a picture."""
        return self._shown[number - 1].render(scale=scale).to_pil()

    def structure(self) -> Iterator[pikepdf.Object]:
        """Every element of the structure tree, in reading order."""
        yield from _below(self.pdf.Root.StructTreeRoot)


def _below(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _below(kid)


def folded(words: str) -> str:
    """Words as they are compared: white space folded, hyphens at line ends and breaks within words gone."""
    words = re.sub(r"[\u00ad\u200b\u2060\ufffe\x02]\s*", "", words)
    return " ".join(words.split())


def squeezed(words: str) -> str:
    """Words without spaces, hyphens and middle dots, which are the printer’s choice."""
    return re.sub(r"[\s·-]+", "", folded(words))
