"""Links and citations can be copied, and are there without JavaScript too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from handbook.source.load import load
from tests.browser_kit import Served, page, wait_for
from tests.places import LIBRARIES

PERMISSIONS = ["clipboard-read", "clipboard-write"]


@pytest.mark.parametrize(("folder", "code"), [("", "id"), ("en/", "en")])
def test_copying_puts_it_on_the_clipboard_and_says_so(
    folder: str, code: str, browser: Browser, served_site: Served
) -> None:
    done = load(LIBRARIES).labels["cite.copied"][code]
    with page(browser, permissions=PERMISSIONS) as window:
        address = f"{served_site.address}{folder}t/l3/"
        window.goto(f"{address}#steps")
        window.locator("#cite-this-page > summary").click()
        citation = window.locator("#citation-text").inner_text()
        for index, expected in enumerate((address, citation)):
            window.locator("a.copy").nth(index).click()
            wait_for(window, "text => document.querySelector('.copy-status').textContent === text", arg=done)
            assert window.evaluate("navigator.clipboard.readText()") == expected
            window.evaluate("document.querySelector('.copy-status').textContent = ''")
        assert window.locator(".copy-status").get_attribute("role") == "status"


def test_without_javascript_they_are_plain_links(browser: Browser, served_site: Served) -> None:
    with page(browser, java_script_enabled=False) as window:
        window.goto(f"{served_site.address}t/l3/")
        links = window.locator("a.copy")
        assert links.count() == 2
        assert links.nth(0).get_attribute("href") == f"{served_site.address}t/l3/"
        window.locator("#cite-this-page > summary").click()
        links.nth(1).click()
        window.wait_for_url("**#citation-text")
        assert window.locator("#citation-text").is_visible()


def test_where_the_browser_may_not_copy_the_link_is_followed(browser: Browser, served_site: Served) -> None:
    with page(browser) as window:
        window.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        window.goto(f"{served_site.address}t/l3/")
        window.locator("#cite-this-page > summary").click()
        window.locator("a.copy").nth(1).click()
        window.wait_for_url("**#citation-text")
