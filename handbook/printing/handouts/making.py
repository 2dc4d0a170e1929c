"""Makes all handouts of a built site."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from handbook.files import write_whole
from handbook.localised import locales
from handbook.outputs.handouts import Handout
from handbook.printing.book import book
from handbook.printing.document import Library
from handbook.printing.handouts.pandoc import NotConverted, convert, pandoc
from handbook.printing.handouts.to_html import to_html
from handbook.printing.leaflets import leaflet
from handbook.printing.report import Report
from handbook.printing.site_pages import SitePages
from handbook.progress import SILENT, Progress
from handbook.source.load import Dataset
from handbook.source_date import date_of

_BOOK = 12  # leaflets that take as long as a book
_AT_ONCE = 2  # runs of pandoc; each needs some hundred megabytes for a book


def make_handouts(
    dataset: Dataset, site: Path, wanted: Sequence[Handout], out: Path, progress: Progress = SILENT
) -> Report:
    """Make the handouts `wanted` from the built site in the folder `site` into the folder `out`,
    and tell `progress` how far it is.

    Raises:
        NoPandoc: if pandoc is not installed.
        NoSite: if the site lacks a page.
        BadDate: if SOURCE_DATE_EPOCH is not a date.
    """
    pandoc()
    report = Report()
    progress.step(f"make {len(wanted)} handouts", sum(_effort(handout) for handout in wanted))
    out.mkdir(parents=True, exist_ok=True)
    known = locales(dataset)
    when = date_of(next(iter(known.values())).about.date)
    codes = dict.fromkeys(handout.language for handout in wanted)
    libraries = {code: Library(known[code], SitePages(site, known[code])) for code in codes}

    def make(handout: Handout) -> tuple[Handout, bytes | list[str]]:
        library = libraries[handout.language]
        made = leaflet(library, handout.stage) if handout.stage else book(library)
        problems = made.unprintable()
        if problems:
            return handout, problems
        html = to_html(made, library)
        try:
            return handout, convert(
                html, handout.format, made.settings["title"], library.locale, library.url(""), when
            )
        except NotConverted as error:
            return handout, [f"pandoc refuses it: {error}"]

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for handout, result in pool.map(make, wanted):
            progress.advance(_effort(handout))
            if isinstance(result, bytes):
                write_whole(out / handout.name, result)
                report.made.append(handout.name)
            else:
                report.failed[handout.name] = result
    return report


def _effort(handout: Handout) -> int:
    """How long a handout takes, measured in leaflets."""
    return 1 if handout.stage else _BOOK
