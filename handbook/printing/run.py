"""Prints a set of printed forms; a failure keeps the last good file and is reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from handbook.files import write_whole
from handbook.localised import locales
from handbook.outputs.printed import OF_REGIONS, Printed
from handbook.printing import cache, scheduler
from handbook.printing.assemble import print_document, print_job
from handbook.printing.document import Library
from handbook.printing.report import Report
from handbook.printing.site_pages import SitePages
from handbook.progress import SILENT, Progress
from handbook.site_address import address_of_site
from handbook.source.load import Dataset
from handbook.source.region_file import RegionalDataset
from handbook.source_date import date_of

_MAKERS = ("handbook.printing.typst_compile", "handbook.printing.parts")
_PROGRAMS = ("typst", "pikepdf")
_BOOK = 30  # sheets that take as long as a book in one language
_FEW = 4  # light forms that are typeset before another process has started


def print_all(
    dataset: Dataset,
    site: Path,
    wanted: Sequence[Printed],
    out: Path,
    *,
    fresh: bool = False,
    progress: Progress = SILENT,
    one_process: bool = False,
) -> Report:
    """Print `wanted` from the built site in the folder `site` into the folder `out`.

    What was printed before from the same content is reused, unless a `fresh` print is asked for; `progress`
    is told how far it is. Other cores are left alone if `one_process` is to do it all.

    Raises:
        NoSite: if the site lacks a page.
        BadDate: if SOURCE_DATE_EPOCH is not a date.
    """
    report = Report()
    progress.step(f"typeset {len(wanted)} PDFs", sum(_effort(printed) for printed in wanted))
    out.mkdir(parents=True, exist_ok=True)
    few = len(wanted) <= _FEW and not any(printed.heavy for printed in wanted)
    set_out = scheduler.one_by_one if few else scheduler.side_by_side
    set_out = partial(scheduler.in_one_process, spent=report.cpu_seconds) if one_process else set_out
    with closing(set_out(_jobs(dataset, site, wanted, out, report, fresh, progress))) as done:
        for printed, job, fingerprint, made in done:
            progress.advance(_effort(printed))
            if isinstance(made, bytes):
                cache.keep(fingerprint, made)
                write_whole(out / job.name, made)
                report.made.append(job.name)
            else:
                report.failed[job.name] = [made]
    cache.tidy()
    return report


def _jobs(
    dataset: Dataset,
    site: Path,
    wanted: Sequence[Printed],
    out: Path,
    report: Report,
    fresh: bool,
    progress: Progress,
) -> Iterator[scheduler.Job]:
    """The jobs to typeset; cached forms are put in place, what cannot be printed is reported."""
    of_programme, of_region = _libraries(dataset, site, wanted)
    when = date_of(next(iter(locales(dataset).values())).about.date)
    maker = "".join(cache.maker_fingerprint(module, _PROGRAMS) for module in _MAKERS)
    for printed in wanted:
        libraries = of_region if printed.kind in OF_REGIONS and of_region else of_programme
        made = print_document(printed, libraries)
        problems = made.problems()
        if problems:
            report.failed[printed.name] = problems
            progress.advance(_effort(printed))
            continue
        job = print_job(printed, made, libraries, when)
        fingerprint = job.fingerprint(maker)
        kept = None if fresh else cache.find(fingerprint)
        if kept is None:
            yield printed, job, fingerprint
        else:
            write_whole(out / job.name, kept)
            report.unchanged.append(job.name)
            progress.advance(_effort(printed))


def _libraries(
    dataset: Dataset, site: Path, wanted: Sequence[Printed]
) -> tuple[dict[str, Library], dict[str, Library]]:
    """The pages in each language for forms of the programme, and for those of a region if it is of one."""
    address = address_of_site(site)
    codes = dict.fromkeys(code for printed in wanted for code in printed.languages)
    own = dataset.national if isinstance(dataset, RegionalDataset) else dataset
    known, local = locales(own), locales(dataset)
    of_programme = {code: Library(known[code], SitePages(site, known[code]), address) for code in codes}
    if own is dataset:
        return of_programme, {}
    pages = {code: SitePages(site, local[code], of_region=True) for code in codes}
    return of_programme, {code: Library(local[code], pages[code], address, True) for code in codes}


def _effort(printed: Printed) -> int:
    """How long a form takes to be typeset, measured in sheets."""
    return _BOOK * len(printed.languages) if printed.heavy else 1
