"""Extra files: copied unchanged into every build, such as CNAME or .well-known/security.txt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handbook.files import files_below
from handbook.outputs.manifest import NAME as MANIFEST

FOLDER = "extra_files"  # below the folder of the data files


def extra_files(data: Path) -> dict[str, Path]:
    """The extra files of the programme in a data folder, by their names below the site's root.

    Raises:
        OSError: if the folder cannot be read.
    """
    folder = data / FOLDER
    return dict(files_below(folder)) if folder.is_dir() else {}


def faults(data: Path) -> Iterator[tuple[Path, str, str]]:
    """Extra files that cannot be published: the file, what is wrong, what to do."""
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
