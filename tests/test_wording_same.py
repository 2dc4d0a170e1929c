"""Entries of the style sheet are passed over by their words only where their expressions find nothing."""

from __future__ import annotations

import random
import re

from handbook.check.forms import _strings
from handbook.check.wording import _folded, _found, _Sheet
from handbook.model.publication import Style
from handbook.model.traverse import entries
from handbook.source.load import read
from tests.places import LIBRARIES

_ODD = "İıſKßẞςΣσµμéÉΐΐ\u0345ιΙǅ"
_SIGNS = [" ", "  ", "\n", "-", "/", "’", ".", "…", "_", "@", "(", ")"]
_LETTERS = ["di", "ke", "kota", "KOTA", "Straße", "ΟΔΟΣ", "i", "I", *_ODD]


def _style(random_: random.Random) -> Style:
    def phrase() -> str:
        words = [
            "".join(random_.choices(_LETTERS, k=random_.randint(1, 2))) for _ in range(random_.randint(1, 3))
        ]
        return random_.choice(["", "", "", "-"]) + random_.choice([" ", " ", "-", "  "]).join(words)

    return Style(
        language="id",
        use="x",
        avoid=[phrase() for _ in range(random_.randint(1, 4))],
        **{"except": [phrase()] if random_.random() < 0.3 else []},
        case=random_.random() < 0.4,
        why={"id": "Sebab.", "en": "Cause."},
    )


def _plainly(style: list[Style], words: str) -> list[tuple[str, str, int]]:
    """What one expression for each entry finds."""
    result = []
    for entry in style:

        def pattern(phrases: tuple[str, ...], entry: Style = entry) -> re.Pattern[str]:
            written = (r"\s+".join(map(re.escape, p.split())) for p in sorted(phrases, key=len, reverse=True))
            flags = re.NOFLAG if entry.case else re.IGNORECASE
            return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)", flags)

        right = [m.span() for m in pattern(entry.allowed).finditer(words)] if entry.allowed else []
        for match in pattern(entry.avoid).finditer(words):
            if not any(start <= match.start() and match.end() <= end for start, end in right):
                result.append((" ".join(match[0].split()), entry.use, match.start()))
    return result


def test_what_is_found_by_words_is_what_each_expression_finds() -> None:
    random_, found = random.Random(20), 0
    for _ in range(50):
        style = [_style(random_) for _ in range(6)]
        sheet = _Sheet(style)
        forms = [form for entry in style for form in entry.avoid]
        for _ in range(20):
            pieces = [random_.choice([*_LETTERS, *forms, *(f.swapcase() for f in forms)]) for _ in range(8)]
            words = "".join(piece + random_.choice(_SIGNS) for piece in pieces).replace("@", "#")
            wanted = _plainly(style, words)
            found += len(wanted)
            assert list(_found(sheet, words)) == wanted, (forms, words)
    assert found > 300


def test_letters_that_are_equal_without_case_fold_to_the_same() -> None:
    every = map(chr, range(0x110000))
    cased = [c for c in every if c.lower() != c or c.upper() != c or c.casefold() != c]
    pool = "".join(cased)
    for char in cased[::40]:
        for other in re.compile(re.escape(char), re.IGNORECASE).findall(pool):
            assert _folded(char) == _folded(other), (char, other)


def test_every_string_of_an_entry_is_looked_at() -> None:
    programme = read(LIBRARIES).readable
    assert programme is not None
    for _, entry in entries(programme):
        held = {name for name in type(entry).model_fields if type(getattr(entry, name)) is str}
        assert held <= set(_strings(type(entry))), type(entry)
