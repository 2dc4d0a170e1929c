"""Hand-written pages of the second programme that print is tried with."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from handbook.outputs.printed import FOLDER
from tests.places import LIBRARIES
from tests.print_kit import Printed
from tests.site_builds import run


def project(folder: Path) -> Path:
    """Data and prose of the second programme below `folder`, the prose empty."""
    shutil.copytree(LIBRARIES, folder / "data")
    for code in ("id", "en"):
        (folder / "docs" / code).mkdir(parents=True)
    return folder


def write_page(folder: Path, content: str) -> None:
    """A hand-written page `catatan`, the same in both languages."""
    for code in ("id", "en"):
        (folder / "docs" / code / "catatan.md").write_text(f"# Catatan\n\n{content}\n", encoding="utf-8")


def options(folder: Path) -> tuple[str, ...]:
    return (
        "--data",
        str(folder / "data"),
        "--docs",
        str(folder / "docs"),
        "--site-dir",
        str(folder / "site"),
    )


def print_only(folder: Path, *names: str) -> subprocess.CompletedProcess[str]:
    return run("-m", "handbook", "print", *options(folder), *names)


def pages_of(folder: Path, name: str) -> Printed:
    return Printed(folder / "site" / FOLDER / name)
