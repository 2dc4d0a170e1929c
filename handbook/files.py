"""Files written whole or not at all, second names instead of copies, and what a folder holds."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

CACHE = Path(".cache")  # what is kept between commands, in the folder in which they run
_BLOCK = 1 << 20
# Written into folders by file managers, without anybody's knowing.
_LITTER = frozenset({".DS_Store", ".directory", "Thumbs.db", "desktop.ini"})
_TEMPORARY = re.compile(r"\.handbook-[0-9a-f]{16}\.part")  # the name of a file that is being written


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
    with beside(target) as part:
        part.write_bytes(content)
        if target.exists():
            shutil.copymode(target, part)


@contextlib.contextmanager
def beside(target: Path) -> Iterator[Path]:
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


def files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Name and path of everything below a folder that is not a folder; links are not followed.

    What programs and systems leave in folders is passed over, and what a dead process left half-written.

    Raises:
        OSError: if a folder cannot be read.
    """
    for path in _scan(folder):
        if path.name not in _LITTER and not _is_apples(path) and not is_temporary(path):
            yield path.relative_to(folder).as_posix(), path


def _is_apples(path: Path) -> bool:
    """Whether macOS wrote a file for what its disk cannot hold of the file beside it."""
    return path.name.startswith("._") and path.with_name(path.name[2:]).exists()


def _scan(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                yield from _scan(Path(entry.path))
            else:
                yield Path(entry.path)
