"""The same content as a competent user of MkDocs would publish it, without tuning.

Material, mkdocs-macros and mkdocs-static-i18n as their documentation shows them: a Markdown file for each
page and language that calls one macro, a navigation that lists all pages, the search plugin switched on.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

from bench import pages
from bench.books import Book
from bench.tools.tool import Tool

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Naive(Tool):
    """MkDocs, which keeps nothing between builds."""

    name = "naive"
    package = "mkdocs-static-i18n"
    keeps = False
    builds = ("small", "real", "medium")
    serves = ("small", "real")

    def write(self, book: Book, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        text = yaml.dump(book.data, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=10**6)
        (folder / "data.yaml").write_text(text, encoding="utf-8")
        shutil.copy(pages.__file__, folder / "main.py")
        for code in book.languages:
            _page(folder, "index", code, f"# {book.title[code]}\n")
            for kind in book.overviews():
                _page(folder, kind, code, f"{{{{ overview('{kind}', '{code}', '{kind.capitalize()}') }}}}\n")
            for kind, key in book.pages():
                _page(folder, f"{kind}/{key}", code, f"{{{{ record('{kind}', '{key}', '{code}') }}}}\n")
        (folder / "mkdocs.yml").write_text(yaml.safe_dump(_config(book), sort_keys=False), "utf-8")

    def commands(self, project: Path) -> list[tuple[Path, list[str]]]:
        return [(project, [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "site"])]

    def serving(self, project: Path, port: int) -> tuple[Path, list[str]]:
        return project, [sys.executable, "-m", "mkdocs", "serve", "--quiet", "-a", f"127.0.0.1:{port}"]

    def address(self, kind: str, key: str) -> str:
        return f"{kind}/{key}/"


def navigation(book: Book) -> list[Any]:
    """All pages, as MkDocs lists them."""
    kinds: dict[str, list[str]] = {}
    for kind, key in book.pages():
        kinds.setdefault(kind, []).append(f"{kind}/{key}.md")
    sections = [{kind.capitalize(): files} for kind, files in kinds.items()]
    return ["index.md", *sections, *(f"{kind}.md" for kind in book.overviews())]


def _config(book: Book) -> dict[str, Any]:
    return {
        "site_name": "Test Book",
        "site_url": "https://example.org/",
        "theme": {"name": "material", "font": False},
        "markdown_extensions": ["tables", "attr_list", {"toc": {"permalink": True}}],
        "plugins": [
            "search",
            {
                "i18n": {
                    "docs_structure": "suffix",
                    "languages": [
                        {"locale": code, "name": name, "build": True, "default": code == book.languages[0]}
                        for code, name in book.data["programme"]["language_names"].items()
                    ],
                }
            },
            {"macros": {"on_error_fail": True}},
        ],
        "nav": navigation(book),
        "watch": ["data.yaml", "main.py"],
    }


def _page(folder: Path, name: str, language: str, text: str) -> None:
    file = folder / "docs" / f"{name}.{language}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
