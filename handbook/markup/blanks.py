"""Blanks in the texts of papers: `{day and date}` is a place to write, and the words in braces say what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLANK = re.compile(r"\{([^{}]*)\}")
_FOREIGN = re.compile(r"\]\{[a-z]{2,3}\}")  # the end of a phrase in another language
_MARKS = frozenset("[]*_`<>")


@dataclass(frozen=True)
class Blank:
    """A place to write. `beside` is true if its hint stands beside it anyway, as the name of a field does."""

    hint: str
    beside: bool = False


Line = tuple[str | Blank, ...]
"""Words and blanks in their order."""


def line(words: str) -> Line:
    """Plain words as a line."""
    pieces = _BLANK.split(words)
    made = (Blank(piece.strip()) if place % 2 else piece for place, piece in enumerate(pieces))
    return tuple(piece for piece in made if piece != "")


def said(held: Line) -> str:
    """A line in words alone, where blanks say their hints."""
    return "".join(piece.hint if isinstance(piece, Blank) else piece for piece in held)


def is_alone(held: Line) -> bool:
    """Whether a line is one blank, with a sign beside it at most."""
    rest = "".join(piece for piece in held if isinstance(piece, str)).strip()
    return sum(isinstance(piece, Blank) for piece in held) == 1 and len(rest) < 2


def count_blanks(text: str) -> int:
    """How many blanks a text in inline Markdown has."""
    return len(_BLANK.findall(_FOREIGN.sub("]", text)))


def faults(text: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the blanks of a text in inline Markdown, and what to do."""
    bare = _FOREIGN.sub("]", text)
    for hint in _BLANK.findall(bare):
        if not hint.strip():
            yield "a blank has no hint", "say between the braces what is to be written, such as {date}"
        elif _MARKS & set(hint):
            yield f"the hint of the blank {{{hint}}} has marks", "write plain words between the braces"
    rest = _BLANK.sub("", bare)
    if "{" in rest:
        yield f"a blank is not closed: “{_around(rest, '{')}”", "write `}` behind its hint, such as {date}"
    elif "}" in rest:
        yield f"a blank is not opened: “{_around(rest, '}')}”", "write `{` before its hint, such as {date}"


def _around(words: str, sign: str) -> str:
    """The place of a sign in words."""
    place = words.index(sign)
    return words[max(0, place - 15) : place + 15].strip()
