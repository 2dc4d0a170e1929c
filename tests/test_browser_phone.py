"""Nothing has to be scrolled sideways on a small phone."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import Browser

from tests.browser_kit import KINDS, LANGUAGES, Served, page, switch


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_no_page_is_wider_than_the_screen(folder: str, browser: Browser, served_site: Served) -> None:
    with page(browser) as window:
        for kind, address in KINDS.items():
            window.goto(f"{served_site.address}{folder}{address}")
            both = window.locator("#both-languages")
            for width, side_by_side in product((320, 360), (False, True)):
                window.set_viewport_size({"width": width, "height": 700})
                if both.count():  # remembered from the page before
                    switch(window, "both-languages", on=side_by_side)
                wide = window.evaluate("document.scrollingElement.scrollWidth")
                assert wide <= width, (kind, side_by_side, wide)


@pytest.mark.parametrize("width", [320, 360, 390])
@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_the_title_of_the_site_is_not_cut(
    folder: str, width: int, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport={"width": width, "height": 700}) as window:
        window.goto(f"{served_site.address}{folder}t/s1/")
        assert window.locator(".hb-title").evaluate(
            "e => e.scrollHeight <= e.clientHeight + 1 && e.scrollWidth <= e.clientWidth + 1"
        )
