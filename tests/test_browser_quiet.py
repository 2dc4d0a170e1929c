"""Pages ask nothing of other hosts, log no error, and load search only when it is wanted."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from handbook.source.load import load
from tests.browser_kit import KINDS, LANGUAGES, Served, Watcher, page
from tests.places import LIBRARIES


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_no_page_logs_an_error_or_asks_another_host(
    folder: str, browser: Browser, served_site: Served
) -> None:
    with page(browser) as window:
        watcher = Watcher(window)
        for kind, address in KINDS.items():
            window.goto(f"{served_site.address}{folder}{address}", wait_until="networkidle")
            errors = [e for e in watcher.errors if not (kind == "error" and "404" in e)]
            assert errors == [], kind
            watcher.forget_errors()
        assert [url for url in watcher.asked if not url.startswith(served_site.address)] == []
        assert [url for url in watcher.asked if "search" in url or "bundle" in url] == []


@pytest.mark.parametrize(("folder", "code"), [("", "id"), ("en/", "en")])
def test_search_loads_on_first_use_and_finds_a_task(
    folder: str, code: str, browser: Browser, served_site: Served
) -> None:
    title = load(LIBRARIES).tasks["L2"].name[code]
    with page(browser, viewport={"width": 1280, "height": 800}) as window:
        watcher = Watcher(window)
        window.goto(f"{served_site.address}{folder}t/s1/", wait_until="networkidle")
        window.locator(".md-search__input").click()
        window.keyboard.type(title.split()[-1])
        first = window.locator(f".md-search-result__link[href*='{folder}t/l2/']").first
        first.wait_for(state="visible")
        assert any("search/index.js" in url for url in watcher.asked)
        first.click()
        window.wait_for_url(f"{served_site.address}{folder}t/l2/**")
        assert watcher.errors == []
        assert [url for url in watcher.asked if not url.startswith(served_site.address)] == []


def test_a_search_can_be_linked_to(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport={"width": 1280, "height": 800}) as window:
        window.goto(f"{served_site.address}?q=laporan")
        window.locator(".md-search-result__link").first.wait_for(state="visible")


def test_the_error_page_speaks_both_languages_and_leads_home(browser: Browser, served_site: Served) -> None:
    labels = load(LIBRARIES).labels
    with page(browser) as window:
        window.goto(f"{served_site.address}t/none/deeper/")
        for code in load(LIBRARIES).languages:
            assert window.get_by_text(labels["site.not_found"][code], exact=True).is_visible()
        window.locator("article div[lang=en] a").first.click()
        window.wait_for_url(f"{served_site.address}en/")


def test_what_a_page_gives_up_is_an_error_but_not_what_was_under_way_when_it_was_left(
    browser: Browser, served_site: Served
) -> None:
    with page(browser) as window:
        watcher = Watcher(window)
        window.route("**/slow*", lambda _: None)  # is never answered
        window.goto(served_site.address)
        with window.expect_event("request", lambda request: request.url.endswith("slow")):
            window.evaluate("void fetch('slow').catch(() => {})")
        window.goto(f"{served_site.address}t/s1/", wait_until="networkidle")
        assert watcher.errors == []
        with window.expect_event("requestfailed"):
            window.evaluate("fetch('slow', {signal: AbortSignal.timeout(100)}).catch(() => {})")
        assert watcher.errors == [f"failed: {served_site.address}t/s1/slow (net::ERR_ABORTED)"]
        watcher.forget_errors()
        assert watcher.errors == []
