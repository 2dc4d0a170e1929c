"""Everything in a hand-written page that may not be published, with its line.

The page is looked at as Python-Markdown will read it, as far as that matters here; the build then asks
`prose_html` again about what Markdown really made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from handbook.prose_calls import Call, Fault, call_faults, pieces
from handbook.prose_front import front_faults, split
from handbook.prose_html import attribute_list_faults, element_faults, html_faults

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

# Fences begin and end at the left edge, with the same marks; others hold Markdown like any text.
_FENCED = re.compile(
    r"^(?P<bar>~{3,}|`{3,})(?P<about>[ ]*(?:\{[^\n]*\}|\.?[\w#.+-]*)[ ]*)\n(?P<code>.*?)(?<=\n)(?P=bar)[ ]*$",
    re.MULTILINE | re.DOTALL,
)
_LOOSE_FENCE = re.compile(r"^( {1,3})(`{3,}|~{3,})", re.MULTILINE)
_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", re.DOTALL)
_ITEM = re.compile(r"^([ ]*(?:[-*+]|\d+\.))[ \t]+", re.MULTILINE)
_BEFORE_A_TAG = re.compile(r"(?<!\\)((?:\\\\)*)\\(?=<)")
_BLOCK_WITH_INDENTED_TEXT = re.compile(r"!!! |:[ ]{1,3}\S|:\t")
_PLACE = re.compile(r"<!--line:(\d+)-->")


def prose_faults(page: str) -> Iterator[Fault]:
    """What of a page may not be published, in the order of its kinds."""
    page = page.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    yield from front_faults(page)
    head, text = split(page)
    text = "\n" * head.count("\n") + text
    yield from call_faults(text)
    text = "".join(map(_shown, pieces(text)))
    yield from attribute_list_faults(_without_code(text))
    found = dict.fromkeys(_html_faults(text, _parser(), html_faults))
    # Markdown may end a block of HTML earlier, and go on in the middle of its last line.
    found.update(dict.fromkeys(_html_faults(text, _parser_of_spans(), element_faults)))
    yield from found


def _shown(piece: str | Call | Fault) -> str:
    return piece if isinstance(piece, str) else "0"


def _without_code(text: str) -> str:
    """The page with its code taken out; lines stay where they are, and so do the marks around code."""
    text = _FENCED.sub(lambda found: f"{found['bar']}{found['about']}{_only_lines(found[0])}", text)
    return _SPAN.sub(lambda found: f"`{_only_lines(found[0])}`", text)


def _html_faults(text: str, parser: MarkdownIt, faults: Callable[[str], Iterator[Fault]]) -> Iterator[Fault]:
    content, lines = _with_lines(text, parser)
    for fault in faults(content):
        yield Fault(lines[min(fault.line, len(lines)) - 1], fault.what, fault.remedy)


def _with_lines(text: str, parser: MarkdownIt) -> tuple[str, list[int]]:
    """The page as HTML, and the line of the page for each line of that."""
    from markdown_it.token import Token

    text = _FENCED.sub(lambda found: _only_lines(found[0]), text)
    text = _BEFORE_A_TAG.sub(r"\1\\\\", text)  # a backslash does not keep Markdown from reading a tag
    text = _ITEM.sub(r"\1 ", text)  # however far in it begins, an item is no code
    text = _LOOSE_FENCE.sub(lambda found: found[1] + " " * len(found[2]), text)
    tokens = []
    for token in parser.parse(_level(text)):
        if token.map and token.nesting >= 0:
            tokens.append(Token("html_block", "", 0, content=f"<!--line:{token.map[0] + 1}-->"))
        tokens.append(token)
    content = str(parser.renderer.render(tokens, parser.options, {}))
    lines, line = [], 1
    for row in content.split("\n"):
        places = _PLACE.findall(row)
        line = int(places[-1]) if places else line
        lines.append(line)
        line += 1
    return content, lines


def _level(text: str) -> str:
    """The page with the text that belongs to admonitions and definitions no further in than the rest."""
    rows, inside = [], False
    for row in text.split("\n"):
        if _BLOCK_WITH_INDENTED_TEXT.match(row.lstrip()):
            inside = True
        elif row.strip() and not row.startswith((" ", "\t")):
            inside = False
        rows.append(row.lstrip() if inside else row)
    return "\n".join(rows)


def _only_lines(words: str) -> str:
    return "\n" * words.count("\n")


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    from handbook import marks

    parser = marks.use_in(MarkdownIt("commonmark").enable("table").disable("fence"))
    parser.validateLink = lambda url: url is not None  # type: ignore[method-assign]
    return parser


@cache
def _parser_of_spans() -> MarkdownIt:
    """As the other, but blocks of HTML are read like any text."""
    return _parser.__wrapped__().disable("html_block")
