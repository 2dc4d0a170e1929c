"""The files of regions in a folder, as tasks; what cannot be one is refused before anything is built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.files import content_of
from handbook.model.region import LOGOS, is_code
from handbook.region_builds.work import Done, State, Task
from handbook.source.load import label
from handbook.source.problems import Problem
from handbook.source.region_file import LARGEST, region_files, too_large
from handbook.source.remedies import reason_of

LARGEST_LOGO = 4 << 20
"""Bytes of a logo that is sent along at all; the check of the file says that it is too large long before."""


@dataclass(frozen=True)
class Wanted:
    """What is wanted of all editions: see `Task`. `address` is that of the folder of all editions, or ""."""

    address: str
    pdfs: str
    out: str
    shared_address: str = ""


def gathered(folder: Path, wanted: Wanted) -> Iterator[Task | Done]:
    """A task for each file of a region, in the order of codes, read only when it is asked for.

    Raises:
        OSError: if the folder cannot be read.
    """
    files = region_files(folder)
    by_code: dict[str, list[Path]] = {}
    for file in files:
        by_code.setdefault(file.stem.casefold(), []).append(file)
    for file in files:
        yield _task(file, [one for one in by_code[file.stem.casefold()] if one != file], wanted)


def _task(file: Path, others: Sequence[Path], wanted: Wanted) -> Task | Done:
    """The task of a file; `others` are those of the same region, of which none can be right by itself."""
    name = label(file)

    def refused(what: str, remedy: str) -> Done:
        return Done(file.stem, State.REFUSED, (str(Problem(name, 1, what, remedy)),))

    if not is_code(file.stem):
        what = f"`{file.stem[:40]}` is not the code of a region"
        return refused(what, "call the file 32.75.yaml, for example")
    if others:
        return refused(f"{label(others[0])} is of the region {file.stem}, too", "keep one of the two files")
    if file.is_symlink():
        return refused("the file is a link to another place", "put a copy of it here")
    try:
        size = file.stat().st_size
        if size > LARGEST:
            return Done(file.stem, State.REFUSED, (str(too_large(name, size)),))
        files = {file.name: content_of(file)}
        for ending in LOGOS:
            logo = file.with_name(f"{file.stem}{ending}")
            if logo.is_file() and not logo.is_symlink() and logo.stat().st_size <= LARGEST_LOGO:
                files[logo.name] = content_of(logo)
    except OSError as error:
        return refused(f"the file cannot be read ({reason_of(error)})", "check that it may be read")
    address = f"{wanted.address}{file.stem}/" if wanted.address else ""
    return Task(file.stem, files, name, address, wanted.pdfs, wanted.out, wanted.shared_address)
