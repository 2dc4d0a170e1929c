"""Phrases shared by messages: what a person may have meant, and why a file could not be read."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str], otherwise: str, count: int = 1) -> str:
    """A question with up to `count` of the known words that resemble `word`; `otherwise` if none does."""
    close = difflib.get_close_matches(word, list(known), n=count)
    return f"did you mean `{'` or `'.join(close)}`?" if close else otherwise


def reason_of(error: OSError) -> str:
    """Why the system refused something, in lower case."""
    return (error.strerror or str(error) or "unknown reason").lower()
