"""Copies of the small programme that tests may break."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from handbook.check import problems
from handbook.source.load import Dataset, read
from handbook.source.problems import Problem
from tests.places import LIBRARIES

_LINE_BREAK = re.compile(rb"\r\n|\r|\n")  # as editors count lines

# Labels that the copy has for its own in the place of those that ship.
INTERFACE = """\
labels:
  task.steps: {id: "Langkah", en: "Steps"}
  doors:
    all_tasks: {id: "{count} pinjaman", en: "{count} loans"}
  ground:
    source: {id: "Sumber", en: "Source"}
"""


@dataclass(frozen=True)
class Copy:
    """A copy of the small programme in `root`: `data`, and `docs` where a test makes it."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    def file(self, name: str) -> Path:
        """A data file, or a file of prose where the name begins with `docs/`."""
        return self.root / name if name.startswith("docs/") else self.data / name

    def change(self, name: str, old: str, new: str, below: str = "") -> None:
        """Put `new` in the place of the first `old` after `below`."""
        text = self.file(name).read_text(encoding="utf-8")
        start = text.index(below)
        assert old in text[start:], f"{old!r} does not stand in {name} below {below!r}"
        self.file(name).write_text(text[:start] + text[start:].replace(old, new, 1), encoding="utf-8")

    def add(self, name: str, text: str) -> None:
        """Append to a file, or make it."""
        file = self.file(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        file.write_text(before + text, encoding="utf-8")

    def read(self) -> Dataset:
        docs = self.root / "docs"
        return read(self.data, docs if docs.exists() else None)

    def problems(self) -> list[Problem]:
        return problems(self.read())

    def short(self, problem: Problem) -> str:
        """The file that a problem names, as `file` takes it; "." for the folder."""
        file = Path(problem.file)
        return file.relative_to(self.data if file.is_relative_to(self.data) else self.root).as_posix()


def copy_programme(root: Path) -> Copy:
    """A copy below `root`, with labels of its own."""
    shutil.copytree(LIBRARIES, root / "data")
    (root / "data" / "interface.yaml").write_text(INTERFACE, encoding="utf-8")
    return Copy(root)


def assert_well_said(found: list[Problem], root: Path) -> None:
    """Each problem is one line with a file that is there, a line of that file, what is wrong, what to do."""
    lines: dict[str, int] = {}
    for problem in found:
        assert re.fullmatch(r".+:\d+: .+; .+", str(problem)), problem
        assert problem.what.strip(), problem
        assert problem.remedy.strip(), problem
        file = Path(problem.file)
        assert file.is_relative_to(root), problem
        assert problem.line >= 1, problem
        if problem.line > 1 and file.is_file():
            if problem.file not in lines:
                lines[problem.file] = len(_LINE_BREAK.findall(file.read_bytes())) + 1
            assert problem.line <= lines[problem.file], problem
