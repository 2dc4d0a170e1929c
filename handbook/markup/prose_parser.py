"""The only parser of hand-written pages: CommonMark that treats HTML as Python-Markdown does.

For that, blocks of HTML begin at the left edge only, end with their element if Markdown reads nothing in it,
and a tag among words is anything between `<` and `>` after a letter. Fences hold code at the left edge only;
elsewhere they are Markdown like any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from handbook.markup import emphasis, typed_links
from handbook.markup.harmless_html import BLOCKS

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

# Fences begin and end at the left edge, with the same fence.
FENCED = re.compile(
    r"^(?P<bar>~{3,}|`{3,})(?P<about>[ ]*(?:\{[^\n]*\}|\.?[\w#.+-]*)[ ]*)\n(?P<code>.*?)(?<=\n)(?P=bar)[ ]*$",
    re.MULTILINE | re.DOTALL,
)
_ITEM = re.compile(r"^([ ]*(?:[-*+]|\d+\.))[ \t]+", re.MULTILINE)
_BEFORE_A_TAG = re.compile(r"(?<!\\)((?:\\\\)*)\\(?=<)")
_BLOCK_WITH_INDENTED_TEXT = re.compile(r"!!! |:[ ]{1,3}\S|:\t")

_EDGE = re.compile(r"[ ]{0,3}<")
_TAG = re.compile(r"</?[a-zA-Z][^<>@ ]*(?: [^<>]*)?>")
_READ = frozenset({"", "1", "block", "markdown", "span"})  # values of the attribute `markdown`
_NEVER_READ = frozenset({"pre"})
_EMPTY_LINE = re.compile(r"(?<=\n)[ \t]*(?=\n)")


def parse(text: str, *, blocks: bool = True) -> list[Token]:
    """A page without its head as tokens of markdown-it, whose lines are those of `text`.

    Without `blocks`, blocks of HTML are read like any text.
    """
    text = _with_raw_html(FENCED.sub(only_lines, text))
    rows = enumerate(text.split("\n"))
    edges = frozenset(number for number, row in rows if _EDGE.match(row.expandtabs(4)))
    text = _BEFORE_A_TAG.sub(r"\1\\\\", text)  # a backslash does not stop Markdown from reading a tag
    text = _ITEM.sub(r"\1 ", text)  # an item is not code, however deep its indentation
    return _parser(blocks=blocks).parse(_level(text), {"edges": edges})


def render(tokens: list[Token]) -> str:
    """Tokens of a page as HTML."""
    reader = _parser(blocks=True)
    return str(reader.renderer.render(tokens, reader.options, {}))


def only_lines(found: re.Match[str]) -> str:
    """The line breaks of a match, so that what follows keeps its line."""
    return "\n" * found[0].count("\n")


@cache
def _parser(*, blocks: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = emphasis.use_in(MarkdownIt("commonmark").enable("table").disable("fence"))
    made.block.ruler.at("html_block", _block_at_the_edge, {"alt": ["paragraph", "reference", "blockquote"]})
    made.inline.ruler.after("html_inline", "any_tag", _any_tag)
    made.validateLink = lambda url: url is not None  # type: ignore[method-assign]
    typed_links.use_in(made)
    return made if blocks else made.disable("html_block")


def _with_raw_html(text: str) -> str:
    """The page, changed so that nothing is read as Markdown where Python-Markdown reads none.

    This is inside elements at the left edge that have no attribute `markdown`, up to their ends.
    """
    parts, done = [], 0
    for start, end in _Raw(text).found():
        inner = text[start:end].replace("`", "&#96;")
        parts += [text[done:start], _EMPTY_LINE.sub("&#32;", inner)]
        done = end
    return "".join([*parts, text[done:]])


def _level(text: str) -> str:
    """The page with the text of admonitions and definitions indented no further than the rest."""
    rows, inside = [], False
    for row in text.split("\n"):
        if _BLOCK_WITH_INDENTED_TEXT.match(row.lstrip()):
            inside = True
        elif row.strip() and not row.startswith((" ", "\t")):
            inside = False
        rows.append(row.lstrip() if inside else row)
    return "\n".join(rows)


def _block_at_the_edge(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    from markdown_it.rules_block import html_block

    return start in state.env["edges"] and html_block(state, start, end, silent)


def _any_tag(state: StateInline, silent: bool) -> bool:
    found = _TAG.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = found[0]
    state.pos = found.end()
    return True


class _Raw(HTMLParser):
    """The parts of a page inside elements in which Markdown is not read."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=False)
        self._text = text
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._open: list[tuple[str, bool]] = []  # open elements, and whether Markdown is read in each
        self._last = 0  # where the last of their tags ended
        self._since: int | None = None
        self._found: list[tuple[int, int]] = []

    def found(self) -> Iterator[tuple[int, int]]:
        """The start and end of each."""
        try:
            self.feed(self._text)
            self.close()
        except AssertionError:  # Python's parser fails on some marked sections; these are refused anyway
            pass
        if self._since is not None:
            self._found.append((self._since, len(self._text)))
        return iter(self._found)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        place = self._place()
        if tag not in BLOCKS or not (self._since is not None or self._at_an_edge(place)):
            return
        self._last = place + len(self.get_starttag_text() or "")
        asked = dict(attrs).get("markdown", "") if "markdown" in dict(attrs) else "0"
        read = self._since is None and tag not in _NEVER_READ and (asked or "") in _READ
        self._open.append((tag, read))
        if not read and self._since is None:
            self._since = self._last

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without contents opens nothing."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in (name for name, _ in self._open):
            return
        place = self._place()
        self._last = self._text.find(">", place) + 1 or len(self._text)
        while self._open.pop()[0] != tag:
            pass
        if self._since is not None and all(read for _, read in self._open):
            self._found.append((self._since, place))
            self._since = None

    def _place(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def _at_an_edge(self, place: int) -> bool:
        """Whether a block may begin here: at the start of a line, or after another tag of a block."""
        line = self._starts[self.getpos()[0] - 1]
        before = self._text[max(line, self._last) : place]
        return not before.strip() and (self._last > line or len(before) <= 3)
