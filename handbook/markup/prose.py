"""The text of a hand-written page: its words by line and language, and its passages.

Marks, code, macro calls, comments and addresses are not words of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from handbook.markup.front_matter import fields, split
from handbook.markup.prose_parser import parse

if TYPE_CHECKING:
    from markdown_it.token import Token

_MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_HIDDEN = re.compile(  # attributes, kinds of admonitions, comments
    r"\{[:#.][^{}\n]*\}|(?:(?<=^!!!)|(?<=\s!!!)) *\w+|<!--.*?-->", re.DOTALL | re.MULTILINE
)
_NO_WORDS = "\ufffc"  # replaces code and macro calls; letters joined to it are not a word of their own
_UNCHECKED = "-"  # the language for what is not in a human language
_CODE = {"code", "pre", "kbd", "script", "style"}
_VOID = {"br", "hr", "img", "input", "wbr"}


@dataclass(frozen=True)
class Words:
    """Consecutive words in one line and language ("" is the page's own); `text` includes code."""

    line: int
    own: str
    language: str
    text: str


@dataclass(frozen=True)
class Passage:
    """A paragraph or list item: `text` as readers see it, `own` without code and phrases in other languages.

    `line` is its first line in the file; the lines of both texts are those of the file. `typed` is the
    passage with its marks.
    """

    line: int
    text: str
    own: str
    typed: str


def words(page: str) -> Iterator[tuple[int, str, str]]:
    """All words of a page, as line, words and language; "" is the page's own language."""
    yield from ((line, text, "") for line, text in fields(_plain(page)))
    for _, said in _blocks(page):
        yield from ((part.line, part.own.replace(_NO_WORDS, "0"), part.language) for part in said)


def passages(page: str, language: str) -> Iterator[Passage]:
    """The paragraphs and list items of a page written in `language`; headings and tables are left out."""
    for paragraph, said in _blocks(page):
        if paragraph is not None:
            text, own, line = "", "", said[0].line
            for part in said:
                foreign = part.language not in ("", language) and part.text
                text += "\n" * (part.line - line) + part.text.replace(_NO_WORDS, "")
                own += "\n" * (part.line - line) + ("…" if foreign else part.own.replace(_NO_WORDS, "…"))
                line = part.line
            yield Passage(said[0].line, text, own, paragraph.content)


def _plain(page: str) -> str:
    return page.replace("\r\n", "\n").removeprefix("\ufeff")


def _blocks(page: str) -> Iterator[tuple[Token | None, list[Words]]]:
    """The blocks of a page that hold words, each with its token if it is a paragraph or list item."""
    head, text = split(_plain(page))
    text = _MACRO.sub(lambda macro: _NO_WORDS + "\n" * macro[0].count("\n"), text)
    text = _HIDDEN.sub(lambda mark: re.sub(r"[^\n]", " ", mark[0]), text)
    html, before = _Html(), ""
    for token in parse("\n" * head.count("\n") + text):
        line = token.map[0] + 1 if token.map else 0
        if token.type == "html_block":
            yield None, list(html.read(token.content, line))
        elif token.type == "inline":
            said = list(_inline(token.children or [], line, html))
            yield token if before == "paragraph_open" else None, said
        before = token.type


def _inline(tokens: list[Token], line: int, html: _Html) -> Iterator[Words]:
    """Join consecutive words in one line and language: marks do not end a word."""
    own, text, language = "", "", html.language
    for token in tokens:
        ends = token.type in {"softbreak", "hardbreak"}
        if ends or token.type == "html_inline":
            yield Words(line, own, language, text)
            yield from html.read(token.content, line)
            own, text, language = "", "", html.language
            line += 1 if ends else token.content.count("\n")
        else:
            own += _NO_WORDS if token.type == "code_inline" else token.content
            text += token.content
    yield Words(line, own, language, text)


class _Html(HTMLParser):
    """Tracks the language of the words between HTML tags."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = []
        self._said: list[Words] = []
        self._first = 1

    @property
    def language(self) -> str:
        """The language at this place."""
        return self._open[-1][1] if self._open else ""

    def read(self, content: str, line: int) -> Iterator[Words]:
        """Continue with HTML that begins on `line`."""
        self._first = line - self.getpos()[0]
        self.feed(content)
        yield from self._said
        self._said = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        language = _UNCHECKED if tag in _CODE else dict(attrs).get("lang") or self.language
        if tag not in _VOID:
            self._open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _language in self._open]
        if tag in names:
            del self._open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        for number, words in enumerate(data.split("\n"), self._first + self.getpos()[0]):
            self._said.append(Words(number, words, self.language, words))
