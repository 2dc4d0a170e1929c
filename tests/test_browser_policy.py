"""Nothing that pages do is forbidden by the content security policy of deploy/."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser_kit import DESKTOP, KINDS, LANGUAGES, Watcher, page, serve
from tests.hosting_kit import DEPLOY
from tests.keeping_kit import wait_until_said

LOAD = """address => new Promise((done) => {
    const made = document.createElement("script");
    made.onload = made.onerror = done;
    made.src = address;
    document.head.append(made);
})"""


def policy() -> str:
    """What deploy/ has servers send with pages."""
    (sent,) = re.findall(r'"(default-src [^"]+)"', (DEPLOY / "nginx.conf").read_text(encoding="utf-8"))
    return str(sent)


def test_every_kind_of_page_search_ticks_and_keeping_work_under_the_policy(
    browser: Browser, site: Path
) -> None:
    with serve(site) as served, page(browser, keeping=True, viewport=DESKTOP) as window:
        served.policy = policy()
        watcher = Watcher(window)
        for folder in LANGUAGES:
            for kind, address in KINDS.items():
                window.goto(f"{served.address}{folder}{address}")
                assert [e for e in watcher.errors if not (kind == "error" and "404" in e)] == [], kind
                watcher.forget_errors()
        window.goto(f"{served.address}t/l2/")
        window.locator(".md-search__input").click()
        window.keyboard.type("laporan")
        window.locator(".md-search-result__link").first.wait_for(state="visible")
        window.goto(f"{served.address}t/l2/")
        window.locator(".hb-box").first.check()
        with window.expect_download():
            window.locator(".hb-acts > summary").click()
            window.locator(".hb-ticks [data-do=save]").click()
        wait_until_said(window, "kept")
        window.goto(f"{served.address}look/?q=laporan")
        expect(window.locator(".found a").first).to_be_visible()
        assert watcher.errors == []


@pytest.mark.parametrize(
    "script", ["https://example.net/x.js", "data:text/javascript,1"], ids=["another host", "data"]
)
def test_a_script_from_elsewhere_is_refused(script: str, browser: Browser, site: Path) -> None:
    with serve(site) as served, page(browser) as window:
        served.policy = policy()
        watcher = Watcher(window)
        window.goto(served.address)
        window.evaluate(LOAD, script)
        assert any("Content Security Policy" in error for error in watcher.errors)
