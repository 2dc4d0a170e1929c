"""Prints a set of editions side by side; what fails leaves the last good file and says why."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from handbook.load import Dataset
from handbook.printing import store
from handbook.printing.editions import matter, ready
from handbook.printing.matter import Library
from handbook.printing.pages import read_pages
from handbook.printing.plan import Printed
from handbook.printing.ready import Ready, make
from handbook.printing.typeset import Unprintable
from handbook.source_date import date_of
from handbook.views.edition import editions

_FEW = 4  # light editions that are done before another process has started
_CORES_A_BOOK = 4  # Typst uses several cores for one book, and a book needs some hundred megabytes


@dataclass
class Report:
    """What a run has done: names of the editions that are new, unchanged, or failed with the reasons."""

    made: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: dict[str, list[str]] = field(default_factory=dict)


def print_editions(
    dataset: Dataset, site: Path, wanted: Sequence[Printed], out: Path, *, fresh: bool = False
) -> Report:
    """Print `wanted` from the built site in the folder `site` into the folder `out`.

    What was printed before from the same matter is taken as it is, unless a `fresh` print is asked for.

    Raises:
        NoSite: where the site lacks a page.
        BadDate: where SOURCE_DATE_EPOCH is no date.
    """
    report = Report()
    out.mkdir(parents=True, exist_ok=True)
    jobs = []
    for printed, job in _jobs(dataset, site, wanted, report):
        fingerprint = job.fingerprint(store.press_fingerprint())
        kept = None if fresh else store.find(fingerprint)
        if kept is not None:
            store.write(out / job.name, kept)
            report.unchanged.append(job.name)
        else:
            jobs.append((printed, job, fingerprint))
    for job, fingerprint, made in _run(jobs):
        if isinstance(made, bytes):
            store.keep(fingerprint, made)
            store.write(out / job.name, made)
            report.made.append(job.name)
        else:
            report.failed[job.name] = [made]
    store.tidy()
    return report


def _jobs(
    dataset: Dataset, site: Path, wanted: Sequence[Printed], report: Report
) -> Iterator[tuple[Printed, Ready]]:
    """Everything that can be printed, as plain bytes; what cannot is reported."""
    known = editions(dataset)
    codes = dict.fromkeys(code for printed in wanted for code in printed.languages)
    libraries = {code: Library(known[code], read_pages(site, known[code])) for code in codes}
    when = date_of(next(iter(known.values())).about.date)
    for printed in wanted:
        made = matter(printed, libraries)
        problems = made.problems()
        if problems:
            report.failed[printed.name] = problems
        else:
            yield printed, ready(printed, made, libraries, when)


_Job = tuple[Printed, Ready, str]


def _run(jobs: Sequence[_Job]) -> Iterator[tuple[Ready, str, bytes | str]]:
    """Each job with its PDF, or with the reason why there is none."""
    heavy = [job for job in jobs if job[0].heavy]
    if len(heavy) + len(jobs) <= _FEW or len(jobs) == 1:
        for _, job, fingerprint in jobs:
            yield job, fingerprint, _attempt(job)
        return
    cores = os.cpu_count() or 1
    fresh = multiprocessing.get_context("spawn")
    with ExitStack() as stack:
        # A process of its own for each book: Typst keeps what it laid out until its process ends.
        lanes = max(1, cores // _CORES_A_BOOK)
        books = stack.enter_context(ProcessPoolExecutor(lanes, fresh, max_tasks_per_child=1))
        sheets = stack.enter_context(ProcessPoolExecutor(max(1, cores - 1), fresh))
        waiting: list[tuple[Ready, str, Future[bytes | str]]] = []
        for printed, job, fingerprint in jobs:
            pool = books if printed.heavy else sheets
            waiting.append((job, fingerprint, pool.submit(_attempt, job)))
        for job, fingerprint, future in waiting:
            try:
                yield job, fingerprint, future.result()
            except BrokenProcessPool:
                yield job, fingerprint, "the process ended before it was done; is there enough memory?"


def _attempt(job: Ready) -> bytes | str:
    try:
        return make(job)
    except Unprintable as error:
        return f"Typst refuses it: {error}"
