"""Extra files: what an owner wants in every build as it is, such as CNAME or .well-known/security.txt."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from handbook.built_site.manifest import NAME as MANIFEST
from handbook.built_site.manifest import files_below

FOLDER = "extra_files"  # below the folder of the data files


class NotCopied(ValueError):
    """An extra file that has no place in the site; the message names it and says why."""


def extra_files(data: Path) -> dict[str, Path]:
    """The extra files of the programme in a data folder, by their names below the site's root.

    Raises:
        OSError: if the folder cannot be read.
    """
    folder = data / FOLDER
    return dict(files_below(folder)) if folder.is_dir() else {}


def faults(data: Path) -> Iterator[tuple[Path, str, str]]:
    """Extra files that can be published nowhere: the file, what is wrong, what to do."""
    seen: set[str] = set()
    for name, file in extra_files(data).items():
        if _no_unicode(name):
            yield file, "its name is no text in UTF-8", "give it another name"
        elif file.name == MANIFEST:
            yield file, "a site keeps the list of its own files under this name", "give it another name"
        elif name.casefold() in seen:
            yield file, "another extra file has this name but for its capitals", "give one another name"
        elif file.is_symlink() or not file.is_file():
            yield file, "this is no ordinary file, but a link or a device", "put a copy of the file here"
        seen.add(name.casefold())


def _no_unicode(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return True
    return False


def copy_extra_files(data: Path, site: Path) -> frozenset[str]:
    """Copy the extra files into a site that is being built; the answer is their names.

    Raises:
        NotCopied: if a file is no ordinary one, or the site holds something of that name.
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
