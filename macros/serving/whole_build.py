"""Builds and checks the whole site of data that are in memory, into a folder of its own."""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.source.load import Dataset
from macros import build_language, checked_data, mistakes

_BEHIND = 10  # how much nicer a whole build is than what makes the pages that are looked at
_NOTHING_SAID = "the build ended before it was done; the terminal may say why"


@dataclass(frozen=True)
class Place:
    """Where things are: the data, the prose, the folder to write to, the address at which it is served."""

    data: Path
    docs: Path | None
    folder: Path
    address: str


@dataclass
class Running:
    """A build in a process of its own; what it says comes through `output`, line by line."""

    process: int
    output: int
    generation: int
    rest: bytes = b""

    def said(self) -> list[dict[str, Any]]:
        """What the build says, once there is something to be read; the last of it has `done`."""
        part = os.read(self.output, 1 << 16)
        *lines, self.rest = (self.rest + part).split(b"\n")
        found: list[dict[str, Any]] = [json.loads(line) for line in lines]
        if not part:
            found.append(_failed(self.generation, mistakes.BUILD, mistakes.of_messages([_NOTHING_SAID])))
        if found and "done" in found[-1]:
            self._end()
        return found

    def kill(self) -> None:
        """End it at once, with the processes that it started."""
        try:
            os.killpg(self.process, signal.SIGKILL)
        except ProcessLookupError:
            os.kill(self.process, signal.SIGKILL)
        self._end()

    def _end(self) -> None:
        os.close(self.output)
        os.waitpid(self.process, 0)


def folder_of(place: Place, generation: int) -> Path:
    """Where the build of a save stands, with all that belongs to it."""
    return place.folder / f"build-{generation}"


def start(place: Place, dataset: Dataset, generation: int, left: Iterable[int] = ()) -> Running:
    """Build in a process that is forked, and so has all that is in memory.

    It first removes what is `left` of the builds of other saves.
    """
    output, there = os.pipe()
    process = os.fork()
    if process:
        os.close(there)
        return Running(process, output, generation)
    try:
        os.setpgid(0, 0)  # so that its own processes can be ended with it
        os.nice(_BEHIND)
        for other in left:  # here, since somebody waits for the page that was saved
            shutil.rmtree(folder_of(place, other), ignore_errors=True)
        for said in build(place, dataset, generation):
            line = json.dumps(said).encode() + b"\n"
            while line:
                line = line[os.write(there, line) :]
    finally:
        os._exit(0)


def build(place: Place, dataset: Dataset, generation: int) -> Iterator[dict[str, Any]]:
    """Build the site; say that the data are good, and then where the site is, or else what is wrong."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

    folder = folder_of(place, generation)
    folder.mkdir(parents=True, exist_ok=True)
    messages = folder / "messages"
    logger = logging.getLogger("mkdocs")
    collector = mistakes.Collector(messages)
    logger.addHandler(collector)
    logging.getLogger("mkdocs.handbook").setLevel(logging.INFO)  # notices of the checks, of MkDocs warnings
    said = ""
    try:
        checked_data.checked(dataset)
        yield {"checked": generation}
        assert dataset.programme is not None
        language = dataset.programme.languages[0]
        config = build_language.configuration(language, place.data, place.docs, folder / "site", False)
        config.extra |= {"served": True, "messages": str(messages)}
        config.site_url = place.address
        checked_data.hand_over(checked_data.CheckedData(dataset))
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
    except checked_data.BadData as error:
        yield _failed(generation, mistakes.DATA, mistakes.of_problems(error.problems))
        return
    except (Abort, ConfigurationError, MkDocsException, OSError) as error:
        said = str(error)
    except SystemExit:
        said = _NOTHING_SAID
    except Exception as error:  # the person who changes our code wants to see it in the page, too
        logger.exception("the build failed")
        said = f"{type(error).__name__}: {error}"
    finally:
        logger.removeHandler(collector)
    if said:
        found = [*mistakes.collected(messages, logging.ERROR)] or [said]
        yield _failed(generation, mistakes.BUILD, mistakes.of_messages(found))
        return
    warnings = mistakes.of_messages(mistakes.collected(messages, logging.WARNING))
    built = {"site": str(folder / "site"), "where": mistakes.BUILD, "mistakes": warnings}
    yield {"done": generation, "notices": mistakes.notices(messages), **built}


def _failed(generation: int, where: str, found: list[mistakes.Mistake]) -> dict[str, Any]:
    return {"done": generation, "notices": [], "site": None, "where": where, "mistakes": found}
