"""Builds editions on this machine: each job has a process of its own, which lives as long as the run.

They are started as programs, since a worker of a cluster, too, has one, and may not use multiprocessing.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from typing import IO, Any

from handbook.region_builds.work import Done, Inputs, State, Task
from handbook.resources import PACKAGE

TRIES = 2
"""So often an edition is begun whose process ended: the first one may have ended for another reason."""
_GONE = "the process that built it ended; is there enough memory?"
_LAST = 10.0  # seconds that a process has to end by itself


class EditionProcess:
    """A process that builds editions one after the other; another takes its place if it ends.

    `module` is what it runs: it reads inputs and tasks as pickles on standard input, and answers each task.
    """

    def __init__(self, module: str):
        self._module = module
        self._process: subprocess.Popen[bytes] | None = None
        self._told = ""

    def build(self, inputs: Inputs, task: Task) -> Done:
        """Build an edition; one whose process ends each time has failed."""
        for tries in range(1, TRIES + 1):
            try:
                process = self._running(inputs)
                _send(process.stdin, task)
                done: Done = pickle.load(process.stdout)  # type: ignore[arg-type]
            except (EOFError, OSError, pickle.UnpicklingError):
                self.end()
                continue
            return replace(done, tries=tries)
        return Done(task.code, State.FAILED, (_GONE,), tries=TRIES)

    def _running(self, inputs: Inputs) -> subprocess.Popen[bytes]:
        if self._process is None:
            found = [str(PACKAGE.parent), os.environ.get("PYTHONPATH")]  # where this process found its code
            self._process = subprocess.Popen(
                [sys.executable, "-m", self._module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, found))},
            )
            self._told = ""
        if self._told != inputs.digest:
            _send(self._process.stdin, inputs)
            self._told = inputs.digest
        return self._process

    def end(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            process.terminate()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                stream.close()  # type: ignore[union-attr]
        try:
            process.wait(_LAST)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _send(stream: IO[bytes] | None, value: Any) -> None:
    assert stream is not None
    pickle.dump(value, stream)
    stream.flush()


class Processes:
    """So many processes at a time on this machine, each of which runs `module`."""

    def __init__(self, module: str, jobs: int):
        self._jobs = jobs
        self._all = tuple(EditionProcess(module) for _ in range(jobs))
        self._idle = list(self._all)
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
                for process in self._all:
                    process.end()

    def _one(self, inputs: Inputs, task: Task) -> Done:
        with self._lock:
            process = self._idle.pop()
        try:
            return process.build(inputs, task)
        finally:
            with self._lock:
                self._idle.append(process)
