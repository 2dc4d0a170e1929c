"""Nothing has to be scrolled sideways on a small phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser_kit import KINDS, LANGUAGES, Served, page


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_no_page_is_wider_than_the_screen(
    folder: str, width: int, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport={"width": width, "height": 700}) as window:
        for kind, address in KINDS.items():
            window.goto(f"{served_site.address}{folder}{address}")
            both = window.locator("#both-languages")
            for side_by_side in (False, True):
                if side_by_side and both.count():
                    both.check(force=True)
                wide = window.evaluate("document.scrollingElement.scrollWidth")
                assert wide <= width, (kind, side_by_side, wide)
