"""Work that several processes share, each a part of it."""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from typing import BinaryIO, TypeVar

from mkdocs.exceptions import BuildError

from handbook.signals import end_with, held_back

T = TypeVar("T")
R = TypeVar("R")


class WorkerFailed(BuildError):
    """A process could not do its part; what it said stands on standard error."""


def in_parts(items: list[T], work: Callable[[list[T]], R], processes: int) -> Iterator[R]:
    """The results of `work` for runs of `items`, in their order, each made in a process of its own.

    With one process, or where processes cannot be forked, all is done in this one.

    Raises:
        WorkerFailed: if a process ended before its part was done.
    """
    count = min(processes, len(items))
    if count < 2 or not hasattr(os, "fork"):
        yield work(items)
        return
    size = -(-len(items) // count)
    parts = [items[start : start + size] for start in range(0, len(items), size)]
    running = [_start(work, part) for part in parts]
    try:
        while running:
            process, result = running.pop(0)
            with result:
                if os.waitpid(process, 0)[1]:
                    raise WorkerFailed("a process that rendered pages failed; its messages stand above")
                result.seek(0)
                yield pickle.load(result)
    finally:
        for process, result in running:  # no process outlives the build
            os.waitpid(process, 0)
            result.close()


def _start(work: Callable[[list[T]], R], part: list[T]) -> tuple[int, BinaryIO]:
    """Fork a process for a part; its number, and the file into which it writes its result."""
    result = tempfile.TemporaryFile()  # noqa: SIM115 - closed once it is read
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    with held_back():
        process = os.fork()
    if process:
        return process, result
    code = 1
    try:
        end_with(parent)
        pickle.dump(work(part), result)
        result.flush()
        code = 0
    except SystemExit as error:  # what is wrong was said
        code = int(error.code) if isinstance(error.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)
