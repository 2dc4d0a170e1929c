"""Which files have changed since they were last looked at, by their contents."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from handbook.source.load import is_left_behind

_SOON = 1.0  # seconds until files are looked at in any case: some disks tell nothing of changes
_REST = 0.02  # seconds without another change after which a file counts as saved
_WRITES = frozenset({"modified", "created", "deleted", "moved", "closed"})
_Seen = tuple[tuple[int, int, int], bytes]


class Watched(FileSystemEventHandler):
    """Files and folders that are watched, and what was in them."""

    def __init__(self, places: Iterable[Path]):
        self._places: list[Path] = []
        self._seen: dict[Path, _Seen] = {}
        self._told = threading.Event()
        self._lock = threading.Lock()
        self._observer = Observer()
        self._observer.start()
        self.add(places)

    def add(self, places: Iterable[Path]) -> None:
        """Watch more files and folders, from now on."""
        for place in {place.resolve() for place in places}:
            if any(place == known or known in place.parents for known in self._places):
                continue
            with self._lock:
                self._places.append(place)
                self._seen |= {file: _seen(file, None) for file in _files(place)}
            try:
                self._observer.schedule(self, str(place), recursive=place.is_dir())
            except OSError:  # not there yet, or the system watches no more folders
                continue

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Something may have changed."""
        if event.event_type in _WRITES:
            self._told.set()

    def wait(self) -> set[Path]:
        """Wait until files have changed, appeared or gone; which ones."""
        while True:
            if self._told.wait(_SOON):
                self._told.clear()
                while self._told.wait(_REST):
                    self._told.clear()
            changed = self.changed()
            if changed:
                return changed

    def changed(self) -> set[Path]:
        """The files that are not as they were when this was last asked."""
        with self._lock:
            files = (file for place in self._places for file in _files(place))
            now = {file: _seen(file, self._seen.get(file)) for file in files}
            before, self._seen = self._seen, now
        names = before.keys() | now.keys()
        return {file for file in names if before.get(file, _GONE)[1] != now.get(file, _GONE)[1]}

    def end(self) -> None:
        """Watch no longer."""
        self._observer.stop()
        self._observer.join()


_GONE: _Seen = ((0, 0, 0), b"")


def _seen(file: Path, before: _Seen | None) -> _Seen:
    try:
        status = file.stat()
        sign = status.st_mtime_ns, status.st_size, status.st_ino
        if before is not None and before[0] == sign:
            return before
        return sign, hashlib.sha256(file.read_bytes()).digest()
    except OSError:
        return _GONE


def _files(place: Path) -> Iterator[Path]:
    """The files below a folder that somebody wrote, or the file itself."""
    if not place.is_dir():
        yield place
        return
    for file in place.rglob("*"):
        name = file.relative_to(place)
        if "__pycache__" not in name.parts and not is_left_behind(name) and file.is_file():
            yield file
