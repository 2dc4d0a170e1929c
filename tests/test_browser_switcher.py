"""The language switcher keeps the page and the place on it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser_kit import KINDS, Served, page

PLACES = [
    f"{address}{'#' + anchor if anchor else ''}"
    for address, anchor in (
        ("", "by-role"),
        ("t/s1/", "steps"),
        ("words/", "nib"),
        ("change/", ""),
        ("cara-pakai/", "cite"),
    )
]


@pytest.mark.parametrize("place", PLACES)
def test_it_keeps_page_and_anchor_in_both_directions(
    place: str, browser: Browser, served_site: Served
) -> None:
    with page(browser) as window:
        window.goto(served_site.address + place)
        window.locator(".hb-languages a[hreflang=en]").click()
        window.wait_for_url(f"{served_site.address}en/{place}")
        assert window.locator("html").get_attribute("lang") == "en"
        window.locator(".hb-languages a[hreflang=id]").click()
        window.wait_for_url(served_site.address + place)


def test_an_anchor_that_was_chosen_later_is_kept_too(browser: Browser, served_site: Served) -> None:
    with page(browser) as window:
        window.goto(f"{served_site.address}t/s1/")
        window.locator("#evidence .headerlink").click()
        window.locator(".hb-languages a[hreflang=en]").click()
        window.wait_for_url(f"{served_site.address}en/t/s1/#evidence")


def test_a_new_tab_keeps_the_anchor_too(browser: Browser, served_site: Served) -> None:
    """Before the click itself the link has it, so that a tab in the background and a copied address do.

    No such tab is opened here: Chromium 150 without windows loses those, whatever page they show.
    """
    with page(browser) as window:
        window.goto(f"{served_site.address}t/s1/#steps")
        link = window.locator(".hb-languages a[hreflang=en]")
        link.dispatch_event("pointerdown", {"button": 1})
        assert link.evaluate("e => e.href") == f"{served_site.address}en/t/s1/#steps"


def test_without_javascript_it_keeps_the_page(browser: Browser, served_site: Served) -> None:
    with page(browser, java_script_enabled=False) as window:
        for kind, address in KINDS.items():
            if kind != "error":
                window.goto(served_site.address + address)
                window.locator(".hb-languages a[hreflang=en]").click()
                window.wait_for_url(f"{served_site.address}en/{address}")


def test_the_language_that_is_read_is_marked(browser: Browser, served_site: Served) -> None:
    with page(browser) as window:
        for folder, code in (("", "id"), ("en/", "en")):
            window.goto(f"{served_site.address}{folder}t/s1/")
            marked = window.locator(".hb-languages a[aria-current]")
            assert marked.count() == 1
            assert marked.get_attribute("hreflang") == code
