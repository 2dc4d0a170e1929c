"""Processes that work for this one, one a call, and all end when it ends.

Typst keeps what it laid out until its process ends.

The pool of concurrent.futures that starts a process per task (`max_tasks_per_child`) can wait forever if it
is stopped between two tasks: a task on its way to a process that has gone blocks it (Python 3.11).
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, ParamSpec, TypeVar, cast

# Bytes of the path of the folder for temporary files: the socket of the fork server there, whose path may
# have 104 on macOS and 108 on Linux, is called /pymp-12345678/listener-12345678.
_LONGEST_FOLDER = 70
Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class Gone(RuntimeError):
    """A process ended before it was done."""


class Workers:
    """The processes of one run: leaving the block ends them all, and none starts afterwards.

    `preload` names modules that every process needs. Temporary files go into `folder`.
    """

    def __init__(self, folder: str, preload: list[str]):
        self._folder = folder
        self._preload = preload
        self._lock = threading.Lock()
        self._begun: set[_Worker] = set()
        self._ended = False

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._ended = True
            for worker in self._begun:
                worker.end()

    def ask(self, function: Callable[Given, Answer], *given: Given.args, **named: Given.kwargs) -> Answer:
        """The result of a module's function, computed by a process that is started for it and ends with it.

        What the function raises is raised here.

        Raises:
            Gone: if the process has ended before.
        """
        worker = self._begin()
        try:
            return cast(Answer, worker.ask(function, *given, **named))
        finally:
            self._let_go(worker)

    def _begin(self) -> _Worker:
        with self._lock:
            if self._ended:
                raise Gone
            worker = _Worker(self._folder, self._preload)
            self._begun.add(worker)
            return worker

    def _let_go(self, worker: _Worker) -> None:
        with self._lock:
            if not self._ended:  # which ended this one too
                self._begun.remove(worker)
                worker.end()


class _Worker:
    """One other process, which carries out a call."""

    def __init__(self, folder: str, preload: list[str]):
        roomy = len(os.fsencode(tempfile.gettempdir())) <= _LONGEST_FOLDER
        if roomy and "forkserver" in multiprocessing.get_all_start_methods():
            # Processes start quickly from one that has loaded the modules.
            context: Any = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload(preload)
        else:
            context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=_work, args=(theirs, folder), daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, function: Callable[..., object], *given: object, **named: object) -> object:
        try:
            self._line.send((function, given, named))
            good, answer = self._line.recv()
        except (EOFError, OSError):
            raise Gone from None
        if not good:
            raise answer
        return answer

    def end(self) -> None:
        self._process.kill()
        self._process.join()


def _work(line: Connection, folder: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the first ends the others
    tempfile.tempdir = folder
    os.environ["RAYON_NUM_THREADS"] = "1"  # of Typst: its threads wait for each other, the processes do not
    with contextlib.suppress(EOFError, OSError):  # the parent has gone
        function, given, named = line.recv()
        try:
            answer: tuple[bool, object] = True, function(*given, **named)
        except Exception as error:
            answer = False, error
        line.send(answer)
