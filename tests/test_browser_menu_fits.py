"""On a wide screen the menu with one section open fits the window, and its rows stay large enough to hit."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser_kit import DESKTOP, LANGUAGES, Served, page


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
@pytest.mark.parametrize("address", ["", "s/3/", "t/s1/", "r/penghubung/"])
def test_the_menu_needs_no_scrolling(
    address: str, folder: str, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=DESKTOP) as window:
        window.goto(f"{served_site.address}{folder}{address}")
        menu = window.locator(".md-sidebar--primary .md-sidebar__scrollwrap")
        assert menu.evaluate("e => e.scrollHeight <= e.clientHeight")
        rows = window.locator(".hb-nav :is(a, summary):visible")
        assert rows.count() > 5
        heights = rows.evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
        assert min(heights) >= 24
