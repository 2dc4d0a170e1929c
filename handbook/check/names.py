"""Names for files that checks propose: ready to be used as they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import count


def plain_word(word: str) -> str:
    """A word in small letters of ASCII, digits and hyphens; "" if nothing is left."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in letters if not unicodedata.combining(c))).strip("-")


def free_name(stem: str, ending: str, taken: Container[str]) -> str:
    """A name in small letters that is still free, with a number if the first choice is."""
    first = stem.split(".", maxsplit=1)[0].strip().lower()
    names = (f"{first}{f'-{number}' if number > 1 else ''}{ending}" for number in count(1))
    return next(name for name in names if name not in taken)
