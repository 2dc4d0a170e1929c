"""Whether a word is spelt correctly: a dictionary, own words, and the inflections of a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from handbook.spelling.dictionaries import Dictionary
from handbook.spelling.indonesian import BOUND, other_forms

# Suffixes that any word can have; dictionaries know such forms of some words only.
ENDINGS = {"id": ("nya", "lah", "kah", "pun"), "en": ("'s",)}
BEFORE_HYPHEN = {"id": BOUND}
OTHER_FORMS = {"id": other_forms}
_SHORTEST = 3  # letters that must be left when an ending is removed
_WORD = re.compile(r"\w+(?:[-']\w+)*")
_HYPHENS = str.maketrans({"‑": "-", "‐": "-", "’": "'"})
_ADDRESS = re.compile(
    r"\w+://\S+|[\w.+-]+@[\w.-]+|www\.\S+|"  # web and e-mail
    r"(?<![\w.])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?![\w])(?:/\S*)?|"  # a host's or file's name
    r"\{\w+\}"  # placeholders that a page fills
)


class Speller:
    """Checks the words of one language.

    `dictionary` is Hunspell's; `own` are words that it lacks: with a capital they require it, else they may
    have one. Results are cached.
    """

    def __init__(self, language: str, dictionary: Dictionary, own: Iterable[str] = ()):
        self._dictionary = dictionary
        self._own = frozenset(word.translate(_HYPHENS) for word in own)
        self._endings = ENDINGS.get(language, ())
        self._bound = BEFORE_HYPHEN.get(language, ())
        self._other_forms = OTHER_FORMS.get(language, _none)
        self.knows = cache(self._knows)

    def unknown(self, text: str) -> Iterator[str]:
        """Words of a text that are spelt wrong, in their order."""
        return (word for word in words(text) if not self.knows(word))

    def _knows(self, word: str) -> bool:
        parts = word.split("-")
        if len(parts) == 1:
            return self._part(word)
        return self._listed(word) or all(map(self._part_of_several, ["", *parts], parts))

    def _part_of_several(self, before: str, part: str) -> bool:
        if part in self._endings:  # PDF-nya has a hyphen, aturannya has none
            return _is_no_word(before)
        return self._part(part) or (not before and part.lower() in self._bound)

    def _part(self, part: str) -> bool:
        if _is_no_word(part) or self._listed(part) or any(map(self._part, self._stems(part))):
            return True
        return any(map(self._listed, self._other_forms(part.lower())))

    def _stems(self, part: str) -> Iterator[str]:
        for ending in self._endings:
            stem = part.removesuffix(ending)
            if stem != part and len(stem) >= _SHORTEST:
                yield stem

    def _listed(self, word: str) -> bool:
        forms = {word, word.lower()} if word[0].isupper() else {word}
        return any(form in self._own or self._dictionary.lookup(form) for form in forms)


def _none(_word: str) -> Iterator[str]:
    return iter(())


def words(text: str) -> Iterator[str]:
    """Words of a plain text in order; addresses, placeholders and parts of words (meng-, -nya) left out."""
    plain = _ADDRESS.sub(" 0 ", text).translate(_HYPHENS)
    for match in _WORD.finditer(plain):
        start, end = match.span()
        if "-" not in (plain[max(start - 1, 0) : start], plain[end : end + 1]):
            yield match[0]


def _is_no_word(part: str) -> bool:
    """A single letter, a number or code (A1, 3R), an abbreviation (UNESCO, PDFs)."""
    return len(part) < 2 or any(c.isdigit() or c == "_" for c in part) or sum(map(str.isupper, part)) >= 2
