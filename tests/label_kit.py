"""Labels as tests need them: those that templates and code ask for, and a data file with those that ship."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from handbook.resources import PACKAGE
from handbook.source.labels import shipped

# Labels are asked for as t("some.key"), label("some.key"), in print say("some.key").
_CALL = re.compile(r"""\b(?:t\(|say(?:-both)?\(|label\(|labels\[)\s*["']([\w.-]+)["'](?!\s*~)""")
_FAMILY = re.compile(r"""\b(?:t\(|label\(|labels\[)\s*f?["']([\w.-]+\.)(?:\{|["']\s*~)""")
_ENDINGS = {".html", ".py", ".xml", ".md", ".typ"}


@cache
def asked_for(*folders: Path) -> tuple[frozenset[str], tuple[str, ...]]:
    """Labels named in templates and code, and beginnings of those that are put together there."""
    asked: set[str] = set()
    families: set[str] = set()
    for folder in folders or (PACKAGE, PACKAGE.parent / "macros"):
        for file in sorted(folder.rglob("*")):
            if file.suffix in _ENDINGS:
                text = file.read_text(encoding="utf-8")
                asked.update(_CALL.findall(text))
                families.update(_FAMILY.findall(text))
    return frozenset(asked), tuple(sorted(families))


def as_data(**languages: str) -> dict[str, Any]:
    """A data file that holds every label that ships; with `jv="en"` those of `jv` are English, and marked."""
    return {
        "labels": {
            key: {c: text[held] if c == held else f"{c} {text[held]}" for c, held in languages.items()}
            for key, text in shipped().items()
        }
    }


def with_labels(folder: Path) -> Iterator[tuple[str, Any]]:
    """Names and contents of the data files in a folder, and a file that holds every label that ships."""
    for file in folder.glob("*.yaml"):
        yield file.name, yaml.safe_load(file.read_text(encoding="utf-8"))
    yield "interface.yaml", as_data(id="id", en="en")
