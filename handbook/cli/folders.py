"""The folders that arguments name; it imports little, since a command that has nothing to do asks it."""

from __future__ import annotations

import argparse
from pathlib import Path

from handbook.cli.defaults import DOCS, CommandError
from handbook.files import DATA, REGIONS


def region_of(arguments: argparse.Namespace) -> Path | None:
    """The file of the region whose edition is asked for; None if none is.

    Raises:
        CommandError: if there is no such file.
    """
    code: str | None = getattr(arguments, "region", None)
    if code is None:
        return None
    data, _ = folders_of(arguments)
    folder = REGIONS if arguments.data is None else data.absolute().parent / REGIONS
    found = [folder / f"{code}{ending}" for ending in (".yaml", ".yml")]
    if "/" in code or "\\" in code or not any(file.is_file() for file in found):
        raise CommandError(f"there is no region {code!r}: its file would be {found[0].as_posix()}")
    return next(file for file in found if file.is_file())


def folders_of(arguments: argparse.Namespace) -> tuple[Path, Path | None]:
    """The folders of data and prose: in the current folder, or as named; prose is beside its data.

    Raises:
        CommandError: if the current folder has no data, or the named folder of prose does not exist.
    """
    if arguments.data is None and not DATA.is_dir():
        raise CommandError(
            f"there is no folder {DATA}/ here; go to the folder that holds it, name it with --data, "
            "or begin a programme with `handbook init`"
        )
    data: Path = arguments.data or DATA
    docs: Path | None = getattr(arguments, "docs", None)
    if docs is not None:
        if not docs.is_dir():
            raise CommandError(f"{docs}: there is no such folder; name the one that holds the prose")
        return data, docs
    beside = DOCS if arguments.data is None else data.absolute().parent / DOCS
    return data, beside if beside.is_dir() else None
