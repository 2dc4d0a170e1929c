"""Where sentences end, and how many words they have."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.?!…]+[)\]”’»\"']*(?=\s|$)")
_LAST_WORD = re.compile(r"[^\s(\[“‘«\"']*$")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,3}|[^\W\d_]")  # e.g, a.n, Ph.D, and the B of B. J.
# After these a sentence continues, whatever follows …
_TITLE = re.compile(
    "approx|cf|dr|dra|drs|hj|ir|jl|jln|kab|kec|kel|mr|mrs|ms|ny|prof|prov|sdr|st|tn|vs|yth", re.IGNORECASE
)
# … and after these if a number follows; otherwise they are ordinary words (“no”, “hal”).
_BEFORE_NUMBER = re.compile("art|ay|fig|hal|hlm|no|nos|p|pp|ps|tab|tgl|vol", re.IGNORECASE)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence of a plain text, with the position where it begins."""
    start = 0
    for end in _END.finditer(text):
        if _goes_on(text[start : end.start()], end[0], text[end.end() :].lstrip()):
            continue
        yield from _stripped(text, start, end.end())
        start = end.end()
    yield from _stripped(text, start, len(text))


def count_words(sentence: str) -> int:
    """Words between spaces; what has neither letter nor digit, such as a dash, is not counted."""
    return sum(any(char.isalnum() for char in word) for word in sentence.split())


def _goes_on(before: str, mark: str, after: str) -> bool:
    """Whether the sentence continues after a mark that could end it."""
    if after[:1].islower():
        return True
    if mark != ".":
        return False
    last = _LAST_WORD.search(before)
    word = last[0] if last else ""
    if before.strip().isdigit():
        return True  # “1. First”
    if _BEFORE_NUMBER.fullmatch(word):
        return after[:1].isdigit()
    return bool(_TITLE.fullmatch(word) or _INITIALS.fullmatch(word))


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    sentence = text[start:end]
    if sentence.strip():
        yield start + len(sentence) - len(sentence.lstrip()), sentence.strip()
