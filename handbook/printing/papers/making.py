"""Writes every paper of a site as a file for word processors."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handbook.files import write_whole
from handbook.localised import Locale
from handbook.model.records import Paper
from handbook.outputs.papers import FOLDER, paper_files
from handbook.source_date import date_of
from handbook.views.web import Web


def write_papers(site: Path, known: Mapping[str, Locale], site_url: str) -> None:
    """Write the papers into the folder `site`; `known` holds every language, `site_url` may be "".

    Raises:
        OSError: if a file cannot be written.
        BadDate: if SOURCE_DATE_EPOCH is not a date.
    """
    original = next(iter(known.values()))
    files = list(paper_files(original.programme))
    if not files:
        return
    # Imported late: programmes without papers need no library for them.
    from handbook.printing.papers.word_file import paper_file

    folder, when = site / FOLDER, date_of(original.about.date)
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        locale = known[file.language]
        paper = locale.record(file.section, file.key)
        assert isinstance(paper, Paper)
        address = locale.addresses.of(file.section, file.key)
        write_whole(folder / file.name, paper_file(Web(locale, site_url), paper, address, when))
