"""The files of regions in a folder, as tasks; what cannot be one is refused before anything is built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.files import content_of
from handbook.region_builds.work import Done, State, Task
from handbook.source.load import label
from handbook.source.problems import Problem
from handbook.source.region_file import LARGEST, region_files
from handbook.source.remedies import reason_of

LARGEST_LOGO = 4 << 20
"""Bytes of a logo that is sent along at all; the check of the file says that it is too large long before."""
_CODE = re.compile(r"[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*")
_LOGOS = (".svg", ".png")


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
    codes: dict[str, Path] = {}
    for file in files:
        codes.setdefault(file.stem.casefold(), file)
    for file in files:
        first = codes[file.stem.casefold()]
        yield _task(file, first, wanted)


def _task(file: Path, first: Path, wanted: Wanted) -> Task | Done:
    name = label(file)

    def refused(what: str, remedy: str) -> Done:
        return Done(file.stem, State.REFUSED, (str(Problem(name, 1, what, remedy)),))

    if not _CODE.fullmatch(file.stem) or len(file.stem) > 20:
        return refused(
            f"`{file.stem[:40]}` is not the code of a region", "call the file 32.75.yaml, for example"
        )
    if first != file:
        return refused(f"{label(first)} is of the region {file.stem}, too", "keep one of the two files")
    if file.is_symlink():
        return refused("the file is a link to another place", "put a copy of it here")
    try:
        size = file.stat().st_size
        if size > LARGEST:
            what = f"the file has {size:,} bytes; that of a region has at most {LARGEST:,}"
            return refused(what, "keep its tasks and notes, and nothing else")
        files = {file.name: content_of(file)}
        for ending in _LOGOS:
            logo = (
                file.with_suffix(ending) if not file.stem.count(".") else file.parent / f"{file.stem}{ending}"
            )
            if logo.is_file() and not logo.is_symlink() and logo.stat().st_size <= LARGEST_LOGO:
                files[logo.name] = content_of(logo)
    except OSError as error:
        return refused(f"the file cannot be read ({reason_of(error)})", "check that it may be read")
    address = f"{wanted.address}{file.stem}/" if wanted.address else ""
    return Task(file.stem, files, name, address, wanted.pdfs, wanted.out, wanted.shared_address)
