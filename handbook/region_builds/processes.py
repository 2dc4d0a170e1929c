"""Builds editions on this machine: each job has a process of its own, which lives as long as the run."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress

from handbook.region_builds.work import Done, Inputs, State, Task
from handbook.signals import end_with

TRIES = 2
"""So often an edition is begun whose process ended: the second one is not to blame for the first."""
_GONE = "the process that built it ended; is there enough memory?"

Work = Callable[[Inputs, Task], Done]


class EditionProcess:
    """A process that builds editions one after the other; another takes its place if it ends."""

    def __init__(self, work: Work):
        self._work = work
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    def build(self, inputs: Inputs, task: Task) -> Done:
        """Build an edition; one whose process ends twice has failed."""
        for _ in range(TRIES):
            with self._lock:
                if self._pool is None:
                    context = multiprocessing.get_context("spawn")
                    self._pool = ProcessPoolExecutor(
                        1, mp_context=context, initializer=_begin, initargs=(os.getpid(),)
                    )
                pool = self._pool
            try:
                return pool.submit(self._work, inputs, task).result()
            except BrokenProcessPool:
                with self._lock:
                    self._pool = None
                pool.shutdown(wait=False)
        return Done(task.code, State.FAILED, (_GONE,))

    def end(self) -> None:
        """End the process."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            for process in list((pool._processes or {}).values()):
                with suppress(OSError, AttributeError):
                    process.terminate()
            pool.shutdown(wait=False, cancel_futures=True)


def _begin(parent: int) -> None:
    """In the new process: Ctrl-C is for the first one, whose end is the end of this."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with(parent)


class Processes:
    """So many processes at a time on this machine."""

    def __init__(self, work: Work, jobs: int):
        self._jobs = jobs
        self._idle = [EditionProcess(work) for _ in range(jobs)]
        self._all = tuple(self._idle)
        self._lock = threading.Lock()

    def build(self, inputs: Inputs, tasks: Iterator[Task]) -> Iterator[Done]:
        """How each edition went, in the order in which they are done.

        Tasks are asked for as processes become free, so that few are held at a time.
        """
        with ThreadPoolExecutor(self._jobs) as threads:
            begun: set[Future[Done]] = set()
            try:
                for task in tasks:
                    begun.add(threads.submit(self._one, inputs, task))
                    if len(begun) > self._jobs:
                        done, begun = wait(begun, return_when=FIRST_COMPLETED)
                        yield from (future.result() for future in done)
                while begun:
                    done, begun = wait(begun, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in done)
            finally:
                threads.shutdown(wait=False, cancel_futures=True)
                self.end()

    def _one(self, inputs: Inputs, task: Task) -> Done:
        with self._lock:
            process = self._idle.pop()
        try:
            return process.build(inputs, task)
        finally:
            with self._lock:
                self._idle.append(process)

    def end(self) -> None:
        """End all processes."""
        for process in self._all:
            process.end()
