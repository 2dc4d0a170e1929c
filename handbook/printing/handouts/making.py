"""Makes all handouts of a built site."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from handbook.files import write_whole
from handbook.load import Dataset
from handbook.printing.book import book
from handbook.printing.handouts.bindery import NotBound, bind, pandoc
from handbook.printing.handouts.plan import Handout
from handbook.printing.handouts.web import to_html
from handbook.printing.matter import Library
from handbook.printing.pages import read_pages
from handbook.printing.press import Report
from handbook.printing.sheets import leaflet
from handbook.source_date import date_of
from handbook.views.edition import editions

_AT_ONCE = 2  # runs of pandoc, each of which needs some hundred megabytes for a book


def make_handouts(dataset: Dataset, site: Path, wanted: Sequence[Handout], out: Path) -> Report:
    """Make the handouts `wanted` from the built site in the folder `site`, in the folder `out`.

    Raises:
        NoPandoc: where pandoc is not installed.
        NoSite: where the site lacks a page.
        BadDate: where SOURCE_DATE_EPOCH is no date.
    """
    pandoc()
    report = Report()
    out.mkdir(parents=True, exist_ok=True)
    known = editions(dataset)
    when = date_of(next(iter(known.values())).about.date)
    codes = dict.fromkeys(handout.language for handout in wanted)
    libraries = {code: Library(known[code], read_pages(site, known[code])) for code in codes}

    def make(handout: Handout) -> tuple[Handout, bytes | list[str]]:
        library = libraries[handout.language]
        made = leaflet(library, handout.stage) if handout.stage else book(library)
        problems = made.unprintable()
        if problems:
            return handout, problems
        html = to_html(made, library)
        try:
            return handout, bind(
                html, handout.format, made.settings["title"], library.edition, library.url(""), when
            )
        except NotBound as error:
            return handout, [f"pandoc refuses it: {error}"]

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for handout, result in pool.map(make, wanted):
            if isinstance(result, bytes):
                write_whole(out / handout.name, result)
                report.made.append(handout.name)
            else:
                report.failed[handout.name] = result
    return report
