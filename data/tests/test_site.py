"""The site of this programme: its texts are on it, its links lead somewhere, nothing shuts readers out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from own import locales_of_site
from playwright.sync_api import Browser

from handbook.model.text import Text
from handbook.model.traverse import entries, records
from tests.axe_kit import violations_in_both_schemes
from tests.browser_kit import PHONE, Served, page
from tests.html_kit import Page, pages
from tests.page_faults_kit import broken_links, doubled_ids, stray_headings, unclosed
from tests.term_kit import term_uses

pytestmark = pytest.mark.build

LONGEST = (
    "",
    "s/3/",
    "t/a2/",
    "d/ssk/",
    "pokja/",
    "pelatih/",
    "istilah/",
    "matriks/",
    "peralihan/",
    "tanya/",
)


def test_every_link_leads_somewhere(site: Path) -> None:
    assert broken_links(site) == []


def test_every_page_is_well_formed(site: Path) -> None:
    assert (doubled_ids(site), unclosed(site), stray_headings(site)) == ({}, {}, {})


def test_the_first_use_of_each_term_on_each_page_is_linked(site: Path) -> None:
    uses = term_uses(site, locales_of_site())
    assert uses.unlinked == [] and uses.doubled == []
    assert uses.linked > 500


def test_every_text_of_every_record_is_on_a_page_of_its_language(site: Path) -> None:
    for code, locale in locales_of_site().items():
        folder = site if code == locale.original else site / code
        count = 0
        for section, key, record in records(locale.programme):
            places = [locale.addresses.of(section, key).partition("#")[0]]
            if section == "groups":  # what one takes over from the one before
                places.append(locale.addresses.overviews["transition"])
            shown = [Page.of(folder / address / "index.html") for address in places]
            words = " ".join(f"{one.text(code)} {one.all('body')[0].text}" for one in shown)
            words = " ".join(words.split())
            for path, entry in entries(record, (section, key)):
                if isinstance(entry, Text):
                    count += 1
                    assert " ".join(locale.plain(entry, code).split()) in words, (code, path)
        assert count > 1000


def test_no_markup_is_left_in_the_text(site: Path) -> None:
    for address, shown in pages(site):
        text = shown.all("body")[0].text
        for code in sorted((e.text for e in shown.all("code")), key=len, reverse=True):
            text = text.replace(code, "")  # shown to be copied, or as mark-up that a page explains
        assert re.findall(r"\[\[|\]\]|\]\{|\*\*|\]\(|\{\{|<!--", text) == [], address


@pytest.mark.parametrize("folder", ["", "en/"])
def test_the_longest_pages_fit_a_phone_and_have_no_barrier(
    folder: str, browser: Browser, served_site: Served
) -> None:
    result = {}
    with page(browser, viewport=PHONE, color_scheme="light") as window:
        for address in LONGEST:
            window.goto(f"{served_site.address}{folder}{address}")
            if window.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
                result[address] = ["it is wider than a phone"]
            result.setdefault(address, []).extend(violations_in_both_schemes(window))
    assert {address: found for address, found in result.items() if found} == {}
