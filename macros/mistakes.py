"""What is wrong with what was saved, as it goes from the processes that find it to terminal and browser."""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypedDict

from handbook.source.problems import Problem

_PLACED = re.compile(r"(?P<place>[^\n]+?:\d+): (?P<what>.*?)(?:; (?P<remedy>[^;]*))?", re.DOTALL)


DATA, BUILD = "data", "build"
"""Where a mistake was found: in the data, or while the site was built."""


class Mistake(TypedDict):
    """One mistake; `place` is file and line, or "" if it stands in no file."""

    place: str
    what: str
    remedy: str


def of_problems(problems: Iterable[Problem]) -> list[Mistake]:
    """Problems of the data."""
    return [Mistake(place=f"{p.file}:{p.line}", what=p.what, remedy=p.remedy) for p in problems]


def of_messages(messages: Iterable[str]) -> list[Mistake]:
    """Messages of a build, each once; most begin with file and line and end with a remedy."""
    found = [(message, _PLACED.fullmatch(message)) for message in dict.fromkeys(messages)]
    placed = [
        Mistake(place=match["place"], what=match["what"], remedy=match["remedy"] or "")
        for _, match in found
        if match
    ]  # the others only say that something failed
    return placed or [Mistake(place="", what=message, remedy="") for message, _ in found]


def as_line(mistake: Mistake) -> str:
    """A mistake for the terminal."""
    said = "; ".join(filter(None, [mistake["what"], mistake["remedy"]]))
    return f"{mistake['place']}: {said}" if mistake["place"] else said


class Collector(logging.Handler):
    """Writes what a build says into a file, whichever of its processes says it."""

    def __init__(self, file: Path):
        super().__init__(logging.INFO)
        self._file = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def emit(self, record: logging.LogRecord) -> None:
        """Write one message, in one go, since several processes write."""
        os.write(self._file, json.dumps([record.levelno, record.getMessage()]).encode() + b"\n")


def notices(file: Path) -> list[str]:
    """The messages in such a file that are no mistakes."""
    serious = set(collected(file, logging.WARNING))
    return [message for message in dict.fromkeys(collected(file, logging.INFO)) if message not in serious]


def collected(file: Path, level: int) -> Iterator[str]:
    """The messages in such a file, from a level on."""
    if file.is_file():
        for line in file.read_bytes().splitlines():
            found, message = json.loads(line)
            if found >= level:
                yield message
