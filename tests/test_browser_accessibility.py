"""axe finds nothing on any kind of page."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser_kit import DESKTOP, KINDS, LANGUAGES, PHONE, Served, page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


def violations(window: Page) -> list[str]:
    """What axe finds, a line each: rule, how often, where first."""
    found: list[dict[str, Any]] = Axe().run(window, options=OPTIONS).response["violations"]
    return [f"{rule['id']} ({len(rule['nodes'])}): {rule['nodes'][0]['html'][:160]}" for rule in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_no_page_has_a_barrier(
    folder: str,
    viewport: dict[str, int],
    scheme: Literal["light", "dark"],
    browser: Browser,
    served_site: Served,
) -> None:
    found = {}
    with page(browser, viewport=viewport, color_scheme=scheme) as window:
        for kind, address in KINDS.items():
            window.goto(f"{served_site.address}{folder}{address}")
            # Off and on are both seen on both screens and in both schemes, one of them in each language.
            both = ((viewport is DESKTOP) != (scheme == "dark")) != bool(folder)
            if window.locator("#both-languages").count():
                window.locator("#both-languages").set_checked(both, force=True)
            found[kind] = violations(window)
    assert {kind: lines for kind, lines in found.items() if lines} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_neither_has_the_open_search_nor_the_open_menu(
    scheme: Literal["light", "dark"], browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=PHONE, color_scheme=scheme) as window:
        window.goto(f"{served_site.address}t/a2/")
        window.locator(".hb-menu").click()
        window.locator(".hb-nav a[aria-current=page]").wait_for(state="visible")
        window.wait_for_timeout(400)  # the drawer slides in
        assert violations(window) == []
    with page(browser, viewport=DESKTOP, color_scheme=scheme) as window:
        window.goto(f"{served_site.address}t/a2/")
        window.locator(".md-search__input").click()
        window.keyboard.type("memorandum")
        window.locator(".md-search-result__link").first.wait_for(state="visible")
        window.wait_for_timeout(400)
        assert violations(window) == []
