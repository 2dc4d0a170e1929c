"""The cases in tests/broken: what is broken, and what must be said about it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from handbook.source.translations import record_translations
from tests.label_kit import as_data
from tests.programme_copy import Copy

FOLDER = Path(__file__).parent / "broken"
_KEYS = {"name", "everywhere", "with_labels", "recorded", "before", "change", "expect"}
READING = "reading"  # stands for a rule where a problem is found while reading files


@dataclass(frozen=True)
class Expected:
    """One problem that must be found, by which rule, and whether it keeps the site from being built."""

    rule: str
    file: str
    line: int
    says: str
    blocks: bool


@dataclass(frozen=True)
class BrokenCase:
    """One way to break the small programme."""

    rule: str
    content: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.rule}: {self.content['name']}"

    def make(self, programme: Copy) -> list[Expected]:
        """Break `programme`, and say what must be found."""
        for old, new in self.content.get("everywhere", {}).items():
            for file in programme.data.glob("*.yaml"):
                file.write_text(re.sub(old, new, file.read_text(encoding="utf-8")), encoding="utf-8")
        if "with_labels" in self.content:
            programme.file("interface.yaml").unlink()
            labels = as_data(**self.content["with_labels"])
            programme.add("labels.yaml", json.dumps(labels, ensure_ascii=False))
        for change in self.content.get("before", ()):
            _apply(programme, change)
        if self.content.get("recorded"):
            record_translations(programme.read())
        for change in self.content["change"]:
            _apply(programme, change)
        return [self._expected(programme, dict(item)) for item in self.content["expect"]]

    def _expected(self, programme: Copy, item: dict[str, Any]) -> Expected:
        line = item.get("line")
        if line is None:
            text = programme.file(item["file"]).read_text(encoding="utf-8")
            place = text.index(item["at"], text.index(item.get("below", "")))
            # A marker that begins with line breaks or spaces still means the line of its first word.
            place += len(item["at"]) - len(item["at"].lstrip())
            line = text[:place].count("\n") + 1 + item.get("plus", 0)
        return Expected(item.get("by", self.rule), item["file"], line, item["says"], item.get("blocks", True))


def broken_cases() -> list[BrokenCase]:
    """Every case of every file."""
    cases = []
    for file in sorted(FOLDER.glob("*.yaml")):
        rule = READING if file.stem.startswith(READING) else file.stem
        for content in yaml.safe_load(file.read_text(encoding="utf-8")):
            assert set(content) <= _KEYS, (file, content["name"])
            cases.append(BrokenCase(rule, content))
    return cases


def _apply(programme: Copy, change: dict[str, Any]) -> None:
    if change.get("delete"):
        programme.file(change["file"]).unlink()
    elif "add" in change:
        programme.add(change["file"], change["add"])
    else:
        programme.change(change["file"], change["old"], change["new"], change.get("below", ""))
