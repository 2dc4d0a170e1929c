"""On phones what is tapped is at least 44 px high and wide (WCAG 2.5.5), also in folds, menu and search."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser_kit import AT_REST, KINDS, LANGUAGES, PHONE, Served, add_style, page
from tests.target_kit import small_targets

UNFOLD = "document.querySelectorAll('details').forEach(e => { e.open = true })"


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_nothing_on_any_kind_of_page_is_too_small(folder: str, browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        small = {}
        for kind, address in {**KINDS, "search": "look/?q=buku"}.items():
            window.goto(f"{served_site.address}{folder}{address}", wait_until="networkidle")
            window.evaluate(UNFOLD)
            small[kind] = small_targets(window)
        assert {kind: found for kind, found in small.items() if found} == {}


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_nothing_in_menu_and_search_is_too_small(folder: str, browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        window.goto(f"{served_site.address}{folder}t/s1/")
        window.locator(".hb-menu").click()
        window.evaluate(UNFOLD)
        window.evaluate(AT_REST)
        assert small_targets(window) == []
        window.keyboard.press("Escape")
        window.locator(".hb-search").click()
        window.keyboard.type("buku")
        window.locator(".md-search-result__link").first.wait_for(state="visible")
        window.evaluate(AT_REST)
        assert small_targets(window) == []


def test_what_is_too_small_would_be_seen(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        window.goto(f"{served_site.address}t/s1/")
        add_style(
            window, ".hb-text::before { content: none !important } .tools > label { padding: 0 !important }"
        )
        add_style(window, ".md-header__button.md-icon { padding: .2rem !important }")
        found = " ".join(small_targets(window))
        assert all(name in found for name in ("hb-box", "label.both", "hb-menu"))
