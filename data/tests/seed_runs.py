"""Runs of eight words of the text that the handbook was made from, as hashes.

The text itself is not in the repository; with the hashes a public clone can check all the same that no
sentence of it was taken over. `python data/tests/seed_runs.py FILE…` writes them anew from the text.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

SIZE = 8
HASHES = Path(__file__).parent / "seed_runs.txt"


def runs(text: str) -> Iterator[tuple[int, str]]:
    """Line and hash of each run of words."""
    words = [
        (word, number)
        for number, line in enumerate(text.splitlines(), 1)
        for word in re.findall(r"[\w-]+", line.lower())
    ]
    for start in range(len(words) - SIZE + 1):
        held = " ".join(word for word, _ in words[start : start + SIZE])
        yield words[start][1], hashlib.sha256(held.encode()).hexdigest()[:16]


def hashes(texts: Iterable[str]) -> set[str]:
    """The hashes of all runs of some texts."""
    return {held for text in texts for _, held in runs(text)}


def known_hashes() -> set[str]:
    """The hashes of the text that the handbook was made from."""
    return set(HASHES.read_text(encoding="ascii").split())


if __name__ == "__main__":
    found = hashes(Path(name).read_text(encoding="utf-8") for name in sys.argv[1:])
    HASHES.write_text("".join(f"{held}\n" for held in sorted(found)), encoding="ascii")
