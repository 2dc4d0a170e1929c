"""Who searches after printing is not told that there is nothing printed yet."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from handbook.localised import locales
from tests.browser_kit import DESKTOP, page, serve
from tests.print_kit import DATASET


def test_snippets_of_printed_files_tell_what_the_page_shows(browser: Browser, printed: Path) -> None:
    for code, locale in locales(DATASET).items():
        folder = "" if code == locale.original else f"{code}/"
        downloads = locale.addresses.overviews["downloads"]
        not_yet = locale.label("print.not_yet")
        with serve(printed) as served, page(browser, viewport=DESKTOP) as window:
            window.goto(f"{served.address}{folder}", wait_until="networkidle")
            window.locator(".md-search__input").focus()
            window.locator(".md-search__input").fill(locale.label("print.kind.poster"))
            window.locator(".md-search__input").dispatch_event("keyup")
            results = window.locator(".md-search-result__list")
            expect(results.locator(f'a[href*="/{downloads}/"]').first).to_be_visible()
            assert not_yet not in results.inner_text()
            window.goto(f"{served.address}{folder}{downloads}/")
            assert not_yet not in window.locator("main").inner_text()
