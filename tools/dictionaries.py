"""Dictionaries for the spelling check."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.spelling.dictionaries import find, package, remedy
from tools.machine import Lack


def lacks(languages: Iterable[str]) -> list[Lack]:
    """Languages that have no dictionary on this machine.

    Raises:
        NoSpelling: if `HANDBOOK_DICTIONARIES` names a folder that does not exist.
    """
    return [
        Lack(f"a Hunspell dictionary for {code}", (package(code),), remedy([code]))
        for code in languages
        if find(code) is None
    ]
