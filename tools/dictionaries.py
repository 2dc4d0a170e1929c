"""Dictionaries for the tests of the spelling check."""

from __future__ import annotations

from handbook.spelling.dictionaries import find, package, remedy
from tools.machine import Lack

LANGUAGES = ("id", "en")  # of the small programmes that tests read, whatever the one in data/ is written in


def lacks() -> list[Lack]:
    """Languages of the tests that have no dictionary on this machine.

    Raises:
        NoSpelling: if `HANDBOOK_DICTIONARIES` names a folder that does not exist.
    """
    return [
        Lack(f"a Hunspell dictionary for {code}", (package(code),), remedy([code]))
        for code in LANGUAGES
        if find(code) is None
    ]
