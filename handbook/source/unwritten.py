"""The words that `handbook new` leaves where people have to write: made and recognised here."""

from __future__ import annotations

import re

ADDRESS = "https://example.org/to-be-written"
_WORDS = "to be written"
_LEFT = re.compile(rf"\b{_WORDS} \([a-z]{{2,3}}\)|\A\W*{_WORDS}\W*\Z|{re.escape(ADDRESS)}", re.IGNORECASE)


def unwritten(language: str = "") -> str:
    """The placeholder for a text, in a language or in none."""
    return f"{_WORDS} ({language})" if language else _WORDS


def is_unwritten(text: str) -> bool:
    """Whether a text, or a part of it, is still what `handbook new` left."""
    return "written" in text.lower() and bool(_LEFT.search(text))
