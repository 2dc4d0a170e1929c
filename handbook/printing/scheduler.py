"""Typesets printed forms in parallel: books one after the other, light sheets beside them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import ExitStack

from handbook.outputs.printed import Printed
from handbook.printing.job import PrintJob
from handbook.printing.typst_compile import Unprintable, complete, set_type
from handbook.printing.worker_processes import Gone, Workers

Job = tuple[Printed, PrintJob, str]  # with its fingerprint
Done = tuple[*Job, bytes | str]  # with the PDF or the reason for its absence
_Made = Future[bytes | str]

_CORES_A_BOOK = 4  # Typst uses several cores for one book, and some hundred megabytes for each


def one_by_one(jobs: Iterable[Job]) -> Generator[Done, None, None]:
    """Typeset each job in this process."""
    for printed, job, fingerprint in jobs:
        yield printed, job, fingerprint, _make(job)


def side_by_side(jobs: Iterable[Job]) -> Generator[Done, None, None]:
    """Typeset each job in another process, on all cores; a job starts as soon as `jobs` yields it.

    Anything that ends this early, such as Ctrl-C, ends the other processes too and leaves nothing behind.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="handbook-print-"))
        cores = os.cpu_count() or 1
        # Threads that wait for processes; these end first.
        books = stack.enter_context(ThreadPoolExecutor(max(1, cores // _CORES_A_BOOK)))
        sheets = stack.enter_context(ThreadPoolExecutor(max(1, cores - 1)))
        workers = stack.enter_context(Workers(folder, ["handbook.printing.typst_compile"]))
        try:
            yield from _set_and_finish(jobs, workers, books, sheets)
        finally:
            for pool in (books, sheets):
                pool.shutdown(wait=False, cancel_futures=True)


def _set_and_finish(
    jobs: Iterable[Job], workers: Workers, books: ThreadPoolExecutor, sheets: ThreadPoolExecutor
) -> Iterator[Done]:
    begun: dict[_Made, Job] = {}
    for printed, job, fingerprint in jobs:
        if printed.heavy:  # in a process of its own: Typst keeps what it laid out until its process ends
            future = books.submit(workers.ask_a_new_one, _set, job)
        else:
            future = sheets.submit(workers.ask, _make, job)
        begun[future] = (printed, job, fingerprint)
    finishing: dict[_Made, Job] = {}
    for future in as_completed(begun):
        job = begun[future][1]
        made = _result(future)
        if isinstance(made, bytes) and job.heavy:
            finishing[sheets.submit(workers.ask, complete, job, made)] = begun[future]
        else:
            yield *begun[future], made
    for future in as_completed(finishing):
        yield *finishing[future], _result(future)


def _result(future: _Made) -> bytes | str:
    try:
        return future.result()
    except Gone:
        return "the process ended before it was done; is there enough memory?"


def _make(job: PrintJob) -> bytes | str:
    """One printed form from beginning to end."""
    made = _set(job)
    return complete(job, made) if isinstance(made, bytes) else made


def _set(job: PrintJob) -> bytes | str:
    """A printed form as Typst makes it, or the reason why it cannot."""
    try:
        return set_type(job)
    except Unprintable as error:
        return f"Typst refuses it: {error}"
