"""Zensical, the successor of Material for MkDocs, with the same Markdown.

It has neither static-i18n nor a use for our macros: it calls `define_env` once for every page, so that
reading the data alone takes most of the time. So each language is a project, of Markdown files that are
written beforehand.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from bench.books import Book
from bench.pages import Pages
from bench.tools.naive import navigation
from bench.tools.tool import Tool

_COMMAND = [sys.executable, "-m", "zensical"]


class Zensical(Tool):
    """One build for each language, one after the other: each uses all cores."""

    name = "zensical"
    package = "zensical"
    builds = ("small", "real", "medium")
    serves = ("small", "real", "medium")

    def write(self, book: Book, folder: Path) -> None:
        pages = Pages(book.data)
        for place, code in enumerate(book.languages):
            project = folder / f"{place}-{code}"  # in order, the original language first
            docs = project / "docs"
            docs.mkdir(parents=True)
            (docs / "index.md").write_text(f"# {book.title[code]}\n", encoding="utf-8")
            for kind in book.overviews():
                text = pages.overview(kind, code, kind.capitalize())
                (docs / f"{kind}.md").write_text(text, encoding="utf-8")
            for kind, key in book.pages():
                (docs / kind).mkdir(exist_ok=True)
                (docs / kind / f"{key}.md").write_text(pages.record(kind, key, code), encoding="utf-8")
            config = {
                "site_name": book.title[code],
                "site_url": "https://example.org/" + (f"{code}/" if place else ""),
                "theme": {"name": "material", "font": False, "language": code},
                "markdown_extensions": ["tables", "attr_list", {"toc": {"permalink": True}}],
                "plugins": ["search"],
                "extra": {"alternate": [_language(book, other) for other in book.languages]},
                "nav": navigation(book),
            }
            (project / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")

    def commands(self, project: Path) -> list[tuple[Path, list[str]]]:
        return [(place, [*_COMMAND, "build"]) for place in _projects(project)]

    def serving(self, project: Path, port: int) -> tuple[Path, list[str]]:
        return _projects(project)[0], [*_COMMAND, "serve", "-a", f"127.0.0.1:{port}"]

    def address(self, kind: str, key: str) -> str:
        return f"{kind}/{key}/"

    def sites(self, project: Path) -> list[Path]:
        return [place / "site" for place in _projects(project)]


def _projects(folder: Path) -> list[Path]:
    return sorted(file.parent for file in folder.glob("*/mkdocs.yml"))


def _language(book: Book, code: str) -> dict[str, str]:
    link = "/" if code == book.languages[0] else f"/{code}/"
    return {"name": str(book.data["programme"]["language_names"][code]), "link": link, "lang": code}
