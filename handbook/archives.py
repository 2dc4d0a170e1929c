"""Zip archives: the same bytes each time, and nothing is unpacked outside its folder."""

from __future__ import annotations

import contextlib
import os
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

from handbook.files import beside
from handbook.progress import SILENT, Progress
from handbook.signals import end_if_asked

_FIRST, _LAST = datetime(1980, 1, 1), datetime(2107, 12, 31)  # first and last day that a zip file can hold
_LARGEST, _ALL = 200 << 20, 2 << 30  # bytes that a file, and all files together, may take
_LONGEST_NAME = 255  # bytes
_PACKED = frozenset({".pdf", ".png", ".docx", ".epub", ".xlsx", ".zip", ".woff2"})  # already compressed


class BadArchive(ValueError):
    """An archive that cannot be unpacked; the message says why."""


def pack(
    out: Path, files: Iterable[tuple[str, Path | bytes]], when: datetime, progress: Progress = SILENT
) -> None:
    """Write a zip archive: the same files, in any order, give the same bytes.

    Args:
        out: the archive, put in place once it is complete.
        files: the name of each file inside, with `/` between folders, and the file or its content.
        when: the modification time of every file in it.
        progress: is told how far it is.

    Raises:
        OSError: if a file cannot be read or the archive cannot be written.
    """
    time = min(max(when.replace(tzinfo=None), _FIRST), _LAST).timetuple()[:6]
    out.parent.mkdir(parents=True, exist_ok=True)
    with beside(out) as part, zipfile.ZipFile(part, "w") as archive:
        held = sorted(files, key=lambda file: file[0])
        progress.step(f"pack {len(held)} files", len(held))
        for name, source in held:
            end_if_asked()
            entry = zipfile.ZipInfo(name, time)
            entry.create_system = 3  # Unix, on every machine; otherwise the permissions below are ignored
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            stored = PurePosixPath(name).suffix in _PACKED
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, source if isinstance(source, bytes) else source.read_bytes())
            progress.advance()


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a zip archive into a folder.

    Raises:
        BadArchive: if it is damaged, or would write outside the folder.
        OSError: if it cannot be read, or a file cannot be written.
    """
    with _opened(archive) as held:
        held.extractall(folder)


def refuse_odd(archive: Path) -> None:
    """Make sure that an archive can be unpacked, by reading all of it.

    Raises:
        BadArchive: if it is damaged, would write outside a folder, or holds more than any site does.
        OSError: if it cannot be read.
    """
    with _opened(archive) as held:
        damaged = held.testzip()
    if damaged is not None:
        raise BadArchive(f"it is damaged (`{damaged}` is not what was packed)")


def refuse_huge(archive: Path) -> None:
    """Make sure that an archive is no larger than any that is published, before all of it is read.

    Raises:
        BadArchive: if it is.
        OSError: if it cannot be read.
    """
    size = archive.stat().st_size
    if size > _ALL:
        raise BadArchive(f"it takes {size >> 20} MB, more than any edition does")


@contextlib.contextmanager
def _opened(archive: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(archive) as held:
            _refuse_odd_entries(held.infolist())
            yield held
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, UnicodeDecodeError) as error:
        raise BadArchive(f"it is damaged ({str(error).lower() or 'it ends too early'})") from None
    except RuntimeError:  # zipfile has no exception of its own for this
        raise BadArchive("it is encrypted") from None


def _refuse_odd_entries(entries: Iterable[zipfile.ZipInfo]) -> None:
    total, names, folders = 0, set[str](), set[str]()
    for entry in entries:
        path = PurePosixPath(entry.filename)
        outside = path.is_absolute() or ".." in path.parts or "\\" in entry.filename
        if outside or stat.S_ISLNK(entry.external_attr >> 16):
            raise BadArchive(f"it holds `{entry.filename}`, which would lie outside its folder")
        if any(len(os.fsencode(part)) > _LONGEST_NAME for part in path.parts):
            raise BadArchive(f"it holds `{path.name[:40]}…`, a name too long for a disk")
        total += entry.file_size
        if entry.file_size > _LARGEST or total > _ALL:
            size = max(entry.file_size, total) >> 20
            raise BadArchive(f"with `{entry.filename}` it holds {size} MB, more than any edition does")
        names.add(path.as_posix().removesuffix("/"))
        folders.update(parent.as_posix() for parent in path.parents)
        if entry.is_dir():
            names.discard(path.as_posix())
    if clash := sorted(names & folders):
        raise BadArchive(f"it holds `{clash[0]}` as a file and as a folder")
