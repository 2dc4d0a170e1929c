"""What of a hand-written page is published: its name, its description, and harmless HTML; nothing else.

`handbook check` says the same first, of what was typed; here it is asked of what Markdown really made.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from handbook.prose_calls import Fault
from handbook.prose_front import FIELDS, front_faults
from handbook.prose_html import html_faults
from macros import building, mistakes

_NAMED = re.compile(r"[“<]([^”>]+)")


def restrain(page: Page, config: MkDocsConfig) -> None:
    """Take all from the head of a page but what names and describes it, as text."""
    source = page.file.content_string
    faults = list(front_faults(source.removeprefix("\ufeff")))
    if faults:
        mistakes.refuse(faults, page, fails=_fails(config))
    held = page.meta or {}
    # MkDocs' templates write these out as they are.
    page.meta = {name: html.escape(str(held[name])) for name in FIELDS if held.get(name)}


def checked(content: str, page: Page, config: MkDocsConfig) -> str:
    """The HTML of a page, if all of it may be published."""
    if "<h1" not in content:
        page.title = html.escape(html.unescape(page.title or ""))
    titles = "\n".join(_titles(page.toc.items))
    faults = [*html_faults(content), *html_faults(titles)]
    if building.current().misplaced(content):
        what, remedy = "a macro call stands inside a tag", "write it on a line of its own"
        faults.append(Fault(1, what, remedy))
    if not faults:
        return content
    lines = page.file.content_string.split("\n")
    placed = [Fault(_line(lines, fault.what), fault.what, fault.remedy) for fault in faults]
    return f"<p>{mistakes.refuse(placed, page, fails=_fails(config))}</p>"


def _titles(entries: list[AnchorLink]) -> Iterator[str]:
    for entry in entries:
        yield entry.title
        yield from _titles(entry.children)


def _line(lines: list[str], what: str) -> int:
    """The line of the page that holds what a message names, or 1."""
    named = _NAMED.search(what)
    held = named[1].rstrip("…").lower() if named else "\n"
    return next((number for number, line in enumerate(lines, 1) if held in line.lower()), 1)


def _fails(config: MkDocsConfig) -> bool:
    return bool(config.plugins["macros"].config["on_error_fail"])
