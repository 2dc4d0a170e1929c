"""Abbreviations in texts: two or more capitals in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.markup import inline

_ABBREVIATION = re.compile(r"(?<![\w/@#.-])[A-Z]{2,}(?:-[A-Z]+)*(?![\w@])")
_CAPITALS = re.compile(r"[A-Z][A-Z]")
_ROMAN = re.compile(r"[IVXLC]+")


def abbreviations_in(words: str) -> Iterator[str]:
    """Abbreviations that occur in a text in inline Markdown, Roman numerals left out."""
    plain = without_marks(words)
    if not _CAPITALS.search(plain):
        return
    for match in _ABBREVIATION.finditer(plain):
        if not _ROMAN.fullmatch(match[0]):
            yield match[0]


def without_marks(words: str) -> str:
    """A text without its marks; a link without words of its own leaves nothing."""
    return inline.to_plain(words, lambda _target: ("", ""))
