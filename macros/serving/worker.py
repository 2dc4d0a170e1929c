"""The process that holds the data in memory: reads what was saved, makes single pages, starts whole builds.

It is told what to do by one line of JSON after another, and answers in the same way.
"""

from __future__ import annotations

import contextlib
import gc
import json
import logging
import os
import selectors
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from handbook.source.load import Dataset, read
from macros import mistakes
from macros.serving import whole_build
from macros.serving.whole_build import Place, Running

_NOT_OURS = ("SIGINT", "SIGTERM", "SIGHUP")  # the command that started us tells us when to end
_FORKS = hasattr(os, "fork")


class Worker:
    """What the process holds."""

    def __init__(self, place: Place, output: int):
        self._place, self._output = place, output
        self._assets = place.folder / "assets"
        self._dataset: Dataset | None = None
        self._good: Dataset | None = None
        self._generation = 0
        self._languages: dict[str, Any] = {}
        self._following: dict[str, int] = {}
        self._left: list[int] = []
        self.build: Running | None = None

    def read(self, generation: int) -> None:
        """Read what has changed; say what keeps it from being shown, and which other files count."""
        self.end_build()
        place = self._place
        self._generation = generation
        self._dataset = dataset = read(place.data, place.docs, self._good)
        found: list[mistakes.Mistake] = []
        watched: list[str] = []
        if dataset.programme is None:
            found = mistakes.of_problems(dataset.problems)
        else:
            self._good = dataset
            try:
                watched = self._language(dataset.programme.languages[0]).watched
            except (Exception, SystemExit) as error:
                found = mistakes.of_messages([f"the site cannot be set up: {error}"])
        self._say({"read": generation, "mistakes": found, "watched": watched})

    def page(self, number: int, path: str) -> None:
        """Make the page at a path below the site's root, or say that it cannot be made."""
        html: str | None = None
        if self._dataset is not None and self._dataset.programme is not None:
            languages = self._dataset.programme.languages
            first, _, rest = path.partition("/")
            language, address = (first, rest) if first in languages[1:] else (languages[0], path)
            with contextlib.suppress(Exception, SystemExit):  # the whole build says what is wrong
                made = self._language(language).page(address)
                html = made.decode() if made is not None else None
        self._say({"page": number, "generation": self._generation, "html": html})

    def start_build(self) -> None:
        """Build the whole site of what was read."""
        assert self._dataset is not None
        if _FORKS:
            self.build = whole_build.start(self._place, self._dataset, self._generation, self._left)
        else:
            for said in whole_build.build(self._place, self._dataset, self._generation):
                self._say(said)

    def take_build(self) -> None:
        """Pass on what the build has said."""
        assert self.build is not None
        for said in self.build.said():
            self._say(said)
            if "done" in said:
                self.build = None
                self._left.clear()

    def end_build(self) -> None:
        """End the build that is running: it is of data that are no longer the newest."""
        if self.build is not None:
            build, self.build = self.build, None
            build.kill()
            self._left.append(build.generation)

    def _language(self, language: str) -> Any:
        """The single pages of a language, of the newest data that can be shown."""
        from macros.serving.single_pages import SinglePages

        assert self._good is not None
        assert self._good.programme is not None
        if language not in self._languages:
            original = language == self._good.programme.languages[0]
            assets = self._assets if original else self._assets / language
            self._languages[language] = SinglePages(self._place, self._good, language, assets)
        elif self._following[language] != self._generation:
            self._languages[language].follow(self._good)
        self._following[language] = self._generation
        return self._languages[language]

    def _say(self, words: dict[str, Any]) -> None:
        said = json.dumps(words).encode() + b"\n"
        while said:
            said = said[os.write(self._output, said) :]


def main(argument: str) -> None:
    """Do what is told on standard input until it ends."""
    for name in _NOT_OURS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.WARNING)
    logger.addHandler(logging.NullHandler())  # a whole build collects what is said; single pages say nothing
    output = os.dup(1)
    os.dup2(2, 1)  # what others print is not an answer
    told = json.loads(argument)
    place = Place(
        Path(told["data"]),
        Path(told["docs"]) if told["docs"] else None,
        Path(told["folder"]),
        told["address"],
    )
    worker = Worker(place, output)
    gc.disable()  # to go through a large programme takes as long as a page, and somebody waits for that
    first = True
    try:
        for order in _orders(worker):
            if "read" in order:
                worker.read(order["read"])
                if first:
                    gc.freeze()  # almost all of this stays
                    first = False
            elif "page" in order:
                worker.page(order["page"], order["path"])
            else:
                worker.start_build()
                gc.collect()
    finally:
        worker.end_build()


def _orders(worker: Worker) -> Iterator[dict[str, Any]]:
    """What this process is told, until its input ends; in between, what a build says is passed on."""
    if not _FORKS:
        yield from map(json.loads, sys.stdin.buffer)
        return
    rest = b""
    while True:
        with selectors.DefaultSelector() as ready:
            ready.register(0, selectors.EVENT_READ)
            if worker.build is not None:
                ready.register(worker.build.output, selectors.EVENT_READ)
            found = {key.fd for key, _ in ready.select()}
        if worker.build is not None and worker.build.output in found:
            worker.take_build()
        if 0 in found:
            part = os.read(0, 1 << 16)
            if not part:
                return
            *lines, rest = (rest + part).split(b"\n")
            yield from map(json.loads, lines)


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):  # the command that started us was killed
        main(sys.argv[1])
