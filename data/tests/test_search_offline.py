"""A site that is opened from a disk: search works, and so do its links."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser_kit import DESKTOP, Watcher, page


@pytest.mark.parametrize("folder", ["", "en/"], ids=["original", "translation"])
def test_the_dialog_finds_and_opens_a_page(folder: str, browser: Browser, site: Path) -> None:
    with page(browser, viewport=DESKTOP) as window:
        watcher = Watcher(window)
        window.goto((site / folder / "t" / "a1" / "index.html").as_uri())
        window.locator(".md-search__input").click()
        window.keyboard.type("memorndum")
        first = window.locator(".md-search-result__link").first
        expect(first).to_be_visible()
        first.click()
        window.wait_for_url("**/t/b2/index.html*")
        expect(window.locator("h1 mark").first).to_be_visible()
        assert [url for url in watcher.asked if not url.startswith("file:")] == []
        assert watcher.errors == []


def test_the_search_page_works_too(browser: Browser, site: Path) -> None:
    with page(browser, viewport=DESKTOP) as window:
        watcher = Watcher(window)
        window.goto((site / "cari" / "index.html").as_uri() + "?q=wali%20kota")
        first = window.locator(".found a").first
        expect(first).to_be_visible()
        first.click()
        window.wait_for_url("**/index.html*")
        assert window.locator("h1").is_visible()
        assert watcher.errors == []


def test_links_between_pages_work(browser: Browser, site: Path) -> None:
    with page(browser, viewport=DESKTOP) as window:
        window.goto((site / "index.html").as_uri())
        window.locator("article a[href$='s/3/']").first.click()
        window.wait_for_url("**/s/3/index.html")
        window.locator(".hb-languages a[hreflang=en]").click()
        window.wait_for_url("**/en/s/3/index.html")
