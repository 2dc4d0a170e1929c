"""The search page: a search that can be linked, narrowed down, and read without the dialog."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from handbook.source.load import load
from tests.axe_kit import violations
from tests.browser_kit import DESKTOP, LANGUAGES, PHONE, Served, page
from tests.places import ROOT

CODES = {"": "id", "en/": "en"}


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_a_linked_search_shows_its_results(folder: str, browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        window.goto(f"{served_site.address}{folder}cari/?q=memorandum")
        first = window.locator(".found h2 a").first
        expect(first).to_have_attribute("href", re.compile(rf"{folder}(t/b2|d/memorandum-program)/"))
        assert window.locator("#q").input_value() == "memorandum"
        assert re.match(r"\d+ ", window.locator(".found-count").inner_text())
        assert violations(window) == []
        first.click()
        expect(window.locator("article mark").first).to_be_visible()


def test_the_address_follows_what_is_asked(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=DESKTOP) as window:
        window.goto(f"{served_site.address}cari/")
        expect(window.locator(".found-count")).to_have_text(
            load(ROOT / "data").labels["material.search.result.placeholder"]["id"]
        )
        window.locator("#q").fill("wali kota")
        expect(window.locator(".found a").first).to_be_visible()
        window.locator(".hb-search-page [data-kind=tasks]").click()
        window.wait_for_url(f"{served_site.address}cari/?q=wali+kota&kind=tasks")
        window.reload()
        expect(window.locator(".hb-search-page [data-kind=tasks]")).to_have_attribute("aria-pressed", "true")
        links = window.locator(".found h2 a")
        expect(links.first).to_be_visible()
        assert all("/t/" in href for href in links.evaluate_all("all => all.map(a => a.pathname)"))


def test_the_box_in_the_header_leads_to_the_one_on_the_page(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        window.goto(f"{served_site.address}cari/", wait_until="networkidle")
        window.locator(".hb-search").click()
        expect(window.locator("#q")).to_be_focused()
        assert not window.locator("#__search").is_checked()


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_without_javascript_it_says_how_to_browse(folder: str, browser: Browser, served_site: Served) -> None:
    labels = load(ROOT / "data").labels
    code = CODES[folder]
    with page(browser, viewport=PHONE, java_script_enabled=False) as window:
        window.goto(f"{served_site.address}{folder}cari/?q=memorandum")
        assert window.get_by_text(labels["search.without_script"][code]).is_visible()
        assert not window.locator("#q").is_visible()
        links = window.locator("ul.browse a").evaluate_all("all => all.map(a => a.href)")
        root = f"{served_site.address}{folder}"
        assert {f"{root}{name}/" for name in ("s", "t", "r", "istilah", "tanya", "matriks")} <= set(links)
        assert not window.locator(".hb-search").is_visible(), "a button that needs a script is not shown"


def test_without_javascript_the_button_in_the_header_leads_there(
    browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=PHONE, java_script_enabled=False) as window:
        window.goto(f"{served_site.address}t/a2/")
        window.locator(".hb-find").click()
        window.wait_for_url(f"{served_site.address}cari/")


def test_an_index_that_cannot_be_loaded_is_said(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=DESKTOP) as window:
        window.route("**/search/index.js", lambda route: route.abort())
        window.goto(f"{served_site.address}cari/?q=memorandum")
        expect(window.locator(".hb-search-page [data-hint=failed]")).to_be_visible()
