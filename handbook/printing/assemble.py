"""From the plan to the content of each printed form, and on to the input for Typst."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from handbook.model.kinds import KINDS
from handbook.outputs.printed import SECTIONS, Printed
from handbook.printing.book import book
from handbook.printing.calendar_sheet import calendar_sheet
from handbook.printing.checklists import group_checklist, stage_checklist
from handbook.printing.document import Library, PrintDocument, pictures_of
from handbook.printing.job import PrintJob
from handbook.printing.leaflets import leaflet, record_sheet
from handbook.printing.local_book import local_book
from handbook.printing.papers.sheet import paper_sheet
from handbook.printing.parallel import parallel
from handbook.printing.poster import poster
from handbook.printing.spelled_out import spell_out_once


def print_document(printed: Printed, libraries: Mapping[str, Library]) -> PrintDocument:
    """The content of a planned form. `libraries` holds the pages of its languages."""
    result = _document(printed, libraries)
    spell_out_once(result.document)
    return result


def _document(printed: Printed, libraries: Mapping[str, Library]) -> PrintDocument:
    held = [libraries[code] for code in printed.languages]
    own, key, large = held[0], printed.key, printed.large
    if printed.kind == "parallel":
        return parallel(held[0], held[1], large=large)
    if printed.kind == "leaflet":
        return leaflet(own, key, large=large)
    if printed.kind == "stage-checklist":
        return stage_checklist(own, key, large=large)
    if printed.kind in ("checklist", "booklet"):
        return group_checklist(own, key, large=large, paper="a5" if printed.kind == "booklet" else "a4")
    if printed.kind == "local-book":
        return local_book(own)
    if printed.kind == "calendar":
        return calendar_sheet(own)
    if printed.kind == "poster":
        return poster(own)
    if printed.kind in SECTIONS and KINDS[SECTIONS[printed.kind]].filled_in:
        return paper_sheet(own, SECTIONS[printed.kind], key, large=large)
    if printed.kind in SECTIONS:
        return record_sheet(own, SECTIONS[printed.kind], key, large=large)
    return book(own, large=large)


def print_job(
    printed: Printed, document: PrintDocument, libraries: Mapping[str, Library], when: datetime.datetime
) -> PrintJob:
    """A printed form as input for Typst, dated `when`."""
    pictures = dict(document.pictures)
    for code in printed.languages:
        pictures |= pictures_of(document.document, libraries[code])
    return PrintJob(
        printed.name,
        printed.kind,
        document.template,
        document.xml(),
        document.settings_json(),
        pictures,
        document.aliases,
        document.row_heads,
        when,
    )
