"""Atomic writes, hard links instead of copies, and the contents of a folder."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

DATA = Path("data")  # the default folder of data
CACHE = Path(".cache")  # data kept between commands, in the folder in which they run
_BLOCK = 1 << 20
# Written into folders by file managers, without anybody noticing.
_LITTER = frozenset({".DS_Store", ".directory", "Thumbs.db", "desktop.ini"})
_TEMPORARY = re.compile(r"\.handbook-[0-9a-f]{16}\.part")  # the name of a file that is being written


def link_or_copy(source: str, target: str) -> None:
    """Make a hard link to a file, or copy it if the file system has no hard links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def write_whole(file: Path, content: str | bytes) -> None:
    """Write a file atomically: nobody reads half of it, and on a full disk the old one stays.

    Links and permissions are kept; a file with equal content is left alone.

    Raises:
        OSError: if it cannot be written.
    """
    content = content.encode() if isinstance(content, str) else content
    target = file.resolve()
    with contextlib.suppress(OSError):
        if target.read_bytes() == content:
            return
    with beside(target) as part:
        part.write_bytes(content)
        if target.exists():
            shutil.copymode(target, part)


@contextlib.contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A temporary name beside a file; what is written there replaces it at the end, or goes on error."""
    part = target.with_name(f".handbook-{secrets.token_hex(8)}.part")
    try:
        yield part
        part.replace(target)
    except OSError as error:
        if error.filename not in (None, str(part)):
            raise
        raise OSError(error.errno, error.strerror, str(target)) from None  # the name that the user knows
    finally:
        part.unlink(missing_ok=True)


def is_temporary(file: Path) -> bool:
    """Whether a file is what `write_whole` or `pack` had not finished when their process ended."""
    return _TEMPORARY.fullmatch(file.name) is not None


def fingerprint(file: Path) -> str:
    """The SHA-256 of a file, as hexadecimal digits.

    Raises:
        OSError: if it cannot be read.
    """
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while block := content.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Name and path of everything below a folder that is not a folder; links are not followed.

    Files that systems leave in folders, and partial files of a dead process, are skipped.

    Raises:
        OSError: if a folder cannot be read.
    """
    for path in _scan(folder):
        if path.name not in _LITTER and not _is_apples(path) and not is_temporary(path):
            yield path.relative_to(folder).as_posix(), path


def _is_apples(path: Path) -> bool:
    """Whether macOS wrote a file for metadata that the disk cannot store with the file beside it."""
    return path.name.startswith("._") and path.with_name(path.name[2:]).exists()


def _scan(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                yield from _scan(Path(entry.path))
            else:
                yield Path(entry.path)
