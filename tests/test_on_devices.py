"""The privacy statement lists all that pages store on a device, and nothing else; and nothing is sent."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, Request

from handbook.resources import PACKAGE
from handbook.views.on_devices import stored_on_devices
from tests.browser_kit import DESKTOP, page, serve
from tests.keeping_kit import wait_until_said
from tests.reader_kit import EDITIONS, HANDBOOK, ORIGINAL, TASK, TICKS, stored

KEY = "{handbook}"  # in the place of the key of a handbook
CACHE = "handbook 1 "  # what the names of stores of the browser's cache begin with
# What scripts write where storage takes a name: each stands for a name that is found below.
PUT = {
    *("this.key", "this.copyKey", "wishKey", "keyOfStage()", "key", '"handbook." + name'),
    *('"handbook.scheme"', '"handbook."+s.previousElementSibling.dataset.handbook+".stage"'),
}
# Material's own, which none of its parts that our pages have calls: see the test in the browser.
MATERIAL = "`${scope.pathname}.${key}`"
_PUT = re.compile(r"(?:Storage|storage|_|t)\.(?:get|set|remove)Item\(((?:[^(),]|\([^()]*\))+)[,)]")
_OF_HANDBOOK = re.compile(r"[`\"]handbook\.(?:\$\{[^}]+\}|\{\{[^}]+\}\})\.(\w+)[`\"]")
_OF_ALL = re.compile(r"\"handbook\.(\w+)\"|\bstored\(\"(\w+)\"")
_CHOICES = re.compile(r"var names = (\{.*\});")
ELSEWHERE = re.compile(
    r"sessionStorage|indexedDB|\.cookie\b|cookieStore|openDatabase|getDirectory\(|sendBeacon"
)


def scripts() -> Iterator[tuple[str, str]]:
    """Every script of ours that pages run, and every template in which one may stand."""
    resources = PACKAGE / "resources"
    for folder in (resources / "reader", resources / "search", resources / "theme", PACKAGE / "html"):
        for file in sorted(folder.rglob("*")):
            if file.suffix in {".js", ".html"}:
                yield file.relative_to(PACKAGE).as_posix(), file.read_text(encoding="utf-8")


def names_in_scripts() -> set[str]:
    """The names under which scripts store something."""
    result = set()
    for _, text in scripts():
        result |= {f"handbook.{KEY}.{last}" for last in _OF_HANDBOOK.findall(text)}
        result |= {f"handbook.{one or other}" for one, other in _OF_ALL.findall(text)}
        for choices in _CHOICES.findall(text):
            result |= {f"handbook.{name}" for name in json.loads(choices).values()}
        if "`${this.key}.damaged`" in text:
            result.add(f"handbook.{KEY}.ticks.damaged")
        if f"`{CACHE}${{SCOPE}} `" in text:
            result.add(f"{CACHE}…")
    return result


def described() -> set[str]:
    """The names that the statement of the small programme gives, which has everything."""
    return {held.name for held in stored_on_devices(EDITIONS[ORIGINAL])}


def test_each_name_in_scripts_is_described_and_no_other() -> None:
    assert {name.replace(KEY, HANDBOOK) for name in names_in_scripts()} == described()


def test_nothing_is_stored_under_a_name_that_is_not_known() -> None:
    put = {(name, words.strip()) for name, text in scripts() for words in _PUT.findall(text)}
    assert len(put) > 8
    unknown = {(name, words) for name, words in put if words not in PUT}
    assert unknown == {("resources/search/page/material.js", MATERIAL)} | {
        ("resources/theme/partials/javascripts/base.html", words)
        for words in ('t.pathname+"."+e', 'a.pathname+"."+e')
    }


def test_nothing_is_stored_elsewhere() -> None:
    assert [name for name, text in scripts() if ELSEWHERE.search(text)] == []


def use_everything(window: Page, root: str) -> None:
    """Do all after which a page stores something."""
    window.goto(f"{root}{TASK}/")
    window.locator(".hb-scheme").click()
    for name in ("both-languages", "all-grounds"):
        window.locator(f"label[for={name}]").click()
    window.locator(".hb-box").first.check()
    window.goto(root)
    window.locator(".route [data-stage]").first.click()
    window.wait_for_url("**/s/**")
    window.goto(f"{root}board/")
    window.locator("#hb-place").fill("Desa Baca")
    wait_until_said(window, "kept")


def test_what_a_browser_holds_is_described_and_nothing_is_sent(browser: Browser, site: Path) -> None:
    sent: list[Request] = []
    with serve(site) as served, page(browser, keeping=True, viewport=DESKTOP) as window:
        window.context.on("request", lambda request: sent.append(request))
        use_everything(window, served.address)
        ticks = stored(window, TICKS)
        window.evaluate("key => localStorage.setItem(key, '{')", TICKS)  # damaged
        window.goto(f"{served.address}{TASK}/")
        window.wait_for_function("key => localStorage.getItem(key)", arg=f"{TICKS}.damaged")
        window.evaluate("([key, ticks]) => localStorage.setItem(key, ticks)", [TICKS, ticks])
        caches = window.evaluate("caches.keys()")
        wait_until_said(window, "kept")
        window.locator(".hb-keeping button").click()
        wait_until_said(window, "removed")

        names = set(window.evaluate("Object.keys(localStorage)"))
        assert all(name.startswith(CACHE) for name in caches) and caches
        assert names | {f"{CACHE}…"} == described()
        assert window.context.cookies() == []
        assert window.evaluate("sessionStorage.length") == 0
        assert window.evaluate("indexedDB.databases()") == []
    assert len(sent) > 20
    assert {request.method for request in sent} == {"GET"}
    assert [request.url for request in sent if not request.url.startswith(served.address)] == []
    assert [request.url for request in sent if "?" in request.url] == []


def test_words_are_sent_with_the_result_that_is_opened_and_not_before(browser: Browser, site: Path) -> None:
    sent: list[str] = []
    with serve(site) as served, page(browser, viewport=DESKTOP) as window:
        window.on("request", lambda request: sent.append(request.url))
        window.goto(f"{served.address}{TASK}/")
        window.locator(".md-search__input").click()
        window.keyboard.type("laporan")
        result = window.locator(".md-search-result__link").first
        result.wait_for(state="visible")
        assert [url for url in sent if "laporan" in url] == []
        address = result.get_attribute("href")
        result.click()
        window.wait_for_load_state()
        assert address and "laporan" in address
        assert [url for url in sent if "laporan" in url] != []
        assert window.evaluate("Object.keys(localStorage)") == []
        assert window.evaluate("sessionStorage.length") == 0
