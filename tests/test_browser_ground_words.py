"""What a statement rests on is readable on a phone, wherever in a line its sign stands."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser_kit import PHONE, Served, page


def test_the_words_of_a_sign_stand_within_the_screen(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        window.goto(f"{served_site.address}s/3/")
        signs = window.locator(".ground:visible")
        assert signs.count()
        for sign in signs.all()[:8]:
            sign.focus()
            box = sign.locator("small").bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= PHONE["width"]
            assert box["y"] + box["height"] <= PHONE["height"]
            assert box["width"] > 40
