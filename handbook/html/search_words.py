"""Words of a text as the search engine compares them (`words.js` does it too), and which belong together."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

_PUNCTUATION = "–—‘“”…·→"  # outside ASCII and common, but for the apostrophe
# From ASCII to small letters, figures and spaces: several times as fast as a regular expression.
_SPACED = str.maketrans({code: " " for code in range(128) if not chr(code).isalnum()})
_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_APOSTROPHES = re.compile("['’ʼ]")
_POSSESSIVE = re.compile("['’ʼ]s$")
_NO_LETTER = re.compile(r"[^\w\x00-\x7f]")  # marks of accents are among these

# Affixes of the languages whose words change at their beginning. What is taken off need not be right: it only
# tells which words are likely to be wanted together.
_AFFIXES = {
    "id": (
        re.compile(r"^(?:di|ke|ber|ter|se)?(?:(?:me|pe)(?:ng|ny|m|n|r)?|di|ke|ber|ter|se)?(?=.{4})[ptks]?"),
        re.compile(r"(?<=.{3})(?:kan|an|i)?(?:nya)?$"),
    )
}


@lru_cache(2048)  # most texts are the same in all editions of regions
def words_of(text: str) -> list[str]:
    """The words of a text in order, only to be read: small letters, no accents, apostrophes, or English possessive."""
    small = text.lower()
    if not small.isascii():
        for sign in _PUNCTUATION:
            small = small.replace(sign, " ")
    if small.isascii() and "'" not in small:
        return small.translate(_SPACED).split()
    marks = "".join(sorted({c for c in _NO_LETTER.findall(small) if _is_mark(c)}))
    pattern = _with_marks(marks) if marks else _WORD
    words = (word if word.isascii() and "'" not in word else _folded(word) for word in pattern.findall(small))
    return [word for word in words if word]


@cache
def core_of(word: str, language: str) -> str:
    """What is left of a word without affixes, as far as can be told by its letters."""
    prefixes, suffixes = _AFFIXES.get(language, (None, None))
    if prefixes is None or suffixes is None or len(word) < 5:
        return word
    return suffixes.sub("", prefixes.sub("", word, count=1), count=1)


@cache
def _folded(word: str) -> str:
    bare = _APOSTROPHES.sub("", _POSSESSIVE.sub("", word))
    return "".join(c for c in unicodedata.normalize("NFD", bare) if not _is_mark(c))


@cache
def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


@cache
def _with_marks(marks: str) -> re.Pattern[str]:
    letter = rf"(?:[^\W_]|[{re.escape(marks)}])"
    return re.compile(f"{letter}+(?:['’ʼ]{letter}+)*")
