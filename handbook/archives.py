"""Zip archives: the same bytes each time, and nothing is unpacked outside its folder."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path, PurePosixPath

from handbook.files import beside
from handbook.progress import SILENT, Progress

_FIRST, _LAST = datetime(1980, 1, 1), datetime(2107, 12, 31)  # first and last day that a zip file can hold
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
    try:
        with zipfile.ZipFile(archive) as held:
            for entry in held.infolist():
                path = PurePosixPath(entry.filename)
                outside = path.is_absolute() or ".." in path.parts or "\\" in entry.filename
                if outside or stat.S_ISLNK(entry.external_attr >> 16):
                    raise BadArchive(f"it holds `{entry.filename}`, which would lie outside its folder")
            held.extractall(folder)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, UnicodeDecodeError) as error:
        raise BadArchive(f"it is damaged ({str(error).lower() or 'it ends too early'})") from None
    except RuntimeError:  # zipfile has no exception of its own for this
        raise BadArchive("it is encrypted") from None
