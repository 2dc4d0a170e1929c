"""QR codes, read from pictures of the printed pages, hold the address that stands below them in letters."""

from __future__ import annotations

from pathlib import Path

import pytest
import zxingcpp

from handbook.outputs.printed import FOLDER, plan
from handbook.outputs.printed import Printed as Edition
from tests.print_kit import DATASET, Printed, locales_of_site, squeezed

assert DATASET.programme is not None
PROGRAMME = DATASET.programme
SITE = "https://example.org/"  # as mkdocs.yml has it where SITE_URL says nothing else


def address_on_the_web(code: str, address: str) -> str:
    own = "" if code == PROGRAMME.languages[0] else f"{code}/"
    page, _, anchor = address.partition("#")
    return f"{SITE}{own}{page}/" + (f"#{anchor}" if anchor else "")


def codes_on(pages: Printed, number: int) -> set[str]:
    return {result.text for result in zxingcpp.read_barcodes(pages.picture(number, scale=3))}


@pytest.mark.parametrize("code", PROGRAMME.languages)
@pytest.mark.parametrize("section", ["stages", "tasks"])
def test_stages_and_tasks_of_the_book_bear_their_codes(section: str, code: str, printed: Path) -> None:
    pages = Printed(printed / FOLDER / f"handbook.{code}.pdf")
    for key in getattr(PROGRAMME, section):
        address = locales_of_site()[code].addresses.of(section, key)
        number = pages.places[address]
        assert codes_on(pages, number) == {address_on_the_web(code, address)}
        assert address_on_the_web(code, address).partition("://")[2].rstrip("/") in pages.pages[number - 1]


def test_the_parallel_edition_bears_the_codes_too(printed: Path) -> None:
    pages = Printed(printed / FOLDER / "handbook.id-en.pdf")
    for key in PROGRAMME.tasks:
        address = locales_of_site()["id"].addresses.of("tasks", key)
        assert address_on_the_web("id", address) in codes_on(pages, pages.places[address])


SHEETS = [
    p
    for p in plan(PROGRAMME)
    if p.kind in ("leaflet", "task", "stage-checklist", "checklist", "booklet", "poster")
]


@pytest.mark.parametrize("edition", SHEETS, ids=lambda edition: edition.name)
def test_each_sheet_bears_the_code_of_what_it_is_about(edition: Edition, printed: Path) -> None:
    addresses = locales_of_site()[edition.languages[0]].addresses
    section = {"leaflet": "stages", "stage-checklist": "stages", "task": "tasks"}.get(edition.kind, "groups")
    address = addresses.of(section, edition.key) if edition.key else addresses.overviews["matrix"]
    pages = Printed(printed / FOLDER / edition.name)
    url = address_on_the_web(edition.languages[0], address)
    assert codes_on(pages, 1) == {url}
    assert squeezed(url.partition("://")[2].rstrip("/")) in squeezed(pages.pages[0])  # in letters, too
