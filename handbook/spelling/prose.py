"""What a page of prose says, line by line and language by language; marks, code and addresses left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from handbook.markup import emphasis

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

Said = tuple[int, str, str]
"""Line, words, and their language: "" is the page's own."""

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_FRONT_LINE = re.compile(r"(?:(?P<key>\w+):)?\s*(?P<words>.*)")
_FRONT_KEYS = {"title", "description"}  # what readers see of the front matter
_MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_HIDDEN = re.compile(  # attributes, marks of admonitions, comments
    r"\{[:#.][^{}\n]*\}|^ *(?:!!!|\?\?\?\+?) *\w+|<!--.*?-->", re.DOTALL | re.MULTILINE
)
_UNCHECKED = "-"  # the language of what is not in a human language
_CODE = {"code", "pre", "kbd", "script", "style"}
_VOID = {"br", "hr", "img", "input", "wbr"}


def said(text: str) -> Iterator[Said]:
    """Everything that a Markdown page says."""
    front = _FRONT.match(text)
    if front:
        yield from _front(front[1])
        text = "\n" * front[0].count("\n") + text[front.end() :]
    # Lines stay where they are; a 0 says nothing, and what is joined to it is no word of its own.
    text = _MACRO.sub(lambda macro: re.sub(r"[^\n]", "0", macro[0]), text)
    text = _HIDDEN.sub(lambda mark: re.sub(r"[^\n]", " ", mark[0]), text)
    html = _Html()
    for block in _parser().parse(text):
        line = block.map[0] + 1 if block.map else 0
        if block.type == "html_block":
            yield from html.read(block.content, line)
        elif block.type == "inline":
            yield from _inline(block.children or [], line, html)


def _front(lines: str) -> Iterator[Said]:
    key = ""
    for number, line in enumerate(lines.split("\n"), 2):
        match = _FRONT_LINE.fullmatch(line)
        assert match, "the pattern matches any line"
        key = match["key"] or key
        if key in _FRONT_KEYS:
            yield number, match["words"], ""


def _inline(tokens: list[Any], line: int, html: _Html) -> Iterator[Said]:
    """Words that stand together in one line and language are kept together: marks do not end a word."""
    words, language = "", html.language
    for token in tokens:
        ends = token.type in {"softbreak", "hardbreak"}
        if ends or token.type == "html_inline":
            yield line, words, language
            yield from html.read(token.content, line)
            words, language = "", html.language
            line += 1 if ends else token.content.count("\n")
        else:
            words += "0" if token.type == "code_inline" else token.content
    yield line, words, language


class _Html(HTMLParser):
    """Knows in which language the words between HTML tags are."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = []
        self._said: list[Said] = []
        self._first = 1

    @property
    def language(self) -> str:
        """The language at this place."""
        return self._open[-1][1] if self._open else ""

    def read(self, content: str, line: int) -> Iterator[Said]:
        """Go on with HTML that begins on `line`."""
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
            self._said.append((number, words, self.language))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # Indented text is what belongs to an admonition or a list, not code.
    return emphasis.use_in(MarkdownIt("commonmark").enable("table").disable("code"))
