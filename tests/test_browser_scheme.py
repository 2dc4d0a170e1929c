"""Light or dark follows the device until the reader chooses, and the choice stays."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser_kit import Served, page


def brightness(window: Page) -> int:
    """Brightness of the page's background, 0 to 255."""
    colour = window.evaluate("getComputedStyle(document.body).backgroundColor")
    numbers = [int(float(n)) for n in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    return sum(numbers) // 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_the_device(
    scheme: Literal["light", "dark"], browser: Browser, served_site: Served
) -> None:
    with page(browser, color_scheme=scheme) as window:
        window.goto(f"{served_site.address}t/s1/")
        assert (brightness(window) < 60) == (scheme == "dark")


def test_the_button_changes_it_for_good(browser: Browser, served_site: Served) -> None:
    with page(browser, color_scheme="light") as window:
        window.goto(f"{served_site.address}t/s1/")
        window.locator(".hb-scheme").click()
        assert brightness(window) < 60
        window.goto(f"{served_site.address}en/s/1/")
        assert brightness(window) < 60
        window.locator(".hb-scheme").click()
        assert brightness(window) > 200


def test_where_nothing_can_be_stored_the_button_works_for_the_page(
    browser: Browser, served_site: Served
) -> None:
    with page(browser, color_scheme="light") as window:
        window.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw Error(); }})")
        window.goto(f"{served_site.address}t/s1/")
        window.locator(".hb-scheme").click()
        assert brightness(window) < 60
        window.locator(".hb-scheme").click()
        assert brightness(window) > 200


def test_paper_is_white(browser: Browser, served_site: Served) -> None:
    with page(browser, color_scheme="dark") as window:
        window.goto(f"{served_site.address}t/s1/")
        window.emulate_media(media="print")
        assert brightness(window) == 255
        for part in ("h1", ".facts a", ".ground", ".steps dt"):
            colour = window.locator(f"article {part}").first.evaluate("e => getComputedStyle(e).color")
            assert max(int(n) for n in colour[4:-1].split(",")) < 150, (part, colour)


def test_without_javascript_the_device_is_followed_too(browser: Browser, served_site: Served) -> None:
    with page(browser, color_scheme="dark", java_script_enabled=False) as window:
        window.goto(f"{served_site.address}t/s1/")
        assert brightness(window) < 60
