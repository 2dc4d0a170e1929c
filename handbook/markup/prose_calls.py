"""The macro calls of a hand-written page, such as `{{ about("title") }}`: the only template syntax allowed.

No template engine sees a hand-written page. Code, and anything between `{% raw %}` and `{% endraw %}`, is
text; anything else in double braces must be a call from the list below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from handbook.model.publication import About
from handbook.model.text import Text

# Fields of the programme that a page may name, and which argument each macro takes: one of these, or none.
FIELDS = tuple(n for n, field in About.model_fields.items() if field.annotation in (Text, str, str | None))
MACROS: Mapping[str, tuple[str, ...]] = {"about": FIELDS, "notice": (), "route": (), "doors": ()}
BLOCKS = frozenset({"notice", "route", "doors"})  # macros that make blocks of HTML, not words

_QUOTED = r""""[^"\n{}\\]*"|'[^'\n{}\\]*'"""
_PIECE = re.compile(
    r"^(?P<fence>(?P<above>[ \t>]*)(?P<bar>`{3,}|~{3,})[^\n]*\n.*?^[ \t>]*(?P=bar)[ \t]*$)"
    r"|(?<![`\\])(?P<span>(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`))"
    r"|\{%-?\s*raw\s*-?%\}(?P<raw>.*?)\{%-?\s*endraw\s*-?%\}"
    r"|(?P<note>\{#.*?#\})"
    rf"|\{{\{{\s*(?P<name>\w+)\(\s*(?P<arguments>(?:(?:{_QUOTED})(?:\s*,\s*(?:{_QUOTED}))*)?)\s*\)\s*\}}\}}"
    r"|(?P<other>\{\{[^\n]*?\}\}|\{%[^\n]*?%\}|\{\{|\{%|\{#)",
    re.DOTALL | re.MULTILINE,
)
_ARGUMENT = re.compile(_QUOTED)
_REMEDY = 'write a call such as {{ about("title") }}, or put text with braces between backticks'
_REMEDIES = {"{#": "write {: #name } for an anchor, or put text with braces between backticks"}


@dataclass(frozen=True)
class Call:
    """A macro call on a line of a page."""

    line: int
    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class Fault:
    """Something that a page may not contain: what, on which line, and what to do."""

    line: int
    what: str
    remedy: str


def misplaced(line: int) -> Fault:
    """The fault if a call that makes blocks is where no block can be."""
    what = "a macro call stands inside a tag, an address or code"
    return Fault(line, what, "write it on a line of its own, at the left edge")


def pieces(page: str) -> Iterator[str | Call | Fault]:
    """The page in order: text that stays as it is, calls, and anything else."""
    end = 0
    for match in _PIECE.finditer(page):
        yield page[end : match.start()]
        end = match.end()
        if match["name"]:
            quoted = tuple(word[1:-1] for word in _ARGUMENT.findall(match["arguments"]))
            yield Call(_line(page, match.start()), match["name"], quoted)
        elif match["other"]:
            what = f"“{match[0][:60]}” is no macro call that a page may hold"
            yield Fault(_line(page, match.start()), what, _REMEDIES.get(match[0], _REMEDY))
        elif match["note"] is None:
            yield match[0] if match["raw"] is None else match["raw"]
    yield page[end:]


def filled(page: str, call: Callable[[Call], str]) -> str:
    """The page with its calls replaced by what `call` returns; what is neither text nor call is left out."""
    return "".join(
        piece if isinstance(piece, str) else call(piece) if isinstance(piece, Call) else ""
        for piece in pieces(page)
    )


def call_faults(page: str) -> Iterator[Fault]:
    """Template syntax of a page that is not a call of a listed macro with its right arguments."""
    if "{{" not in page and "{%" not in page and "{#" not in page:
        return
    for piece in pieces(page):
        if isinstance(piece, Fault):
            yield piece
        elif isinstance(piece, Call):
            known = MACROS.get(piece.name)
            if known is None:
                what, names = f"there is no macro `{piece.name}` for pages", ", ".join(MACROS)
                yield Fault(piece.line, what, f"use one of: {names}; or put it between backticks")
            elif not known and piece.arguments:
                yield Fault(
                    piece.line, f"`{piece.name}` takes no argument", f"write {{{{ {piece.name}() }}}}"
                )
            elif known and (len(piece.arguments) != 1 or piece.arguments[0] not in known):
                what = (
                    f"`{piece.name}` cannot be asked for {', '.join(map(repr, piece.arguments)) or 'nothing'}"
                )
                yield Fault(piece.line, what, f"name one of: {', '.join(known)}")


def _line(page: str, place: int) -> int:
    return page.count("\n", 0, place) + 1
