"""A change of one sentence changes the pages and printed forms that show it, and no others."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import pypdfium2
import pytest

from tests.places import LIBRARIES
from tests.site_builds import build, make, once, prints

pytestmark = [pytest.mark.print, pytest.mark.build]

BEFORE, AFTER = "Prepare five questions.", "Write down seven questions."
TAG = re.compile(r"<[^>]+>")
# What holds words of every page, or sums of files.
OF_ALL = re.compile(r"(en/)?(search/.*|kept(-files)?\.json|assets/reader/items\.js)|data/.*|\.handbook\.json")
SIZES = re.compile(rb"<!--(printed|handout)[^>]*-->.*?<!--/(printed|handout)", re.DOTALL)


def words_of(file: Path) -> str:
    """The words of a page or a printed form, with one space between them."""
    if file.suffix == ".pdf":
        with pypdfium2.PdfDocument(file) as book:
            text = " ".join(page.get_textpage().get_text_range() for page in book)
    else:
        text = html.unescape(TAG.sub(" ", file.read_text(encoding="utf-8")))
    return " ".join(text.replace("\ufffe", "").split())


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The printed site before and after the change."""

    def fill(folder: Path) -> None:
        data, site = folder / "data", folder / "after"
        shutil.copytree(LIBRARIES, data)
        options = ("--data", str(data))
        build(site, *options)
        make("print", site, *options)
        shutil.copytree(site, folder / "before")
        roles = data / "roles.yaml"
        roles.write_text(roles.read_text(encoding="utf-8").replace(BEFORE, AFTER), encoding="utf-8")
        build(site, *options)
        make("print", site, *options)

    folder = once(tmp_path_factory, "one-sentence", fill)
    return folder / "before", folder / "after"


def text_of(file: Path) -> bytes:
    """A file as it is; a page without the sizes of printed forms to which it links."""
    return SIZES.sub(b"", file.read_bytes()) if file.suffix == ".html" else file.read_bytes()


@pytest.fixture(scope="module")
def changed(sites: tuple[Path, Path]) -> set[str]:
    """The names of the files that differ."""
    before, after = (prints(site) for site in sites)
    names = {name for name in before.keys() & after.keys() if before[name] != after[name]}
    others = {name for name in names if text_of(sites[0] / name) != text_of(sites[1] / name)}
    return others | (before.keys() ^ after.keys())  # parts of the search index are named by what they hold


@pytest.mark.parametrize("ending", [".html", ".txt", ".pdf"])
def test_what_shows_the_sentence_changes_and_nothing_else(
    sites: tuple[Path, Path], changed: set[str], ending: str
) -> None:
    files = (file for file in sites[1].rglob(f"*{ending}"))
    shown = {file.relative_to(sites[1]).as_posix() for file in files if AFTER in words_of(file)}
    assert shown
    assert {name for name in changed if name.endswith(ending)} == shown


def test_other_files_change_only_where_they_hold_words_of_many_pages(changed: set[str]) -> None:
    others = {name for name in changed if Path(name).suffix not in (".html", ".txt", ".pdf")}
    assert {name for name in others if not OF_ALL.fullmatch(name)} == set()
