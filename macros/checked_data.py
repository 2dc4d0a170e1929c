"""The data of a build: read and checked in a process of their own, and handed over to what shows them."""

from __future__ import annotations

import contextlib
import logging
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from handbook.check import problems
from handbook.check.case import Case
from handbook.check.responsible import contacts_reach_somebody
from handbook.files import DATA
from handbook.model.faults import refuse
from handbook.progress import SILENT, Progress
from handbook.source.load import Dataset, is_left_behind
from handbook.source.problems import Problem
from handbook.source.region_file import read_edition
from handbook.views import outline
from macros.workers import apart

_Held = dict[Path, tuple[int, int, int]]
log = logging.getLogger("mkdocs.handbook")


class BadData(ValueError):
    """The data has `problems` that keep the site from being built."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__("\n".join([*map(str, problems), f"The site was not built: {count} in the data."]))


class CheckedData:
    """The data of a build, which another process may still check while this one prepares to show them.

    Within a `with` block, what is wrong with the data is raised instead of any other error: it says why.
    Once they are checked, `notices` are what is to be told of a site that is built all the same.
    """

    def __init__(self, dataset: Dataset, told: Iterator[Any] | None = None, held: _Held | None = None):
        """Data that have been checked, or whose problems will be `told`; `held` are their files as read."""
        self.dataset = dataset
        self.notices: list[Problem] = []
        self._told = told
        self._held = held

    @classmethod
    def read(cls, data: Path, docs: Path | None, region: Path | None = None) -> CheckedData:
        """Read data, and the file of a region if its edition is to be built.

        Raises:
            SystemExit: with a sentence, if the generator has a field that no output shows.
            BadData: with every problem, if the data cannot be shown at all.
        """
        refuse(outline.faults())
        held = _held(data, docs, region)
        # Here, most of what is made on the way would stay, and in each process that is forked from this one.
        told = apart(partial(_read_and_check, data, docs, region))
        result = cls(next(told), told, held)
        if result.dataset.programme is None:
            result.wait()
        return result

    def wait(self) -> None:
        """Wait for the end of the checks, the first time.

        Raises:
            BadData: with every problem that keeps the site from being built, one per line.
        """
        if self._told is not None:
            told, self._told = self._told, None
            found, self.notices = told
            _judge(found)

    def changed(self) -> list[Path]:
        """Files of data and prose that are not any more as they were when they were read."""
        if self._held is None:
            return []
        now = _held(self.dataset.folder, self.dataset.docs, self.dataset.region)
        return sorted({file for file, _ in self._held.items() ^ now.items()})

    def __enter__(self) -> CheckedData:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and issubclass(kind, Exception):
            self.wait()


def _held(data: Path, docs: Path | None, region: Path | None) -> _Held:
    """By what a file of data or prose is known as the same, without being read."""
    result: _Held = {}
    files = [(f, f.relative_to(held)) for held in filter(None, (data, docs)) for f in held.rglob("*")]
    files += [(region, Path(region.name))] if region is not None else []
    for file, name in files:
        with contextlib.suppress(OSError):  # gone meanwhile
            seen = file.stat()
            if stat.S_ISREG(seen.st_mode) and not is_left_behind(name):
                result[file] = seen.st_ino, seen.st_size, seen.st_mtime_ns
    return result


def _read_and_check(data: Path, docs: Path | None, region: Path | None) -> Iterator[Any]:
    """The data, then the problems that checks find, and notices."""
    dataset = read_edition(data, docs, region)
    yield dataset
    yield problems(dataset)
    programme = dataset.programme
    yield list(contacts_reach_somebody(Case(dataset, programme))) if programme is not None else []


def checked(dataset: Dataset) -> None:
    """Check a programme that was read.

    Raises:
        BadData: with every problem that keeps the site from being built, one per line.
    """
    refuse(outline.faults())
    _judge(problems(dataset))


def _judge(found: list[Problem]) -> None:
    blocking = [problem for problem in found if problem.blocks]
    if blocking:
        raise BadData(blocking)
    for problem in found:
        if not problem.advice:
            log.info("Notice: %s", problem)


def hand_over(data: CheckedData, progress: Progress = SILENT) -> None:
    """Pass data to the build that is about to run in this process, so that it need not read them.

    It will tell `progress` how far it is.
    """
    _handed_over[:] = [(data, progress)]


_handed_over: list[tuple[CheckedData, Progress]] = []


def data_of(config: MkDocsConfig) -> tuple[CheckedData, Progress]:
    """The data of a build, as the main process has them or else read now; and its progress."""
    if _handed_over:
        return _handed_over.pop()
    data = Path(config.config_file_path).parent / (config.extra.get("data") or DATA)
    docs = Path(prose) if (prose := str(config.extra.get("prose", config.docs_dir))) else None
    region = Path(named) if (named := str(config.extra.get("region") or "")) else None
    if config.extra.get("part_of_whole"):
        return CheckedData(read_edition(data, docs, region)), SILENT
    return CheckedData.read(data, docs, region), SILENT
