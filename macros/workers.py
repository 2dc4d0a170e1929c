"""Work that other processes do: each a part of it, or one alone."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO, NoReturn, TypeVar

from mkdocs.exceptions import BuildError

from handbook.machine_faults import sentence_of
from handbook.signals import end_with, held_back

T = TypeVar("T")
R = TypeVar("R")
_FAILED = "a process that did a part of the work failed; its messages stand above"


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
    running = [_start_part(partial(_alone, work, part)) for part in parts]
    try:
        while running:
            process, result = running.pop(0)
            with result:
                if os.waitpid(process, 0)[1]:
                    raise WorkerFailed(_FAILED)
                result.seek(0)
                yield pickle.load(result)
    finally:
        for process, result in running:  # no process outlives the build
            os.waitpid(process, 0)
            result.close()


def apart(work: Callable[[], Iterator[R]]) -> Iterator[R]:
    """What `work` yields, made by a process of its own, which goes on while this one uses what it has.

    What memory the process takes goes with it. Where processes cannot be forked, this one does the work.

    Raises:
        WorkerFailed: if the process ended before its work was done.
    """
    if not can_fork():
        yield from work()
        return
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as answer:
        with os.fdopen(writing, "wb") as told:
            process = start(partial(_tell, work, told))
        try:
            with contextlib.suppress(EOFError, pickle.UnpicklingError):  # it was cut short
                while answer.peek(1):
                    yield pickle.load(answer)
        except BaseException:  # nobody waits any more, or a signal came
            os.kill(process, signal.SIGKILL)
            raise
        finally:
            status = os.waitpid(process, 0)[1]
            gc.unfreeze()
    if status:
        raise WorkerFailed(_FAILED)


def _alone(work: Callable[[T], R], part: T) -> Iterator[R]:
    yield work(part)


def _start_part(work: Callable[[], Iterator[Any]]) -> tuple[int, BinaryIO]:
    """Fork a process for a part; its number, and the file into which it writes its result."""
    result = tempfile.TemporaryFile()  # noqa: SIM115 - closed once it is read
    return start(partial(_tell, work, result)), result


def _tell(work: Callable[[], Iterator[Any]], told: BinaryIO) -> int:
    """Write what `work` yields, each at once; 0 once all is written."""
    for result in work():
        pickle.dump(result, told, pickle.HIGHEST_PROTOCOL)
        told.flush()
    return 0


def start(work: Callable[[], int], started: Callable[[int], object] | None = None) -> int:
    """Fork a process for `work`, which ends with its result as exit code; return the number of the process.

    No signal comes before `started`, if it is given, has the number. The process ends when this one has
    ended; whatever happens to its work, it goes on with nothing else: what this one would do next is not its
    own.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()  # a search for cycles writes into all that it visits, which would then be held twice
    parent = os.getpid()
    with held_back() as let_through:
        process = os.fork()
        if not process:
            _do_and_end(work, parent, let_through)
        if started is not None:
            started(process)
    return process


def _do_and_end(work: Callable[[], int], parent: int, let_signals_through: Callable[[], object]) -> NoReturn:
    code = 1
    try:
        let_signals_through()
        end_with(parent)
        code = work()
    except SystemExit as error:  # what is wrong was said
        code = int(error.code) if isinstance(error.code, int) else 1
    except KeyboardInterrupt:  # the process that waits for this one ends, too
        code = 128 + signal.SIGINT
    except BaseException as error:
        sentence = sentence_of(error)
        if sentence is None:
            traceback.print_exc()
        else:
            print(sentence, file=sys.stderr, flush=True)
    finally:
        os._exit(code)


def can_fork() -> bool:
    """Whether this process can be forked: not on Windows, and not with threads, which a fork would lose."""
    return hasattr(os, "fork") and threading.active_count() == 1
