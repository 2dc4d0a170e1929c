"""Keeps between commands what is dear to make, each entry under a key that covers all it was made from.

An entry holds its own key and the SHA-256 of its content: one that is damaged, cut short or put there by
somebody else is never used. Where nothing can be written, nothing is kept, and all is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from pathlib import Path

from handbook.files import CACHE

FOLDER = CACHE / "store"
SPARE = 512 << 20
"""Bytes that entries which the last command did not use may take."""
_HEAD = b"handbook store 1\n"
_LOST = 24 * 3600  # seconds after which a temporary file belongs to a process that died


def key_of(*parts: str | bytes) -> str:
    """The key for what was made from `parts`: hexadecimal digits."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(b"%d:" % len(content))
        digest.update(content)
    return digest.hexdigest()


class Store:
    """A folder of entries."""

    def __init__(self, folder: Path = FOLDER):
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """The content under a key; None if there is none that is whole."""
        file = self._file(key)
        try:
            held = file.read_bytes()
            os.utime(file)  # `tidy` keeps what was used last
        except OSError:
            return None
        content = memoryview(held)[len(_head(key, b"")) :]
        return bytes(content) if held.startswith(_head(key, content)) else None

    def put(self, key: str, content: bytes) -> None:
        """Keep content under a key, if the disk lets us."""
        file = self._file(key)
        part = file.with_name(f"{secrets.token_hex(8)}.part")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with part.open("xb") as out:
                out.write(_head(key, content))
                out.write(content)
            part.replace(file)
        except OSError:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)

    def tidy(self, since: float, spare: int = SPARE) -> None:
        """Delete the oldest entries that were not used after the time `since`, beyond `spare` bytes."""
        unused: list[tuple[float, int, Path]] = []
        for file in self._folder.glob("??/*"):
            with contextlib.suppress(OSError):
                seen = file.stat()
                if file.suffix == ".part":
                    if seen.st_mtime < since - _LOST:
                        file.unlink()
                elif seen.st_mtime < since:
                    unused.append((seen.st_mtime, seen.st_size, file))
        held = 0
        for _, size, file in sorted(unused, reverse=True):
            held += size
            if held > spare:
                with contextlib.suppress(OSError):
                    file.unlink()

    def _file(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]


def _head(key: str, content: bytes | memoryview) -> bytes:
    """What stands before the content of an entry; always of the same length."""
    return _HEAD + f"{key} {hashlib.sha256(content).hexdigest()}\n".encode()
