"""Sizes of files as readers know them."""

from __future__ import annotations

from babel import UnknownLocaleError
from babel.numbers import format_decimal

_KILO = 1000


def size_in_words(size: int, language: str) -> str:
    """A size in bytes as readers know it: 180 kB, 1.2 MB."""
    if size < _KILO * _KILO:
        return f"{max(1, round(size / _KILO))} kB"
    try:
        told = format_decimal(size / _KILO / _KILO, format="0.0", locale=language)
    except UnknownLocaleError:
        told = f"{size / _KILO / _KILO:.1f}"
    return f"{told} MB"
