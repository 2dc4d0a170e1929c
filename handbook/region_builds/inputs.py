"""The data, prose and settings of a programme as one archive, so that they travel with the work."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

from handbook.files import content_of
from handbook.region_builds.work import Inputs
from handbook.resources import PACKAGE
from handbook.source.load import is_left_behind

DATA, DOCS = "data", "docs"
"""The folders in the archive."""
_SETTINGS = ("SITE_URL", "REPOSITORY_URL", "SOURCE_DATE_EPOCH")
_NEVER = frozenset({"tests", "__pycache__", ".cache"})
_GENERATOR = ("handbook", "macros")  # packages that lie beside each other in a checkout
_DAY = (1980, 1, 1, 0, 0, 0)  # of all entries, so that the same files give the same bytes


def packed(data: Path, docs: Path | None, code: str) -> Inputs:
    """The inputs of a programme; `code` is the hash of the generator.

    Raises:
        OSError: if a file cannot be read.
    """
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in sorted(_files(data, docs)):
            archive.writestr(zipfile.ZipInfo(name, _DAY), content_of(file), zipfile.ZIP_DEFLATED)
    settings = {name: os.environ[name] for name in _SETTINGS if name in os.environ}
    told = repr(sorted(settings.items())).encode()
    digest = hashlib.sha256(held.getvalue() + code.encode() + told).hexdigest()
    return Inputs(held.getvalue(), settings, code, digest)


def unpack(inputs: Inputs, folder: Path) -> tuple[Path, Path | None]:
    """Unpack inputs into a folder; return those of data and prose.

    Raises:
        OSError: if a file cannot be written.
    """
    with zipfile.ZipFile(io.BytesIO(inputs.archive)) as archive:
        archive.extractall(folder)  # which is ours: see `packed`
    for package in _GENERATOR:  # settings of a checkout refer to files of the generator, which are here, too
        (folder / package).symlink_to(PACKAGE.parent / package, target_is_directory=True)
    docs = folder / DOCS
    return folder / DATA, docs if docs.is_dir() else None


def _files(data: Path, docs: Path | None) -> Iterator[tuple[str, Path]]:
    for file in data.absolute().parent.glob("mkdocs*.yml"):
        yield file.name, file
    for name, folder in ((DATA, data), (DOCS, docs)):
        for file in folder.rglob("*") if folder is not None else ():
            within = file.relative_to(folder) if folder is not None else file
            if file.is_file() and not is_left_behind(within) and _NEVER.isdisjoint(within.parts):
                yield f"{name}/{within.as_posix()}", file
