"""Copies the extra files of a programme into a site that is being built."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

from handbook.outputs.extra_files import extra_files, faults


class NotCopied(ValueError):
    """An extra file that has no place in the site; the message names it and the reason."""


def copy_extra_files(data: Path, site: Path) -> frozenset[str]:
    """Copy the extra files into a site that is being built; return their names.

    Raises:
        NotCopied: if a file is not a regular file, or the site already has something of that name.
        OSError: if a file cannot be read or written.
    """
    for file, what, remedy in faults(data):
        raise NotCopied(f"{file}: {what}; {remedy}")
    files = extra_files(data)
    taken = {path.relative_to(site).as_posix().casefold(): path for path in site.rglob("*")}
    for name, file in files.items():
        parts = [parent.as_posix().casefold() for parent in PurePosixPath(name).parents]
        if name.casefold() in taken or any(taken[part].is_file() for part in parts if part in taken):
            raise NotCopied(
                f"{file}: the build writes `{name}` itself; give the extra file another name, or remove it"
            )
        target = site / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    return frozenset(files)
