"""Everything in a hand-written page that may not be published, with its line.

The page is examined as Python-Markdown will read it, as far as that matters here; the build then checks what
Markdown really made once more (`harmless_html`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.markup.front_matter import front_faults, split
from handbook.markup.harmless_html import (
    INSTEAD,
    attribute_list_faults,
    comments,
    element_faults,
    html_faults,
)
from handbook.markup.prose_calls import BLOCKS, Call, Fault, call_faults, misplaced, pieces
from handbook.markup.prose_parser import FENCED, only_lines, parse, render

_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", re.DOTALL)
_SPAN_ON_A_LINE = re.compile(r"(?<![`\\])(`+)(?!`)([^\n]+?)(?<!`)\1(?!`)")
_PLACE = re.compile(r"<!--line:(\d+)-->")
_CALL = re.compile(r"<!--(call:(\d+))-->")
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")
# Code as its author sees it, even if Markdown sees none.
_FENCED_ANYWHERE = re.compile(
    r"^(?:[ \t>]|[-*+:][ \t]|\d+\.[ \t])*(?P<bar>`{3,}|~{3,})[^\n]*\n.*?^[ \t>]*(?P=bar)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_NOT_CODE = (
    "write &lt; for <, since Markdown reads no code here: it does in <div markdown>, not in <div>, "
    "and between fences at the left edge"
)


def prose_faults(page: str) -> Iterator[Fault]:
    """Everything in a page that may not be published, ordered by kind of fault."""
    page = page.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    yield from front_faults(page)
    head, text = split(page)
    text = "\n" * head.count("\n") + text
    yield from call_faults(text)
    text = "".join(map(_shown, pieces(text)))
    yield from attribute_list_faults(without_code(text))
    content, lines = _with_lines(text, blocks=True)
    result = dict.fromkeys(_placed(html_faults(content), lines))
    # Markdown may end a block of HTML earlier, and continue within its last line.
    of_spans, lines_of_spans = _with_lines(text, blocks=False)
    result.update(dict.fromkeys(_placed(element_faults(of_spans), lines_of_spans)))
    yield from _misplaced(text, content)
    rows, bare = text.split("\n"), _FENCED_ANYWHERE.sub(only_lines, without_code(text)).split("\n")
    for fault in result:
        here = slice(fault.line - 1, fault.line)
        yield _with_true_remedy(fault, "".join(rows[here]), "".join(bare[here]))


def _shown(piece: str | Call | Fault) -> str:
    if isinstance(piece, Call) and piece.name in BLOCKS:
        return f"<!--call:{piece.line}-->"  # as the build does
    return piece if isinstance(piece, str) else "0"


def _misplaced(text: str, content: str) -> Iterator[Fault]:
    """The calls of a page that are not in a place where a block can replace them."""
    calls = _CALL.findall(text)
    placed = set(comments(content)) if calls else set()
    for call, line in calls:
        if call not in placed:
            yield misplaced(int(line))


def _with_true_remedy(fault: Fault, row: str, bare: str) -> Fault:
    """The fault, not advising code if the author already wrote code that Markdown does not recognise."""
    tag = re.search(r"<[^>]*", fault.what)
    if fault.remedy == INSTEAD and tag and tag[0] in row.lower() and tag[0] not in bare.lower():
        return Fault(fault.line, fault.what, _NOT_CODE)
    return fault


def without_code(text: str) -> str:
    """The page with its code taken out; lines and the marks around code stay in place."""
    text = FENCED.sub(lambda match: f"{match['bar']}{match['about']}{only_lines(match)}", text)
    return _SPAN.sub(lambda match: f"`{only_lines(match)}`", text)


def _placed(faults: Iterator[Fault], lines: list[int]) -> Iterator[Fault]:
    for fault in faults:
        yield Fault(lines[min(fault.line, len(lines)) - 1], fault.what, fault.remedy)


def _with_lines(text: str, *, blocks: bool) -> tuple[str, list[int]]:
    """The page as HTML, and the page's line for each line of the HTML."""
    from markdown_it.token import Token

    text = _ATTRIBUTES.sub(lambda match: match[0].replace("<!--call:", "call:"), text)  # no block fits here
    tokens = []
    for token in parse(text, blocks=blocks):
        if token.map and token.nesting >= 0:
            tokens.append(Token("html_block", "", 0, content=f"<!--line:{token.map[0] + 1}-->"))
        if token.type == "html_block":
            token.content = _SPAN_ON_A_LINE.sub("``", token.content)
        tokens.append(token)
    content = render(tokens)
    lines, line = [], 1
    for row in content.split("\n"):
        places = _PLACE.findall(row)
        line = int(places[-1]) if places else line
        lines.append(line)
        line += 1
    return content, lines
