"""Writes papers as files for word processors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from handbook.files import write_whole
from handbook.localised import locales
from handbook.model.records import Paper
from handbook.outputs.papers import FOLDER, PaperFile
from handbook.printing.papers.word_file import paper_file
from handbook.site_address import address_of_site
from handbook.source.load import Dataset
from handbook.source_date import date_of
from handbook.views.web import Web


def write_papers(dataset: Dataset, site: Path, wanted: Sequence[PaperFile]) -> None:
    """Write papers into the built site in the folder `site`, whose address their feet give.

    Raises:
        OSError: if a file cannot be written.
        BadDate: if SOURCE_DATE_EPOCH is not a date.
    """
    known, url = locales(dataset), address_of_site(site)
    when = date_of(next(iter(known.values())).about.date)
    (site / FOLDER).mkdir(parents=True, exist_ok=True)
    for file in wanted:
        locale = known[file.language]
        paper = locale.record(file.section, file.key)
        assert isinstance(paper, Paper)
        address = locale.addresses.of(file.section, file.key)
        write_whole(site / FOLDER / file.name, paper_file(Web(locale, url), paper, address, when))
