"""Careful reading and writing of files, hard links instead of copies, and the contents of a folder."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterator
from functools import cache
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

DATA = Path("data")  # the default folder of data
REGIONS = Path("regions")  # the default folder of the files of regions, beside that of data
CACHE = Path(".cache")  # data kept between commands, in the folder in which they run
_BLOCK = 1 << 20
_LARGEST = 100 << 20  # bytes; what people write by hand is never as large
_SWAP, _NO_FOLDER = 2, -100  # RENAME_EXCHANGE and RENAME_SWAP; AT_FDCWD
# Written into folders by file managers, without anybody noticing.
_LITTER = frozenset({".DS_Store", ".directory", "Thumbs.db", "desktop.ini"})
_TEMPORARY = re.compile(r"\.handbook-[0-9a-f]{16}\.part")  # the name of a file that is being written


def text_of(file: Path, encoding: str = "utf-8", errors: str = "strict") -> str:
    """The text of a file that people may have put there.

    Raises:
        OSError: if it cannot be read: a pipe or device too, of which reading might never end.
        UnicodeDecodeError: if it is in another encoding.
    """
    _refuse_endless(file)
    return file.read_text(encoding=encoding, errors=errors)


def content_of(file: Path) -> bytes:
    """The bytes of a file that people may have put there.

    Raises:
        OSError: as `text_of`.
    """
    _refuse_endless(file)
    return file.read_bytes()


def _refuse_endless(file: Path) -> None:
    _refuse_device(file)
    if file.stat().st_size > _LARGEST:
        raise OSError(errno.EFBIG, "larger than a hundred megabytes", str(file))


def _refuse_device(file: Path) -> None:
    mode = file.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError(errno.EINVAL, "not a file but a pipe or device", str(file))


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
        OSError: if it cannot be written, or is a pipe or device, whose place no file must take.
    """
    content = content.encode() if isinstance(content, str) else content
    target = file.resolve()
    if target.exists():
        _refuse_device(target)
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
    _tidy(target.parent)
    part = target.with_name(_temporary_name())
    try:
        with _held(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)):
            yield part
            part.replace(target)
    except OSError as error:
        if error.filename not in (None, str(part)):
            raise
        raise OSError(error.errno, error.strerror, str(target)) from None  # the name that the user knows
    finally:
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def inside(folder: Path) -> Iterator[Path]:
    """A temporary folder in another one, which it makes; at the end its contents move up, on error they go.

    Raises:
        OSError: if nothing can be written there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _tidy(folder)
    part = folder / _temporary_name()
    part.mkdir()
    try:
        with _held(os.open(part, os.O_RDONLY)):
            yield part
            for path in sorted(part.iterdir()):
                path.rename(folder / path.name)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _temporary_name() -> str:
    return f".handbook-{secrets.token_hex(8)}.part"


@contextlib.contextmanager
def _held(handle: int) -> Iterator[None]:
    """Keep a temporary file from being taken for one of a dead process; `handle` is closed at the end."""
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    """Lock a file until it is closed; whether that was possible."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # held by its process, or the disk has no locks
        return False
    return True


@cache
def _tidy(folder: Path) -> None:
    """Remove temporary files that processes left in a folder when they were killed; once is enough."""
    with contextlib.suppress(OSError):
        for path in filter(is_temporary, folder.iterdir()):
            with contextlib.suppress(OSError):
                handle = os.open(path, os.O_RDONLY)
                try:
                    if _lock(handle):
                        shutil.rmtree(path) if path.is_dir() else path.unlink()
                finally:
                    os.close(handle)


def exchange(one: Path, other: Path) -> bool:
    """Let two names change places, at once for everybody who looks; False where that is impossible."""
    import ctypes  # here, since few commands need it

    with contextlib.suppress(OSError, TypeError, AttributeError):  # the last two where there is no such call
        system = ctypes.CDLL(None)
        here, there = os.fsencode(one.absolute()), os.fsencode(other.absolute())
        if hasattr(system, "renamex_np"):  # macOS
            return int(system.renamex_np(here, there, _SWAP)) == 0
        return int(system.renameat2(_NO_FOLDER, here, _NO_FOLDER, there, _SWAP)) == 0
    return False


def is_temporary(file: Path) -> bool:
    """Whether a file is what `write_whole` or `pack` had not finished when their process ended."""
    return _TEMPORARY.fullmatch(file.name) is not None


def fingerprint(file: Path) -> str:
    """The SHA-256 of a file, as hexadecimal digits.

    Raises:
        OSError: if it cannot be read, or is a pipe or device, of which reading might never end.
    """
    _refuse_device(file)
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
