"""Projects to be measured: the handbook of this repository, with made-up regions and nothing kept."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from bench.books import ROOT

_PATTERN = "99.71"  # the region of this repository's example
_PROVINCE, _EACH = 40, 99  # no province has a code from 40 to 49
_GROUP = "1-3"


def code_of(number: int) -> str:
    """The code of a made-up region; none that a real one has."""
    return f"{_PROVINCE + number // _EACH}.{1 + number % _EACH:02}"


def region(number: int, pattern: dict[str, Any]) -> dict[str, Any]:
    """What the file of a region holds: two tasks of one group, a note, two agencies, as in `pattern`."""
    code = code_of(number)
    about = {
        **pattern["region"],
        "name": {"id": f"Kota Rekaan {number}", "en": f"Invented City {number}"},
        "stage": number % 6 + 1,
        "logo": f"{code}.svg",
    }
    tasks = {
        f"{code}/{place}": {**task, "group": _GROUP}
        for place, task in enumerate(pattern["local_tasks"].values(), start=1)
    }
    return {"region": about, "local_tasks": tasks}


def write_project(folder: Path, count: int) -> Path:
    """Write a project with so many regions into a new folder, which holds nothing from earlier builds."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "tests"))
    regions = folder / "regions"
    regions.mkdir()
    pattern = yaml.safe_load((ROOT / "regions" / f"{_PATTERN}.yaml").read_text(encoding="utf-8"))
    for number in range(count):
        text = yaml.safe_dump(region(number, pattern), allow_unicode=True, sort_keys=False)
        (regions / f"{code_of(number)}.yaml").write_text(text, encoding="utf-8")
        shutil.copy(ROOT / "regions" / f"{_PATTERN}.svg", regions / f"{code_of(number)}.svg")
    return folder
