"""Editions set side by side: books one after the other, light sheets beside them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from multiprocessing.context import BaseContext
from typing import Any

from handbook.printing.plan import Printed
from handbook.printing.ready import Ready, complete, set_type
from handbook.printing.typeset import Unprintable

Job = tuple[Printed, Ready, str]  # with its fingerprint
Done = tuple[Ready, str, bytes | str]  # with its fingerprint, and the PDF or the reason why there is none

_CORES_A_BOOK = 4  # Typst uses several cores for one book, and a book needs some hundred megabytes


def one_by_one(jobs: Iterable[Job]) -> Iterator[Done]:
    """Each job set in this process."""
    for _, job, fingerprint in jobs:
        yield job, fingerprint, _make(job)


def side_by_side(jobs: Iterable[Job]) -> Iterator[Done]:
    """Each job set in another process, on all cores; a job begins as soon as `jobs` brings it forth.

    Whatever ends this early, Ctrl-C for example, ends the other processes too and leaves nothing behind.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="handbook-print-"))
        cores = os.cpu_count() or 1
        # A process of its own for each book: Typst keeps what it laid out until its process ends.
        books = stack.enter_context(_pool(max(1, cores // _CORES_A_BOOK), folder, max_tasks_per_child=1))
        sheets = stack.enter_context(_pool(max(1, cores - 1), folder))
        try:
            yield from _set_and_finish(jobs, books, sheets)
        except BaseException:
            for pool in (books, sheets):
                _end(pool)
            raise


def _set_and_finish(
    jobs: Iterable[Job], books: ProcessPoolExecutor, sheets: ProcessPoolExecutor
) -> Iterator[Done]:
    begun: dict[Future[Any], tuple[Ready, str]] = {}
    for printed, job, fingerprint in jobs:
        future = books.submit(_set, job) if printed.heavy else sheets.submit(_make, job)
        begun[future] = (job, fingerprint)
    finishing: dict[Future[Any], tuple[Ready, str]] = {}
    for future in as_completed(begun):
        job, fingerprint = begun[future]
        made = _result(future)
        if isinstance(made, bytes) and job.heavy:
            finishing[sheets.submit(complete, job, made)] = (job, fingerprint)
        else:
            yield job, fingerprint, made
    for future in as_completed(finishing):
        yield *finishing[future], _result(future)


def _pool(size: int, folder: str, **options: int) -> ProcessPoolExecutor:
    """Processes that work in `folder`."""
    return ProcessPoolExecutor(size, _processes(), _work_in, (folder,), **options)


def _work_in(folder: str) -> None:
    tempfile.tempdir = folder
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C reaches all processes; the first one ends the others


def _end(pool: ProcessPoolExecutor) -> None:
    """End the processes of a pool now; what they were about is no longer wanted."""
    processes = list((pool._processes or {}).values())  # Python 3.14 has kill_workers() for this
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.kill()


def _make(job: Ready) -> bytes | str:
    """One edition from beginning to end."""
    made = _set(job)
    return complete(job, made) if isinstance(made, bytes) else made


def _set(job: Ready) -> bytes | str:
    """An edition as Typst makes it, or the reason why it does not."""
    try:
        return set_type(job)
    except Unprintable as error:
        return f"Typst refuses it: {error}"


def _processes() -> BaseContext:
    """Processes that begin quickly, out of one that has read the programs, where there is such a thing."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["handbook.printing.ready"])
    return context


def _result(future: Future[Any]) -> bytes | str:
    try:
        result: bytes | str = future.result()
    except BrokenProcessPool:
        return "the process ended before it was done; is there enough memory?"
    return result
