"""Files of regions for the small programme of the tests, and a project that has some."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

from handbook.check.regions import region_problems
from handbook.source.load import Dataset, read
from handbook.source.region_file import RegionalDataset
from tests.places import LIBRARIES, LIBRARIES_DOCS, ROOT
from tests.site_builds import QUIET

CODE = "32.75"
REGION = """region:
  name: {id: "Kota Rekaan", en: "Invented City"}
  kind: city
  province: {id: "Provinsi Rekaan", en: "Invented Province"}
  stage: "1"
  example: true
  decree: {number: "12/2026", date: "2026-03-02", title: {id: "Pembentukan", en: "Formation"}}
  agencies:
    sekolah: {id: "SD Rekaan 1", en: "Invented School 1"}
  notes:
    p/penerbit:
      - {id: "Penerbit setempat buka hari Senin.", en: "The local publisher is open on Mondays."}
  links:
    - {name: {id: "Situs kota", en: "Website of the city"}, address: "https://example.org/kota"}
local_tasks:
  32.75/1:
    group: siap
    name: {id: "Mendata rak kosong", en: "Counting empty shelves"}
    summary: {id: "Wali Kota meminta daftar rak.", en: "The Mayor asks for a list of shelves."}
    steps:
      - id: "Hitung rak."
        en: "Count the shelves."
        who: {id: "Relawan", en: "Volunteers"}
        leaves: {id: "Daftar", en: "A list"}
    evidence:
      - {id: "Daftar rak sudah diterima Wali Kota.", en: "The Mayor has the list of shelves."}
"""


def project(folder: Path, *codes: str) -> Path:
    """A project with the small programme, and a file for each region."""
    shutil.copytree(LIBRARIES, folder / "data")
    shutil.copytree(LIBRARIES_DOCS, folder / "docs")
    (folder / "regions").mkdir()
    for number, code in enumerate(codes):
        write(folder, code, number)
    return folder


def write(folder: Path, code: str, number: int) -> Path:
    """The file of a region that differs from the others of a project."""
    text = REGION.replace(CODE, code).replace("Kota Rekaan", f"Kota Rekaan {number}")
    file = folder / "regions" / f"{code}.yaml"
    file.write_text(text.replace("Invented City", f"Invented City {number}"), encoding="utf-8")
    return file


def national() -> Dataset:
    """The small programme."""
    return read(LIBRARIES, LIBRARIES_DOCS)


def dataset(folder: Path, text: str = REGION, name: str = f"{CODE}.yaml") -> RegionalDataset:
    """The small programme with what the text of a region's file adds."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return RegionalDataset(national(), file, name=f"regions/{name}")


def told(folder: Path, text: str, name: str = f"{CODE}.yaml") -> list[str]:
    """The problems of a region's file, each as a line, those that block first."""
    found = region_problems(dataset(folder, text, name))
    return [str(problem) for problem in sorted(found, key=lambda problem: not problem.blocks)]


def handbook(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the handbook in a project."""
    return subprocess.run(
        [sys.executable, "-m", "handbook", *arguments],
        cwd=folder,
        env={**os.environ, **QUIET, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def files(folder: Path, without: Collection[str] = ()) -> dict[str, bytes]:
    """Every file below a folder, but those of some names."""
    found = ((file.relative_to(folder).as_posix(), file) for file in folder.rglob("*") if file.is_file())
    return {name: file.read_bytes() for name, file in found if file.name not in without}


def report(out: Path) -> dict[str, Any]:
    """How the last run went."""
    told: dict[str, Any] = json.loads((out / "regions.json").read_text(encoding="utf-8"))
    return told


def states(out: Path) -> dict[str, str]:
    """How each edition went in the last run."""
    return {row["code"]: row["state"] for row in report(out)["editions"]}
