"""The sentences of a hand-written page: its paragraphs and list items, with the lines they stand on.

Headings, tables, code, HTML blocks, the front matter, macros and attribute lists are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from handbook.markup import emphasis
from handbook.markup.front_matter import split

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_NOT_TEXT = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{:[^}\n]*\}|<!--.*?-->", re.DOTALL)
_LANGUAGE = re.compile(r"""<(\w+)\b[^>]*\slang=["']?([\w-]+)""")


@dataclass(frozen=True)
class Passage:
    """A paragraph or list item: `text` as it is read, `own` without code and phrases in other languages.

    `line` is its first line in the file; the lines of both texts are those of the file. `typed` is the
    passage with its marks.
    """

    line: int
    text: str
    own: str
    typed: str


def passages(page: str, language: str) -> Iterator[Passage]:
    """The passages of a page of Markdown, which is written in `language`."""
    page = page.replace("\r\n", "\n").removeprefix("\ufeff")
    head, page = split(page)
    page = "\n" * head.count("\n") + page
    page = _NOT_TEXT.sub(_only_lines, page)
    tokens = _parser().parse(page)
    for before, token in pairwise(tokens):
        if before.type == "paragraph_open" and token.map:
            text, own = _words(token.children or [], language)
            yield Passage(token.map[0] + 1, text, own, token.content)


def _words(tokens: list[Any], language: str) -> tuple[str, str]:
    text, own, foreign = "", "", ""  # `foreign` is the name of the element that holds another language
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            text, own = text + "\n", own + "\n"
        elif token.type == "html_inline":
            opened = _LANGUAGE.match(token.content)
            if opened and opened[2] != language:
                foreign = opened[1]
            elif foreign and token.content.startswith(f"</{foreign}"):
                foreign = ""
        else:
            text += token.content
            own += "…" if foreign or token.type == "code_inline" else token.content
    return text, own


def _only_lines(match: re.Match[str]) -> str:
    """What a match leaves behind, so that all that follows keeps its line."""
    return "\n" * match[0].count("\n")


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return emphasis.use_in(MarkdownIt("commonmark").enable("table"))
