"""Where a site is built, beside the folder that it will replace; removes what killed builds left."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from handbook.built_site.process_lock import Held, ProcessLock
from handbook.files import exchange
from handbook.model.text import LANGUAGE_KEY

_LOCK, _OLD, _DONE = ".lock", ".old", ".done"
_ENDINGS = rf"\.(?:lock|old|done|{LANGUAGE_KEY.pattern})"  # of what is beside the folder of a build


class Staging:
    """The folders of one build of a site: `folder`, in which it is built, and those beside it."""

    def __init__(self, target: Path):
        """Start a build that will replace `target`.

        Raises:
            OSError: if nothing can be written beside it.
        """
        self._target = target
        target.parent.mkdir(parents=True, exist_ok=True)
        self.folder = target.with_name(f".{target.name}.building-{os.getpid()}-{secrets.token_hex(4)}")
        self._lock: ProcessLock | None = None
        with suppress(Held):  # a disk without locks: nothing is tidied up
            self._lock = ProcessLock(_beside(self.folder, _LOCK))

    def beside(self, part: str) -> Path:
        """The folder for a part of the site that is built by itself."""
        return _beside(self.folder, f".{part}")

    def put_in_place(self) -> None:
        """Replace the last site by what was built, at once where the system can."""
        if not exchange(self.folder, self._target):
            old = _beside(self.folder, _OLD)
            if self._target.exists():
                self._target.rename(old)
            self.folder.rename(self._target)
            if old.exists():
                old.rename(_beside(self.folder, _DONE))  # once partly removed, it must not be restored
        self.end()

    def end(self) -> None:
        """Remove all folders of this build, whether or not it was put in place."""
        _remove(self._target, self.folder)
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def remove_site(target: Path) -> None:
    """Remove a whole site; if this is ended meanwhile, what is left of it is not in its place.

    Raises:
        OSError: if it cannot be moved away.
    """
    staging = Staging(target)
    try:
        target.rename(_beside(staging.folder, _DONE))
    finally:
        staging.end()


def tidy(target: Path) -> None:
    """Remove what builds of `target`, or of one language in it, left behind when they were killed.

    One that was killed while it put its site in place has moved the last good site away, which is restored.
    """
    for place, name in ((target.parent, re.escape(target.name)), (target, LANGUAGE_KEY.pattern)):
        builds = re.compile(rf"(?P<folder>\.(?P<name>{name})\.building-\d+(?:-[0-9a-f]+)?)(?:{_ENDINGS})?")
        found = (builds.fullmatch(path.name) for path in (place.iterdir() if place.is_dir() else ()))
        for folder, built in {(match["folder"], match["name"]) for match in found if match}:
            with suppress(OSError):  # in use, or no right to remove it
                lock = ProcessLock(place / f"{folder}{_LOCK}")
                try:
                    _remove(place / built, place / folder)
                finally:
                    lock.release()


def _beside(folder: Path, ending: str) -> Path:
    return folder.with_name(f"{folder.name}{ending}")


def _remove(target: Path, folder: Path) -> None:
    """Remove the folders of a build; the last site is restored if nothing took its place."""
    old = _beside(folder, _OLD)
    if old.is_dir() and not target.exists():
        old.rename(target)
    ours = re.compile(rf"{re.escape(folder.name)}(?:{_ENDINGS})?")
    for path in folder.parent.iterdir():
        if path.is_dir() and ours.fullmatch(path.name):
            shutil.rmtree(path, ignore_errors=True)
