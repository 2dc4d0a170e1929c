"""Typesets printed forms in parallel: the parts of books, and light sheets beside them."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from functools import partial
from typing import TypeVar

from handbook.outputs.printed import Printed
from handbook.printing.job import PrintJob
from handbook.printing.parts import Typesetting, Unsettled, is_large, set_in_parts
from handbook.printing.typst_compile import Unprintable, bind, complete, measure_part, set_part, set_type
from handbook.printing.worker_processes import Gone, Workers

Job = tuple[Printed, PrintJob, str]  # with its fingerprint
Done = tuple[*Job, bytes | str]  # with the PDF or the reason for its absence
_Made = Future[bytes | str]
_T = TypeVar("_T")

_GONE = "the process ended before it was done; is there enough memory?"
_BOOKS = 2  # at once: while one waits for its page numbers, the parts of another are set


def one_by_one(jobs: Iterable[Job]) -> Generator[Done, None, None]:
    """Typeset each job in this process."""
    for printed, job, fingerprint in jobs:
        yield printed, job, fingerprint, _make(job)


def in_one_process(jobs: Iterable[Job], spent: list[float]) -> Generator[Done, None, None]:
    """Typeset all jobs in one other process, for a command that does other work on the other cores.

    The seconds of processor time that it took are added to `spent`.
    """
    held = list(jobs)
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="handbook-print-"))
        workers = stack.enter_context(Workers(folder, ["handbook.printing.typst_compile"]))
        try:
            made, took = workers.ask(_make_all, [job for _, job, _ in held])
            spent.append(took)
        except Gone:
            made = [_GONE for _ in held]
    for (printed, job, fingerprint), one in zip(held, made, strict=True):
        yield printed, job, fingerprint, one


def _make_all(jobs: Sequence[PrintJob]) -> tuple[list[bytes | str], float]:
    return list(map(_make, jobs)), time.process_time()


def side_by_side(jobs: Iterable[Job]) -> Generator[Done, None, None]:
    """Typeset each job in another process, on all cores; a job starts as soon as `jobs` yields it.

    Anything that ends this early, such as Ctrl-C, ends the other processes too and leaves nothing behind.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="handbook-print-"))
        # Threads that wait for processes; these end first.
        books = stack.enter_context(ThreadPoolExecutor(_BOOKS))
        processes = stack.enter_context(ThreadPoolExecutor(os.cpu_count()))
        workers = stack.enter_context(Workers(folder, ["handbook.printing.typst_compile"]))
        try:
            yield from _set_and_finish(jobs, workers, books, processes)
        finally:
            for pool in (books, processes):
                pool.shutdown(wait=False, cancel_futures=True)


def _set_and_finish(
    jobs: Iterable[Job], workers: Workers, books: ThreadPoolExecutor, processes: ThreadPoolExecutor
) -> Iterator[Done]:
    begun: dict[_Made, Job] = {}
    for printed, job, fingerprint in jobs:
        if printed.heavy and is_large(job):
            future = books.submit(_set_book, job, workers, processes)
        else:
            future = processes.submit(workers.ask, _make, job)
        begun[future] = (printed, job, fingerprint)
    for future in as_completed(begun):
        yield *begun[future], _result(future)


def _set_book(job: PrintJob, workers: Workers, processes: ThreadPoolExecutor) -> bytes | str:
    """A book set in parts, each by a process of its own."""

    def each(function: Callable[[PrintJob], _T], jobs: Sequence[PrintJob]) -> list[_T]:
        begun = [processes.submit(workers.ask, function, part) for part in jobs]
        try:
            return [future.result() for future in begun]
        finally:
            for future in begun:
                future.cancel()

    try:
        parts = set_in_parts(job, Typesetting(partial(each, measure_part), partial(each, set_part)))
        return processes.submit(workers.ask, bind, job, parts).result()
    except (Unprintable, Unsettled) as error:
        return _refused(error)


def _result(future: _Made) -> bytes | str:
    try:
        return future.result()
    except Gone:
        return _GONE


def _make(job: PrintJob) -> bytes | str:
    """One printed form from beginning to end."""
    try:
        return complete(job, set_type(job))
    except Unprintable as error:
        return _refused(error)


def _refused(error: ValueError) -> str:
    return f"Typst refuses it: {error}"
