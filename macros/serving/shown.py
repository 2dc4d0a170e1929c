"""What browsers are shown: pages of the last whole build, and newer ones that were made singly since."""

from __future__ import annotations

import hashlib
import html
import mimetypes
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from macros.mistakes import Mistake, as_line

_LOOKED = 3.0  # seconds for which a page counts as looked at after it was asked for
_PATIENCE = 60.0  # seconds that a browser waits for a page that is being made, or a file of a first build
_FIRST = (
    "<!doctype html>\n<html lang=en><meta charset=utf-8><title>{title}</title>\n"
    "<body><h1>{title}</h1>{said}</body>\n"
)


@dataclass(frozen=True)
class Answer:
    """What a browser gets: a status of HTTP, the kind of content, and the content."""

    status: int
    kind: str
    content: bytes

    @property
    def version(self) -> str:
        """A name for the content; another content has another one."""
        return hashlib.sha256(self.content).hexdigest()[:16]


class Shown:
    """What is known of each save, all numbered. Any thread may ask.

    `make` makes the page at a path of the newest data, in time that the caller has to wait, and returns the
    number of the save and the page; None for a page that cannot be made. `assets` holds what such pages load.
    """

    def __init__(self, make: Callable[[str], tuple[int, bytes | None]], assets: Path):
        self._make, self._assets = make, assets
        self.changed = threading.Condition()
        self.wanted = 0
        self._done = 0
        self._site: Path | None = None
        self._of_site = 0
        self._single: dict[str, tuple[int, bytes]] = {}
        self._making: dict[str, threading.Lock] = {}
        self._tried: dict[str, int] = {}
        self._looked: dict[str, float] = {}
        self._looking: dict[str, int] = {}
        self._mistakes: dict[str, list[Mistake]] = {}

    def expect(self) -> int:
        """Count one more save; its number."""
        with self.changed:
            self.wanted += 1
            return self.wanted

    @property
    def mistakes(self) -> list[Mistake]:
        """All that is known to be wrong."""
        with self.changed:
            return [mistake for found in self._mistakes.values() for mistake in found]

    def found(self, number: int, where: str, mistakes: list[Mistake]) -> bool:
        """What is wrong in the data, or elsewhere, if no newer save was made; return whether that is new."""
        with self.changed:
            is_new = number == self.wanted and self._mistakes.get(where, []) != mistakes
            if is_new:
                self._mistakes[where] = mistakes
                self.changed.notify_all()
            return is_new

    def built(self, number: int, site: Path | None) -> Path | None:
        """A whole build is done, in a folder unless it failed; return the folder that it replaces, if any."""
        with self.changed:
            self._done = max(self._done, number)
            before = self._site
            if site is not None and number > self._of_site:
                self._site, self._of_site = site, number
                self._single = {path: held for path, held in self._single.items() if held[0] > number}
            self.changed.notify_all()
            return before if before != self._site else None

    def looked_at(self) -> list[str]:
        """Paths of the pages that are being looked at, the last one first."""
        with self.changed:
            since = time.monotonic() - _LOOKED
            paths = [path for path, at in self._looked.items() if at > since or self._looking.get(path)]
            return sorted(paths, key=lambda path: -self._looked[path])

    @contextmanager
    def looking(self, path: str) -> Iterator[None]:
        """Until the end of the block a browser looks at the page at a path."""
        with self.changed:
            self._looked.setdefault(path, 0.0)
            self._looking[path] = self._looking.get(path, 0) + 1
        try:
            yield
        finally:
            with self.changed:
                self._looking[path] -= 1
                self._looked[path] = max(self._looked[path], time.monotonic() - _LOOKED / 2)

    def renew(self, path: str) -> None:
        """Make sure that a page is as new as the newest data, if it can be made."""
        with self.changed:
            making = self._making.setdefault(path, threading.Lock())
        with making:
            if self._is_new(path):
                return
            number, page = self._make(path)
            with self.changed:
                self._tried[path] = number
                if page is not None and number >= self._of_site:
                    self._single[path] = number, page
                    self.changed.notify_all()

    def page(self, path: str, *, fresh: bool = True) -> Answer:
        """The page at a path such as `t/b3`; `fresh` makes it anew if there are newer data."""
        if fresh:
            with self.changed:
                self._looked[path] = time.monotonic()
            self.renew(path)
        with self.changed:
            single, site = self._single.get(path), self._site
            if single is not None:
                return Answer(200, "text/html", single[1])
        page = _content(site, f"{path}/index.html".lstrip("/"))
        if page is not None:
            return Answer(200, "text/html", page)
        missing = _content(site, "404.html")
        return Answer(404, "text/html", missing) if missing is not None else self._first()

    def file(self, path: str) -> Answer:
        """A file other than a page; that of a first build is waited for."""
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        end = time.monotonic() + _PATIENCE
        with self.changed:
            while True:
                content = _content(self._site, path) or _content(self._assets, path)
                if content is not None:
                    return Answer(200, kind, content)
                if (
                    self._site is not None
                    or self._done == self.wanted
                    or not self.changed.wait(end - time.monotonic())
                ):
                    break
        return self.page(path, fresh=False)

    def is_page(self, path: str) -> bool:
        """Whether a path without a slash at its end is that of a page."""
        with self.changed:
            return path in self._single or _content(self._site, f"{path}/index.html") is not None

    def _is_new(self, path: str) -> bool:
        with self.changed:
            single = self._single.get(path)
            made = max(self._of_site, single[0] if single else 0, self._tried.get(path, 0))
            return made >= self.wanted

    def _first(self) -> Answer:
        """What is shown before the first page could be built."""
        with self.changed:
            lines = map(as_line, self.mistakes)
            title = "Nothing can be shown yet" if self.mistakes else "The handbook is being built"
        said = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
        return Answer(503, "text/html", _FIRST.format(title=title, said=said).encode())


def _content(folder: Path | None, name: str) -> bytes | None:
    """A file below a folder, by a name that a browser may have made up; None if there is none."""
    parts = PurePosixPath(name).parts
    if folder is None or ".." in parts or any("\\" in part or "\0" in part or ":" in part for part in parts):
        return None
    file = folder.joinpath(*(part for part in parts if part != "/"))
    try:
        return file.read_bytes() if file.is_file() else None
    except (OSError, ValueError):
        return None
