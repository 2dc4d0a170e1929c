"""Texts cut to a length that somebody else has set."""

from __future__ import annotations

_LOOSE_ENDS = " ,;:–-(“‘"


def cut_at_words(text: str, limit: int) -> str:
    """As many whole words of a text as fit into `limit` characters; part of a word where none does.

    White space is folded, and no comma or opening mark is left at the end.
    """
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    whole = text[: limit + 1].rpartition(" ")[0].rstrip(_LOOSE_ENDS)
    return whole or text[:limit]
