"""The data in a made-up language that brackets every text, and the words that stand outside of brackets."""

from __future__ import annotations

import re
from typing import Any

CODE = "qx"


def made_up(value: Any) -> Any:
    """The data with its English put into a language that brackets every text."""
    if isinstance(value, dict):
        if isinstance(value.get("en"), str):
            return {CODE if k == "en" else k: f"⟦{v}⟧" if k == "en" else made_up(v) for k, v in value.items()}
        return {CODE if key == "en" else key: made_up(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [made_up(item) for item in value]
    return value


# Not translated: numbers and signs, codes of records and sources, addresses, files, dates, titles of sources.
PLAIN = re.compile(
    r"[\W\d_]*(?:[A-Z]{1,2}\d*|\d{4}-\d\d-\d\d|https?://\S+|(?:pdf|pictures)/\S+|QX|ID|Qx|QxQX)?[\W\d_]*"
)


def bare(text: str) -> str:
    """The words of a text that stand outside all brackets and are not plain."""
    outside, depth = [], 0
    for character in text:
        depth += (character == "⟦") - (character == "⟧")
        outside.append(" " if depth or character == "⟧" else character)
    return " ".join(word for word in "".join(outside).split() if not PLAIN.fullmatch(word))
