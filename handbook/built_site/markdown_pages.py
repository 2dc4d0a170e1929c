"""Every page of a built site as a Markdown file that holds its HTML, for other site tools.

Each language is a project of its own, with a `mkdocs.yml` that MkDocs, ProperDocs and Zensical read. What
scripts do is lost: our search, ticks, the board, what devices keep; the tool's own menu and search stand
instead.
"""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from handbook.files import write_whole
from handbook.html import stylesheet
from handbook.localised import Locale
from handbook.model.faults import Refusal
from handbook.views.navigation import navigation

SETTINGS = "mkdocs.yml"
_STYLE = "assets/handbook-pages.css"
_ARTICLE = re.compile(r'<article class="md-content__inner[^>]*>(.*)</article>', re.DOTALL)
# What scripts need or do, and comments by which the build fills pages in.
_SPARE = re.compile(r"<(script|template)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_ABOUT = re.compile(r'<meta name="description" content="([^"]*)">')
_FILE = re.compile(r'(?:href|src)="(?![a-z]+:|//|#)([^"#?]+\.\w+)"')


class Occupied(Refusal):
    """A folder that is not empty; the message says what to do."""


def write_pages(site: Path, known: Mapping[str, Locale], out: Path, address: str) -> int:
    """Write every language of a built site as a project below `out`; return how many pages there are.

    `address` is that of the site on the web, or "".

    Raises:
        Occupied: if `out` holds anything already.
        OSError: if a file cannot be read or written.
    """
    if out.exists() and any(out.iterdir()):
        raise Occupied(f"{out} is not empty; name a folder that does not exist yet")
    count = 0
    for code, locale in known.items():
        folder = site if code == locale.original else site / code
        docs = out / code / "docs"
        others = {other for other in known if code == locale.original and other != locale.original}
        pages = dict(_pages(folder, others))
        for page, text in pages.items():
            _write_page(docs / page / "index.md", text)
            _copy_files(folder, page, text, docs)
        style = stylesheet.stylesheet(locale.programme.appearance, {})
        (docs / _STYLE).parent.mkdir(parents=True, exist_ok=True)
        write_whole(docs / _STYLE, style)
        place = address if code == locale.original or not address else f"{address}{code}/"
        write_whole(out / code / SETTINGS, _settings(locale, place, pages))
        count += len(pages)
    return count


def _pages(folder: Path, others: set[str]) -> Iterator[tuple[str, str]]:
    """Address and text of each page of the language in `folder`, without `others` and published editions."""
    for file in sorted(folder.rglob("index.html")):
        address = file.parent.relative_to(folder).as_posix()
        text = file.read_text(encoding="utf-8")
        if address.split("/")[0] not in others and "frozen-edition" not in text and _ARTICLE.search(text):
            yield "" if address == "." else address, text


def _write_page(file: Path, text: str) -> None:
    title = _TITLE.search(text)
    about = _ABOUT.search(text)
    head = {
        "title": html.unescape(title[1]).rpartition(" – ")[0] or html.unescape(title[1]) if title else "",
        "description": html.unescape(about[1]) if about else "",
    }
    article = _ARTICLE.search(text)
    body = _SPARE.sub("", article[1] if article else "")
    lines = "\n".join(line for line in body.split("\n") if line.strip())  # a blank line would end the HTML
    written = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in head.items())
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, f"---\n{written}---\n\n<div>\n{lines}\n</div>\n")


def _copy_files(folder: Path, page: str, text: str, docs: Path) -> None:
    """Copy the files that a page leads to, such as its printed form; those of another language stay there."""
    root = folder.resolve()
    for link in set(_FILE.findall(text)):
        source = Path(folder, page, unquote(html.unescape(link))).resolve()
        if source.is_relative_to(root) and source.is_file() and source.suffix not in (".html", ".js"):
            target = docs / source.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                shutil.copyfile(source, target)


def _settings(locale: Locale, address: str, pages: Mapping[str, str]) -> str:
    """YAML; JSON is YAML, too."""
    settings = {
        "site_name": locale.text(locale.about.title),
        **({"site_url": address} if address else {}),
        "docs_dir": "docs",
        "theme": {"name": "material", "language": locale.language, "font": False},
        "extra_css": [_STYLE],
        "markdown_extensions": ["attr_list", "md_in_html"],
        "nav": _navigation(locale, pages),
    }
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


def _navigation(locale: Locale, pages: Mapping[str, str]) -> list[dict[str, object]]:
    """The sections of our menu with their pages; a page that stands in none is reached by links."""
    result: list[dict[str, object]] = [{locale.label("site.home"): "index.md"}]
    for section in navigation(locale):
        links: list[dict[str, str]] = []
        if section.address in pages:
            links.append({section.title: f"{section.address}/index.md"})
        links += [{link.title: f"{link.address}/index.md"} for link in section.links if link.address in pages]
        if links:
            result.append({section.title: links})
    return result
