"""Where the frozen copies of a programme's editions are, and whether they are what was published."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handbook.model.records import Programme

FOLDER = "editions"  # beside the data files


def archives(programme: Programme, data: Path) -> Mapping[str, Path]:
    """The archive of each published edition, by its number; the file may be missing."""
    return {number: data / FOLDER / f"{number}.zip" for number in programme.editions}


def folder_of(programme: Programme, number: str) -> str:
    """The folder of an edition's frozen copy below the site's root, such as `editions/2026.1`."""
    return f"{programme.programme.addresses.editions}/{number}"
