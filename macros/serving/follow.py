"""Follows what is saved: first the pages that are being looked at, then the whole site."""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from handbook.resources import PACKAGE
from handbook.signals import ending_tidily
from macros.mistakes import DATA, Mistake, as_line
from macros.serving.answers import HOST, Server
from macros.serving.maker import Maker
from macros.serving.shown import Shown
from macros.serving.watched import Watched

_CODE = (PACKAGE, Path(__file__).parent.parent)


class Follower:
    """Serves the site of some data at a port, from a temporary folder.

    Raises:
        OSError: if the port cannot be had.
    """

    def __init__(self, data: Path, docs: Path | None, port: int, folder: Path):
        self._data, self._docs, self._folder = data, docs, folder
        self._maker: Maker | None = None
        self.shown = Shown(self._page, folder / "assets")
        self.server = Server(port, self.shown)
        self.address = f"http://{HOST}:{self.server.server_port}/"
        home = data.resolve().parent
        settings = home / "mkdocs.yml", *home.glob("mkdocs.*.yml")
        self._watched = Watched([data, *filter(None, [docs]), *_CODE, *settings])
        self._saved = time.monotonic()
        self._notices: list[str] = []
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def run(self) -> None:
        """Follow what is saved until this thread is interrupted."""
        self.follow(restart=True)
        while True:
            changed = self._watched.wait()
            texts = [place.resolve() for place in (self._data, self._docs) if place is not None]
            of_texts = all(any(place in file.parents for place in texts) for file in changed)
            self.follow(restart=not of_texts)

    def follow(self, *, restart: bool) -> None:
        """Show what was saved; code and templates are read by a new process only."""
        self._saved = time.monotonic()
        if restart or self._maker is None or not self._maker.runs:
            self._end_maker()
            self._maker = Maker(
                self._data.resolve(),
                self._docs.resolve() if self._docs else None,
                self._folder,
                self.address,
                self._hear,
            )
        with self.shown.changed:  # nobody asks for a page of a save before it is told to be read
            self._maker.read(self.shown.expect())
        for path in self.shown.looked_at():
            self.shown.renew(path)
        self._maker.build()

    def end(self) -> None:
        """Stop serving; nothing is left behind but the temporary folder."""
        self._watched.end()
        self._end_maker()
        self.server.shutdown()
        self.server.server_close()

    def _end_maker(self) -> None:
        if self._maker is not None:
            self._maker.end()
            self._maker = None

    def _page(self, path: str) -> tuple[int, bytes | None]:
        maker = self._maker
        return maker.page(path) if maker is not None else (0, None)

    def _hear(self, said: dict[str, Any]) -> None:
        """Take in what the process says of a save that it has read, or of the build of one."""
        if "read" in said:
            self._watched.add(map(Path, said["watched"]))
            if said["mistakes"] and self.shown.found(said["read"], DATA, said["mistakes"]):
                _tell(said["mistakes"])
            return
        if "checked" in said:
            self.shown.found(said["checked"], DATA, [])
            return
        site = Path(said["site"]) if said["site"] else None
        for notice in said["notices"]:
            if notice not in self._notices:
                _say(notice)
        self._notices = said["notices"] if site else self._notices
        if self.shown.found(said["done"], said["where"], said["mistakes"]):
            _tell(said["mistakes"])
        if said["done"] == self.shown.wanted:
            now = time.strftime("%H:%M:%S")
            if site is None:
                _say(f"{now}  The last good pages are still being served; mend the mistake to go on.")
            else:
                _say(f"{now}  built in {time.monotonic() - self._saved:.1f} s: {self.address}")
        old = self.shown.built(said["done"], site)
        for folder in (old, self._folder / f"build-{said['done']}" / "site" if site is None else None):
            if folder is not None:
                shutil.rmtree(folder.parent, ignore_errors=True)


def serve(data: Path, docs: Path | None, port: int) -> int:
    """Serve the site at a port of this machine, and follow each change until the command is ended."""
    folder = Path(tempfile.mkdtemp(prefix="handbook-serve-"))
    try:
        with ending_tidily():
            try:
                follower = Follower(data, docs, port, folder)
            except (OSError, OverflowError) as error:
                reason = getattr(error, "strerror", None) or error
                other = f"handbook serve --port {port + 1 if port < 65535 else 8001}"
                print(
                    f"port {port} cannot be used ({reason}); end what uses it, or choose another: {other}",
                    file=sys.stderr,
                )
                return 1
            try:
                _say(f"{follower.address} shows the handbook and follows each change; Ctrl-C ends it")
                follower.run()
            finally:
                follower.end()
    except KeyboardInterrupt:
        pass
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _tell(mistakes: Iterable[Mistake]) -> None:
    for mistake in mistakes:
        _say(as_line(mistake))


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
