"""What is published of a hand-written page: its name, its description, and harmless HTML; nothing else.

`handbook check` first checks what was typed; here the result of Markdown is checked.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from handbook.markup.front_matter import FIELDS, front_faults
from handbook.markup.harmless_html import html_faults
from handbook.markup.prose_calls import Fault, misplaced
from handbook.markup.prose_faults import prose_faults, without_code
from macros import current_build, errors

_NAMED = re.compile(r"“(?P<quoted>[^”]+)”|(?P<tag><[^\s>]+)")
_TAG = re.compile(r"</?[^\s<>/]+")


def reduce_head(page: Page, config: MkDocsConfig) -> None:
    """Remove everything from the head of a page except its name and description, as text."""
    source = page.file.content_string
    faults = list(front_faults(source.removeprefix("\ufeff")))
    if faults:
        errors.refuse(faults, page, fails=_fails(config))
    held = page.meta or {}
    # MkDocs' templates do not escape these.
    page.meta = {name: html.escape(str(held[name])) for name in FIELDS if held.get(name)}


def checked(content: str, page: Page, config: MkDocsConfig) -> str:
    """The HTML of a page, if all of it may be published."""
    if "<h1" not in content:
        page.title = html.escape(html.unescape(page.title or ""))
    titles = "\n".join(_titles(page.toc.items))
    faults = [*html_faults(content), *html_faults(titles)]
    if current_build.current().misplaced(content):
        faults.append(misplaced(1))
    if not faults:
        return content
    typed = page.file.content_string
    placed = [Fault(line_of(typed, fault.what), fault.what, fault.remedy) for fault in faults]
    return f"<p>{errors.refuse(placed, page, fails=_fails(config))}</p>"


def _titles(entries: list[AnchorLink]) -> Iterator[str]:
    for entry in entries:
        yield entry.title
        yield from _titles(entry.children)


def line_of(page: str, what: str) -> int:
    """The line on which a page has what a message is about, or 1 if it was not typed."""
    result = next((fault.line for fault in prose_faults(page) if fault.what == what), None)
    if result is not None:
        return result
    named = _NAMED.search(what)
    if named is None:
        return 1
    held = named["quoted"] or named["tag"]
    tag = _TAG.match(held)  # its attributes may be written differently
    wanted = rf"{re.escape(tag[0])}(?![\w-])" if tag else re.escape(held.rstrip("…"))
    match = re.search(wanted, without_code(page), re.IGNORECASE)
    return match.string.count("\n", 0, match.start()) + 1 if match else 1


def _fails(config: MkDocsConfig) -> bool:
    return bool(config.plugins["macros"].config["on_error_fail"])
