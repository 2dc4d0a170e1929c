"""Indonesian words that are correct because another word is, if the dictionary lacks their form.

Two rules of the language: from *melengkapi* follow the imperative *lengkapi* and the passive *dilengkapi*;
and bound forms such as *antar* are joined to the next word.
"""

from __future__ import annotations

from collections.abc import Iterator

BOUND = ("antar", "non", "pasca", "pra", "sub")
_VERB_ENDINGS = ("kan", "i")
_SHORTEST = 4  # letters of a base
# First letters of a base, with the prefix of the active form; "-" drops the first letter.
_ACTIVE = (
    ("aeiou", "meng"),
    ("gh", "meng"),
    ("k", "meng-"),
    ("bfv", "mem"),
    ("p", "mem-"),
    ("p", "mem"),  # memproses: two consonants stay
    ("cdjz", "men"),
    ("t", "men-"),
    ("t", "men"),  # mentransfer
    ("s", "meny-"),
    ("s", "men"),  # menstandarkan
    ("lmnrwy", "me"),
)


def other_forms(word: str) -> Iterator[str]:
    """Words in lower case, one of which must be known for `word` to be correct."""
    # Without such an ending the active form proves nothing: *meningkat* is a word, *ditingkat* a mistake.
    if word.endswith(_VERB_ENDINGS):
        for base in (word, word.removeprefix("di")):
            if len(base) >= _SHORTEST:
                yield from _active(base)
    for bound in BOUND:
        base = word.removeprefix(bound)
        if base != word and len(base) >= _SHORTEST:
            yield base


def _active(base: str) -> Iterator[str]:
    for letters, prefix in _ACTIVE:
        if base[0] in letters:
            yield prefix.removesuffix("-") + (base[1:] if prefix.endswith("-") else base)
