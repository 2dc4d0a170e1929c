"""What a page reads is noted whole: in a build of all pages it is the same as where a page is made alone."""

from __future__ import annotations

from functools import cache

import pytest

from handbook.html.page_parts import page_parts
from handbook.html.renderer import Renderer
from handbook.incremental.reads import Dependency
from handbook.localised import Locale, locales
from handbook.source.load import read
from handbook.views.web import Web
from tests.long_lists_kit import grown
from tests.places import LIBRARIES, LIBRARIES_DOCS

DATASET = read(LIBRARIES, LIBRARIES_DOCS)


def renderer(language: str) -> Renderer:
    return Renderer(locales(DATASET)[language], DATASET, "https://buku.desa.id/", "https://kode.desa.id/")


def read_by(made: Renderer, address: str) -> set[Dependency]:
    with made.reads.watching() as seen:
        page_parts(made, Web(made.noted, "https://buku.desa.id/"), address, f"{address}/")
    return seen


@cache
def in_a_row(language: str) -> dict[str, set[Dependency]]:
    made = renderer(language)
    return {address: read_by(made, address) for address in made.pages}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("address", list(renderer("id").pages))
def test_a_page_notes_what_it_reads_whether_or_not_other_pages_were_made_before(
    address: str, language: str
) -> None:
    assert in_a_row(language)[address] == read_by(renderer(language), address)


def test_pages_of_long_lists_note_what_they_read_too() -> None:
    programme, language = grown(), "id"
    known = programme.editions[language]

    def fresh() -> Renderer:
        """A renderer of an edition that remembers nothing."""
        edition = Locale(known.programme, language, known.stale, known.prose)
        return Renderer(edition, programme.dataset, "https://buku.desa.id/")

    together = fresh()
    pages = [address for address, page in together.pages.items() if page.is_overview or page.portion]
    some = pages[:: len(pages) // 20]
    in_order = {address: read_by(together, address) for address in some}
    assert [address for address in some if read_by(fresh(), address) != in_order[address]] == []
    assert [read for seen in in_order.values() for read in seen if read[:2] == ("section", "tasks")] == []


def test_the_page_of_a_record_reads_that_record_and_no_other_whole() -> None:
    seen = in_a_row("id")["t/l2"]
    assert [read[2] for read in seen if read[:2] == ("record", "tasks")] == ["L2"]
    assert not [read for read in seen if read[0] == "section"]


def test_every_page_reads_something_and_no_two_records_read_the_same() -> None:
    rows = in_a_row("id")
    assert all(rows.values())
    tasks = [frozenset(seen) for address, seen in rows.items() if address.startswith("t/")]
    assert len(set(tasks)) == len(tasks) > 5
