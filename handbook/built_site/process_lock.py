"""A lock that tells whether a process is still running: the system releases it however the process ends.

Processes forked while it is held also hold it, which the package filelock does not allow.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]
    import msvcrt


class Held(OSError):
    """Another process holds the lock, or the disk does not support locks."""

    @property
    def by_another(self) -> bool:
        """Whether it is held; the disk supports no locks otherwise."""
        return self.errno in (errno.EAGAIN, errno.EACCES)


class ProcessLock:
    """A lock on a file, which is created for it and removed with it."""

    def __init__(self, file: Path):
        """Take the lock.

        Raises:
            Held: if it is held.
            OSError: if the file cannot be created.
        """
        self._file = file
        while True:
            self._handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                _lock(self._handle)
            except OSError as error:
                os.close(self._handle)
                raise Held(error.errno, "it is held", str(file)) from None
            if _is_same(self._handle, file):
                return
            os.close(self._handle)  # its holder has just removed it

    def release(self) -> None:
        """Release the lock."""
        if fcntl is not None:
            self._file.unlink(missing_ok=True)
        os.close(self._handle)
        if fcntl is None:  # Windows removes no file that is open
            self._file.unlink(missing_ok=True)


def _lock(handle: int) -> None:
    if fcntl is not None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    else:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]


def _is_same(handle: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), file.stat())
    except FileNotFoundError:
        return False
