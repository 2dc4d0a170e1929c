"""The same content as a competent user of MkDocs would publish it, without tuning.

Material, mkdocs-macros and mkdocs-static-i18n as their documentation shows them: a Markdown file for each
page and language that calls one macro, a navigation that lists all pages, the search plugin switched on.
The pages hold the same fields in the language of the page; a few summaries that this project derives, such
as neighbours and citation, are left out, which is to the naive build's advantage.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from bench.programme import LANGUAGES, Size, programme


def write(size: Size, folder: Path) -> None:
    """Write the naive project of a size into `folder`."""
    data = programme(size)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "data.yaml").write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    shutil.copy(Path(__file__).with_name("naive_main.py"), folder / "main.py")
    nav: list[Any] = ["index.md"]
    for code in LANGUAGES:
        title = data["programme"]["title"][code]
        _page(folder, "index", code, f"# {title}\n")
        _page(folder, "glossary", code, f"# Glossary\n\n{{{{ glossary('{code}') }}}}\n")
    for kind in ("stages", "roles", "tasks", "partners"):
        for key in data[kind]:
            for code in LANGUAGES:
                _page(folder, f"{kind}/{key}", code, f"{{{{ record('{kind}', '{key}', '{code}') }}}}\n")
        nav.append({kind.capitalize(): [f"{kind}/{key}.md" for key in data[kind]]})
    nav.append("glossary.md")
    config = {
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
                        {"locale": "id", "name": "Bahasa Indonesia", "build": True, "default": True},
                        {"locale": "en", "name": "English", "build": True},
                    ],
                }
            },
            {"macros": {"on_error_fail": True}},
        ],
        "nav": nav,
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")


def _page(folder: Path, name: str, language: str, text: str) -> None:
    file = folder / "docs" / f"{name}.{language}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
