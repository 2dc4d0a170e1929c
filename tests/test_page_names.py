"""What screen readers call out first: the title of each page is its own, and each table has a name."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.html_kit import Page, pages, split


def titles(site: Path, languages: tuple[str, ...]) -> Counter[tuple[str, str]]:
    """How many pages of each language have each title; those of the error pages are among them."""
    found = [(split(address, languages)[0], page) for address, page in pages(site)]
    found += [
        (code, Page.of(site / way / "404.html")) for code, way in zip(languages, ("", "en"), strict=True)
    ]
    return Counter((code, page.all("title")[0].text) for code, page in found)


def nameless_tables(page: Page) -> list[str]:
    """The classes of tables of a page that are named by nothing that is on it."""
    ids = set(page.ids)
    return [
        table.get("class")
        for table in page.all("table")
        if not table.get("aria-label") and not set(table.get("aria-labelledby").split()) & ids
    ]


def test_no_two_pages_of_a_language_have_one_title(site: Path) -> None:
    assert [title for title, count in titles(site, ("id", "en")).items() if count > 1] == []


def test_every_table_has_a_name(site: Path) -> None:
    tables = sum(len(page.all("table")) for _, page in pages(site))
    assert tables > 20
    nameless = {address: nameless_tables(page) for address, page in pages(site)}
    assert {address: found for address, found in nameless.items() if found} == {}
