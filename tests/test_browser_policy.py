"""Nothing that pages do is forbidden by their content security policy, and what does not belong there is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser_kit import DESKTOP, KINDS, LANGUAGES, PHONE, Watcher, page, serve, wait_for
from tests.hosting_kit import Host, policy
from tests.keeping_kit import wait_until_said

LOAD = """address => new Promise((done) => {
    const made = document.createElement("script");
    made.onload = made.onerror = done;
    made.src = address;
    document.head.append(made);
})"""


def use_everything(window: Page, address: str) -> None:
    """Search in both places, tick, save, choose a stage, keep the texts, change colours, open the menu."""
    window.goto(f"{address}t/l2/")
    window.locator(".md-search__input").click()
    window.keyboard.type("laporan")
    window.locator(".md-search-result__link").first.wait_for(state="visible")
    window.goto(f"{address}t/l2/")
    window.locator(".hb-box").first.check()
    with window.expect_download():
        window.locator(".hb-acts > summary").click()
        window.locator(".hb-ticks [data-do=save]").click()
    window.locator(".hb-scheme").click()
    wait_until_said(window, "kept")
    window.goto(f"{address}s/3/")
    window.locator(".hb-here").click()
    window.goto(address)  # the chosen stage is shown before the page is painted
    expect(window.locator(".hb-nav__ours")).to_be_visible()
    window.goto(f"{address}words/#nib")
    window.goto(f"{address}board/")
    window.goto(f"{address}look/?q=laporan")
    expect(window.locator(".found a").first).to_be_visible()
    window.locator(".found a").first.click()
    window.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    window.goto(f"{address}t/l2/")
    window.locator(".hb-menu").click()
    expect(window.locator(".hb-nav__ours")).to_be_visible()


def assert_every_kind_works(window: Page, watcher: Watcher, address: str) -> None:
    for folder in LANGUAGES:
        for kind, place in KINDS.items():
            window.goto(f"{address}{folder}{place}")
            if kind == "error":  # the page itself is missing; below a path its styles are looked for
                wait_for(window, "getComputedStyle(document.body).getPropertyValue('--hb-line') !== ''")
                assert [e for e in watcher.errors if "Content Security" in e] == []
            else:
                assert watcher.errors == [], kind
            watcher.forget_errors()


def test_every_kind_of_page_search_ticks_and_keeping_work_under_the_policy(
    browser: Browser, site: Path
) -> None:
    with serve(site) as served, page(browser, keeping=True, viewport=DESKTOP) as window:
        served.policy = policy()
        watcher = Watcher(window)
        assert_every_kind_works(window, watcher, served.address)
        use_everything(window, served.address)
        assert watcher.errors == []


@pytest.mark.servers
def test_every_page_works_in_a_real_server(browser: Browser, host: Host) -> None:
    address = f"http://127.0.0.1:{host.port}/{host.path}"
    with page(browser, keeping=True, viewport=DESKTOP) as window:
        watcher = Watcher(window)
        assert_every_kind_works(window, watcher, address)
        use_everything(window, address)
        for file in sorted(host.site.rglob("index.html")):
            window.goto(f"{address}{file.parent.relative_to(host.site).as_posix()}/".replace("/./", "/"))
        assert watcher.errors == []


@pytest.mark.parametrize(
    "script", ["https://example.net/x.js", "data:text/javascript,1"], ids=["another host", "data"]
)
@pytest.mark.parametrize("sent", [True, False], ids=["sent by the server", "of the page alone"])
def test_a_script_from_elsewhere_is_refused(script: str, sent: bool, browser: Browser, site: Path) -> None:
    with serve(site) as served, page(browser) as window:
        served.policy = policy() if sent else ""
        watcher = Watcher(window)
        window.goto(served.address)
        window.evaluate(LOAD, script)
        assert any("Content Security Policy" in error for error in watcher.errors)


INJECTED = {
    "a script": "<script>document.title = 'taken'</script>",
    "a handler": "<img src=x.png onerror=\"document.title = 'taken'\">",
    "a base": '<base href="https://example.net/">',
    "a style": "<style>h1 { display: none }</style>",
}


@pytest.mark.parametrize("injected", INJECTED.values(), ids=INJECTED)
def test_what_was_injected_into_a_page_does_nothing(
    injected: str, browser: Browser, site: Path, tmp_path: Path
) -> None:
    shutil.copytree(site, tmp_path / "site")
    file = tmp_path / "site" / "t" / "l2" / "index.html"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("<h1", f"{injected}<h1", 1), encoding="utf-8")
    with serve(tmp_path / "site") as served, page(browser, viewport=DESKTOP) as window:
        watcher = Watcher(window)
        window.goto(f"{served.address}t/l2/")
        expect(window.locator("h1")).to_be_visible()
        assert window.title() != "taken"
        assert window.evaluate("document.baseURI").startswith(served.address)
        assert any("Content Security Policy" in error for error in watcher.errors)
