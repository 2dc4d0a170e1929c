"""A neutral bilingual programme of any size, always the same for the same size."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_ROWS = {
    "id": "air warga rapat berkas jadwal lokasi peta layanan daftar catatan usulan anggaran rencana",
    "en": "water people meeting paper calendar site map service list note proposal budget plan",
}
WORDS = {language: row.split() for language, row in _ROWS.items()}
LANGUAGES = ("id", "en")


@dataclass(frozen=True)
class Size:
    """How many records of each kind."""

    name: str
    stages: int
    roles: int
    tasks: int
    terms: int

    @property
    def pages(self) -> int:
        """Pages that stand for one record each, in one language."""
        return self.stages + self.roles + self.tasks


SIZES = {
    "small": Size("small", stages=6, roles=7, tasks=13, terms=60),
    "medium": Size("medium", stages=60, roles=200, tasks=1000, terms=500),
    "large": Size("large", stages=100, roles=500, tasks=5000, terms=2000),
}


class Writer:
    """Makes texts from a seeded row of words, as long as those of a real handbook."""

    def __init__(self, seed: int):
        self._random = random.Random(seed)
        self._count = 0

    def text(self, words: int) -> dict[str, str]:
        """A text in both languages; a running number keeps each one different from all others."""
        self._count += 1
        row = [self._random.randrange(len(WORDS["id"])) for _ in range(words)]
        texts = {code: " ".join(WORDS[code][n] for n in row) for code in LANGUAGES}
        return {code: f"{texts[code].capitalize()} {self._count}." for code in LANGUAGES}

    def statement(self, words: int, **extra: Any) -> dict[str, Any]:
        """A text with its ground."""
        return {**self.text(words), "ground": "editorial", **extra}

    def statements(self, number: int, words: int) -> list[dict[str, Any]]:
        """Several statements."""
        return [self.statement(words) for _ in range(number)]


def programme(size: Size) -> dict[str, Any]:
    """The data of a programme, as it stands in a data file."""
    writer = Writer(size.stages)
    half = size.stages // 2
    numbers = [str(n + 1) for n in range(size.stages)]
    groups = {"one": numbers[:half], "two": numbers[half:]}
    split = size.tasks // 2
    return {
        "programme": {
            "title": {"id": "Buku Uji", "en": "Test Book"},
            "tagline": writer.text(8),
            "name": {"id": "Kerja Uji", "en": "Test Work"},
            "languages": list(LANGUAGES),
            "language_names": {"id": "Bahasa Indonesia", "en": "English"},
            "edition": "1",
            "date": "2026-01-01",
            "publisher": {"id": "Penguji", "en": "Testers"},
            "licence": {"name": "MIT", "address": "https://example.org/licence"},
            "plain_abbreviations": ["MIT"],
        },
        "groups": {
            key: {"name": writer.text(2), "summary": writer.statement(12), "stages": stages}
            for key, stages in groups.items()
        },
        "stages": {number: _stage(writer) for number in numbers},
        "roles": {f"role-{n + 1}": _role(writer) for n in range(size.roles)},
        "tasks": {
            f"T{n + 1}": _task(writer, n, split, size, groups["one" if n < split else "two"])
            for n in range(size.tasks)
        },
        "partners": {f"partner-{n + 1}": _partner(writer) for n in range(5)},
        "terms": {
            f"term-{n + 1}": {"name": writer.text(2), "definition": writer.statement(14)}
            for n in range(size.terms)
        },
    }


def write(size: Size, folder: Path) -> None:
    """Write the programme of a size as a data folder."""
    folder.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(programme(size), Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=10**6)
    (folder / "programme.yaml").write_text(text, encoding="utf-8")


_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def _stage(writer: Writer) -> dict[str, Any]:
    return {
        "name": writer.text(3),
        "summary": writer.statement(14),
        "aims": writer.statements(3, 12),
        "entry": writer.statements(3, 10),
        "outputs": writer.statements(3, 8),
        "first_month": writer.statements(6, 10),
        "checklist": writer.statements(14, 9),
        "risks": [writer.statement(8, sign=writer.text(8), response=writer.text(9)) for _ in range(4)],
        "partners": ["partner-1", "partner-2"],
    }


def _role(writer: Writer) -> dict[str, Any]:
    return {
        "name": writer.text(2),
        "summary": writer.statement(12),
        "groups": {key: {"description": writer.statement(16)} for key in ("one", "two")},
        "meaning": writer.statements(3, 12),
        "do": writer.statements(3, 9),
        "avoid": writer.statements(3, 9),
    }


def _task(writer: Writer, number: int, split: int, size: Size, stages: list[str]) -> dict[str, Any]:
    first = number < split
    other = number + split if first else number - split
    paired = other < size.tasks and (not first or other >= split) and (first or other < split)
    return {
        "name": writer.text(4),
        "group": "one" if first else "two",
        "summary": writer.statement(16),
        "counterpart": f"T{other + 1}" if paired else "none",
        "purpose": writer.statements(2, 14),
        "steps": [writer.statement(12, who=writer.text(4), leaves=writer.text(5)) for _ in range(6)],
        "partners": [_share(writer, n + 1) for n in range(3)],
        "outputs": writer.statements(3, 6),
        "evidence": writer.statements(4, 7),
        "mistakes": [writer.statement(8, instead=writer.text(9)) for _ in range(3)],
        "roles": [{"role": f"role-{number % size.roles + 1}", "why": writer.text(8), "ground": "editorial"}],
        "stages": [{"stage": stages[number % len(stages)], "ground": "editorial"}],
    }


def _share(writer: Writer, number: int) -> dict[str, Any]:
    gives, gets = writer.text(7), writer.text(7)
    return {"partner": f"partner-{number}", "gives": gives, "gets": gets, "ground": "editorial"}


def _partner(writer: Writer) -> dict[str, Any]:
    return {"name": writer.text(2), "summary": writer.statement(12), "duties": writer.statements(3, 10)}
