"""axe finds nothing on any kind of page."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.axe_kit import violations
from tests.browser_kit import DESKTOP, KINDS, LANGUAGES, PHONE, Served, page, switch

SCHEMES: dict[Literal["light", "dark"], str] = {"light": "default", "dark": "slate"}


SWITCHES = ("both-languages", "all-grounds")
# Which of the switches are on, in the order of the variants; in the translation the others are.
ON = [(True, False), (False, True), (False, False), (True, True)]
UNFOLD = "document.querySelectorAll('article details').forEach(e => { e.open = true })"


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_page_has_a_barrier(kind: str, folder: str, browser: Browser, served_site: Served) -> None:
    """On both screens and in both schemes, unfolded on the phone; with its menu open there, and on paper."""
    result = {}
    variants = [(screen, scheme) for screen in ("desktop", "phone") for scheme in SCHEMES]
    with page(browser, viewport=DESKTOP, color_scheme="light") as window:
        window.goto(f"{served_site.address}{folder}{KINDS[kind]}")
        for (screen, scheme), wanted in zip(variants, ON, strict=True):
            window.set_viewport_size(DESKTOP if screen == "desktop" else PHONE)  # type: ignore[arg-type]
            if screen == "phone":
                window.evaluate(UNFOLD)
            window.emulate_media(color_scheme=scheme)
            expect(window.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
            for name, on in zip(SWITCHES, wanted, strict=True):
                if window.locator(f"#{name}").count():
                    switch(window, name, on=on != bool(folder))
            result[screen, scheme] = violations(window)
        window.emulate_media(media="print")
        result["paper", "dark"] = violations(window, without=["target-size"])  # nothing is tapped there
        window.emulate_media(media="screen")
        window.locator(".hb-menu").click()
        result["menu", "dark"] = violations(window)
    assert {variant: lines for variant, lines in result.items() if lines} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_neither_has_the_open_search_nor_the_open_menu(
    scheme: Literal["light", "dark"], browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=PHONE, color_scheme=scheme) as window:
        window.goto(f"{served_site.address}t/s1/")
        window.locator(".hb-menu").click()
        window.locator(".hb-nav a[aria-current=page]").wait_for(state="visible")
        window.wait_for_timeout(400)  # the drawer slides in
        assert violations(window) == []
    with page(browser, viewport=DESKTOP, color_scheme=scheme) as window:
        window.goto(f"{served_site.address}t/s1/")
        window.locator(".md-search__input").click()
        window.keyboard.type("laporan")
        window.locator(".md-search-result__link").first.wait_for(state="visible")
        window.wait_for_timeout(400)
        assert violations(window) == []


def test_barriers_of_both_sorts_would_be_seen(browser: Browser) -> None:
    with page(browser) as window:
        window.set_content("<main><h1>Title</h1><p style='color: #bbb'>Pale</p><img src='x.png'></main>")
        assert {line.split()[0] for line in violations(window)} >= {"color-contrast", "image-alt"}
        window.evaluate("document.querySelector('p').style.color = '#000'")
        assert "color-contrast" not in {line.split()[0] for line in violations(window)}
