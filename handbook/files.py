"""Files written whole or not at all, second names instead of copies, archives of the same bytes each time."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

_FIRST, _LAST = datetime(1980, 1, 1), datetime(2107, 12, 31)  # the days that a zip file knows
_BLOCK = 1 << 20
_TEMPORARY = re.compile(r"\.handbook-[0-9a-f]{16}\.part")  # the name of a file that is being written
_PACKED = frozenset({".pdf", ".png", ".docx", ".epub", ".xlsx", ".zip", ".woff2"})  # compressed already


class BadArchive(ValueError):
    """An archive that cannot be unpacked; the message says why."""


def link_or_copy(source: str, target: str) -> None:
    """Give a file a second name, or copy it where the file system has no such thing."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def write_whole(file: Path, content: str | bytes) -> None:
    """Write a file at once, so that nobody meets half of it and on a full disk the old one stays.

    A link stays a link, rights stay as they are, an equal file is left alone.

    Raises:
        OSError: if it cannot be written.
    """
    content = content.encode() if isinstance(content, str) else content
    target = file.resolve()
    with contextlib.suppress(OSError):
        if target.read_bytes() == content:
            return
    with _beside(target) as part:
        part.write_bytes(content)
        if target.exists():
            shutil.copymode(target, part)


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A name beside a file; what is written there takes the file's place at the end, and goes on an error."""
    part = target.with_name(f".handbook-{secrets.token_hex(8)}.part")
    try:
        yield part
        part.replace(target)
    except OSError as error:
        if error.filename not in (None, str(part)):
            raise
        raise OSError(error.errno, error.strerror, str(target)) from None  # the name that people know
    finally:
        part.unlink(missing_ok=True)


def is_temporary(file: Path) -> bool:
    """Whether a file is what `write_whole` or `pack` had not finished when their process was ended."""
    return _TEMPORARY.fullmatch(file.name) is not None


def fingerprint(file: Path) -> str:
    """The SHA-256 of a file, as hexadecimal digits.

    Raises:
        OSError: where it cannot be read.
    """
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while block := content.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def pack(out: Path, files: Iterable[tuple[str, Path | bytes]], when: datetime) -> None:
    """Write a zip archive: the same files, in any order, give the same bytes.

    Args:
        out: the archive, put in place at once when it is whole.
        files: the name of each file inside, with `/` between folders, and the file or its content.
        when: the time that every file in it bears.

    Raises:
        OSError: where a file cannot be read or the archive not be written.
    """
    time = min(max(when.replace(tzinfo=None), _FIRST), _LAST).timetuple()[:6]
    out.parent.mkdir(parents=True, exist_ok=True)
    with _beside(out) as part, zipfile.ZipFile(part, "w") as archive:
        for name, source in sorted(files, key=lambda file: file[0]):
            entry = zipfile.ZipInfo(name, time)
            entry.create_system = 3  # Unix, on any machine: else the rights below are not read
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            stored = PurePosixPath(name).suffix in _PACKED
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, source if isinstance(source, bytes) else source.read_bytes())


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a zip archive into a folder.

    Raises:
        BadArchive: where it is damaged, or would write outside the folder.
        OSError: where it cannot be read or a file not be written.
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
    except RuntimeError:  # zipfile says so in no other way
        raise BadArchive("it is encrypted") from None
