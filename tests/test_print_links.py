"""Pages of the site link to their printed forms, with true sizes; the page of downloads lists everything."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from handbook.built_site.file_links import link_files
from handbook.formats import size_in_words
from handbook.outputs.printed import FOLDER, plan
from tests.html_kit import Element, Page
from tests.print_kit import DATASET, Printed, locales_of_site

assert DATASET.programme is not None
PROGRAMME = DATASET.programme
ORIGINAL = PROGRAMME.languages[0]
every_language = pytest.mark.parametrize("code", PROGRAMME.languages)


def folder_of(site: Path, code: str) -> Path:
    return site if code == ORIGINAL else site / code


def printed_links(site: Path, code: str, address: str) -> list[Element]:
    page = Page.of(folder_of(site, code) / address / "index.html")
    return [e for e in page.elements if e.tag == "a" and e.get("type") == "application/pdf"]


def target(site: Path, code: str, address: str, link: Element) -> Path:
    return (folder_of(site, code) / address / link.get("href").partition("#")[0]).resolve()


@every_language
def test_every_page_links_to_its_printed_form_with_its_size(code: str, printed: Path) -> None:
    locale = locales_of_site()[code]
    book = Printed(printed / FOLDER / f"handbook.{code}.pdf")
    count = 0
    for address, section, key in locale.addresses.pages():
        links = printed_links(printed, code, address)
        assert links, address
        for link in links:
            file = target(printed, code, address, link)
            assert file.is_file(), (address, link)
            assert size_in_words(file.stat().st_size, code) in link.text, (address, link.text)
            count += 1
            anchor = unquote(link.get("href").partition("#")[2])
            if file.name.startswith("handbook.") and section != "downloads" and anchor:
                assert anchor == address
                assert str(book.places[anchor]) in link.text, (address, link.text)
        names = {target(printed, code, address, link).name for link in links}
        if section == "stages" and key:
            assert names == {f"stage-{key}.{code}.pdf", f"checklist-stage-{key}.{code}.pdf"}
        if section == "tasks" and key:
            assert names == {f"task-{key.lower()}.{code}.pdf"}
    assert count > 100


@every_language
def test_the_page_of_downloads_lists_all_with_size_and_pages(code: str, printed: Path) -> None:
    locale = locales_of_site()[code]
    address = locale.addresses.overviews["downloads"]
    links = {
        target(printed, code, address, link).name: link for link in printed_links(printed, code, address)
    }
    for edition_printed in plan(PROGRAMME):
        link = links[edition_printed.name]
        file = printed / FOLDER / edition_printed.name
        count = len(Printed(file).pages)
        text = locale.label("print.file_pages", size=size_in_words(file.stat().st_size, code), count=count)
        assert text in link.text
    page = (folder_of(printed, code) / address / "index.html").read_text(encoding="utf-8")
    assert html.escape(locale.label("print.not_yet")) not in page


def test_links_are_filled_in_anew_and_not_twice(printed: Path) -> None:
    before = {file: file.read_bytes() for file in printed.rglob("*.html")}
    link_files(DATASET, printed)
    assert {file: file.read_bytes() for file in printed.rglob("*.html")} == before


@every_language
def test_a_site_without_printed_editions_has_no_link_that_leads_nowhere(code: str, site: Path) -> None:
    for address, _, _ in locales_of_site()[code].addresses.pages():
        text = (folder_of(site, code) / address / "index.html").read_text(encoding="utf-8")
        assert not re.search(r'href="[^"]*\.pdf', text), address
    address = locales_of_site()[code].addresses.overviews["downloads"]
    text = (folder_of(site, code) / address / "index.html").read_text(encoding="utf-8")
    assert text.count(f"({locales_of_site()[code].label('print.not_yet')})") == len(plan(PROGRAMME))


@pytest.mark.parametrize(
    ("size", "code", "told"),
    [
        (300, "en", "1 kB"),
        (180_400, "id", "180 kB"),
        (1_234_567, "id", "1,2 MB"),
        (1_234_567, "en", "1.2 MB"),
    ],
)
def test_sizes_are_told_as_people_know_them(size: int, code: str, told: str) -> None:
    assert size_in_words(size, code) == told
