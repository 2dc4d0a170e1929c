"""Where editions are put: a folder, or an object store that fsspec knows."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import Any

from handbook.files import write_whole

RECORD = ".edition.json"
"""What an edition was made from, beside its files: it is put in place together with them."""
SHARED = ".shared"
"""The folder among the editions with what they have in common, by the hash of what it was made from."""
_REMOTE = re.compile(r"[a-z][a-z0-9+.-]+://")


def is_remote(out: str) -> bool:
    """Whether a place is an address of fsspec, and no folder."""
    return bool(_REMOTE.match(out))


def file_system(out: str) -> tuple[Any, str]:
    """The file system of an address, and the path there.

    Raises:
        ImportError: if fsspec, or what it needs for this kind of address, is not installed.
    """
    import fsspec  # of the extra `cluster`

    system, path = fsspec.core.url_to_fs(out)
    return system, str(path)


class Place:
    """Small files in a place, read and written whole."""

    def __init__(self, out: str):
        self._out = out
        self._remote: tuple[Any, str] | None = file_system(out) if is_remote(out) else None

    def read(self, name: str) -> bytes | None:
        """The content of a file; None if it cannot be read."""
        if self._remote is None:
            try:
                return (Path(self._out) / name).read_bytes()
            except OSError:
                return None
        system, path = self._remote
        with contextlib.suppress(OSError):
            return bytes(system.cat_file(f"{path}/{name}"))
        return None

    def write(self, name: str, content: bytes) -> None:
        """Write a file.

        Raises:
            OSError: if it cannot be written.
        """
        if self._remote is None:
            file = Path(self._out) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, content)
            return
        system, path = self._remote
        system.makedirs(f"{path}/{name}".rpartition("/")[0], exist_ok=True)
        system.pipe_file(f"{path}/{name}", content)
