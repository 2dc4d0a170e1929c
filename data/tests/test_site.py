"""The site of this programme: its texts are on it, its links lead somewhere, nothing shuts readers out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from own import locales_of_site, names_spelled_out
from playwright.sync_api import Browser, expect

from handbook.model.text import Text
from handbook.model.traverse import entries, records
from tests.axe_kit import COLOURS, violations
from tests.browser_kit import PHONE, Served, add_style, page
from tests.html_kit import Page, pages
from tests.html_validity_kit import faults
from tests.page_faults_kit import broken_links, doubled_ids, stray_headings, unclosed
from tests.term_kit import term_uses

pytestmark = pytest.mark.build

SMALL = {"width": 320, "height": 700}
LARGE_TYPE = "html { font-size: 250% !important }"  # twice that of the style sheet


def test_every_link_leads_somewhere(site: Path) -> None:
    assert broken_links(site) == []


def test_every_page_is_well_formed(site: Path) -> None:
    assert (doubled_ids(site), unclosed(site), stray_headings(site)) == ({}, {}, {})


def test_every_page_is_valid(site: Path) -> None:
    assert faults(site) == []


def test_the_first_use_of_each_term_on_each_page_is_linked(site: Path) -> None:
    uses = term_uses(site, locales_of_site())
    assert uses.unlinked == [] and uses.doubled == []
    assert uses.linked > 500


def bare(words: str, language: str) -> str:
    """Words without the names that pages spell out, the braces of blanks, and doubled spaces."""
    result = " ".join(words.translate({ord("{"): "", ord("}"): ""}).split())
    for name in names_spelled_out(language):
        result = result.replace(f" {name}", "")
    return result


def test_every_text_of_every_record_is_on_a_page_of_its_language(site: Path) -> None:
    for code, locale in locales_of_site().items():
        folder = site if code == locale.original else site / code
        count = 0
        for section, key, record in records(locale.programme):
            places = [locale.placed(locale.addresses.of(section, key)).partition("#")[0]]
            if section == "groups":  # what one takes over from the one before
                places.append(locale.addresses.overviews["transition"])
            shown = [Page.of(folder / address / "index.html") for address in places]
            words = " ".join(f"{one.text(code)} {one.all('body')[0].text}" for one in shown)
            words = bare(words, code)
            for path, entry in entries(record, (section, key)):
                if isinstance(entry, Text):
                    count += 1
                    said = bare(locale.plain(entry, code), code)
                    assert said in words, (code, path, said)
        assert count > 1000


def test_no_markup_is_left_in_the_text(site: Path) -> None:
    for address, shown in pages(site):
        text = shown.all("body")[0].text
        for code in sorted((e.text for e in shown.all("code")), key=len, reverse=True):
            text = text.replace(code, "")  # shown to be copied, or as mark-up that a page explains
        assert re.findall(r"\[\[|\]\]|\]\{|\*\*|\]\(|\{\{|<!--", text) == [], address


@pytest.mark.parametrize("folder", ["", "en/"])
def test_every_page_fits_small_phones_also_in_large_type_and_has_no_barrier(
    folder: str, site: Path, browser: Browser, served_site: Served
) -> None:
    """Also with all that is folded opened; in the dark scheme only colours differ, alike in any language."""
    result: dict[str, list[str]] = {}
    files = (site / folder).rglob("index.html")
    found = sorted(file.parent.relative_to(site).as_posix() for file in files)
    addresses = [address for address in found if folder or not f"{address}/".startswith("en/")]
    assert len(addresses) > 60
    with page(browser, viewport=PHONE, color_scheme="light") as window:
        for address in addresses:
            window.goto(f"{served_site.address}{'' if address == '.' else address + '/'}")
            result[address] = violations(window)
            if not folder:
                window.emulate_media(color_scheme="dark")
                expect(window.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
                result[address] += [f"dark: {line}" for line in violations(window, COLOURS)]
                window.emulate_media(color_scheme="light")
            window.evaluate("document.querySelectorAll('article details').forEach(e => { e.open = true })")
            for size, style in ((SMALL, ""), (PHONE, LARGE_TYPE)):
                window.set_viewport_size(size)  # type: ignore[arg-type]
                if style:
                    add_style(window, style)
                wide = window.evaluate("document.documentElement.scrollWidth")
                if wide > size["width"]:
                    result[address].append(f"{wide} px wide on a screen of {size['width']}")
            window.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert {address: found for address, found in result.items() if found} == {}
