"""Old phones, and scripts that do not come or cannot be understood: no control is shown that does nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from handbook.source.load import load
from tests.browser_kit import DESKTOP, LANGUAGES, PHONE, Served, Watcher, page
from tests.places import LIBRARIES

LABELS = load(LIBRARIES).labels
CODES = dict(zip(LANGUAGES, load(LIBRARIES).languages, strict=True))
NOT_UNDERSTOOD = "not a ?. script ("  # no browser does
TOO_LONG = 20_000  # milliseconds

# What came after 2017, taken away; `RegExp` refuses classes of letters, and no `EventTarget` can be made.
WITHOUT_LATER = r"""(() => {
  const take = (from, ...names) => { for (const name of names) delete from[name]; };
  take(Array.prototype, "flat", "flatMap", "at", "findLast", "toSorted");
  take(String.prototype, "matchAll", "replaceAll", "trimStart", "trimEnd", "at");
  take(Object, "fromEntries", "hasOwn");
  take(Promise, "allSettled", "any");
  take(Promise.prototype, "finally");
  const Known = RegExp;
  self.RegExp = new Proxy(Known, { construct(target, [source, ...flags]) {
    if (/\\p\{/.test(source)) throw new SyntaxError("Invalid escape");
    return new target(source, ...flags);
  } });
  if (typeof document !== "undefined") {
    take(Element.prototype, "replaceChildren", "toggleAttribute", "checkVisibility");
    take(DocumentFragment.prototype, "replaceChildren");
    take(HTMLElement.prototype, "inert");
    MediaQueryList.prototype.addEventListener = undefined;
  }
  const Target = EventTarget;
  self.EventTarget = function EventTarget() { throw new TypeError("Illegal constructor"); };
  self.EventTarget.prototype = Target.prototype;
  delete self.structuredClone;
  delete self.globalThis;
})();
"""


def answer(way: str) -> Callable[[Route], None]:
    """How a script that is asked for does not come."""
    return {
        "not understood": lambda route: route.fulfill(body=NOT_UNDERSTOOD, content_type="text/javascript"),
        "not found": lambda route: route.fulfill(status=404),
        "never": lambda _: None,
    }[way]


PATIENCE = 60_000  # milliseconds; the machine may be busy
WAYS = ["not understood", "not found", "never"]


def wait_in_vain(window: Page, way: str) -> None:
    """Let the time pass after which nothing is waited for any more."""
    if way == "never":
        window.wait_for_timeout(300)
        window.clock.fast_forward(TOO_LONG)


def opened(window: Page, address: str, way: str) -> None:
    """Open a page of which a script may never come."""
    window.clock.install()
    window.goto(address, wait_until="commit" if way == "never" else "load")
    window.locator(".md-footer").wait_for(state="attached")
    wait_in_vain(window, way)


def expect_page_without_scripts(window: Page, root: str, code: str) -> None:
    """What readers without JavaScript are shown is there, and what needs it is not."""
    window.goto(root, wait_until="commit")
    expect(window.locator(".md-footer")).to_be_attached()
    expect(window.locator(".hb-our-stage")).to_be_hidden()
    expect(window.locator(".hb-find")).to_be_visible()
    expect(window.locator(".hb-search")).to_be_hidden()
    window.goto(f"{root}look/?q=buku", wait_until="commit")
    expect(window.get_by_text(LABELS["search.without_script"].get(code))).to_be_visible()
    expect(window.locator("ul.browse a").first).to_be_visible()
    expect(window.locator("#q")).to_be_hidden()


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_a_browser_that_is_too_old_is_shown_the_page_without_scripts(
    folder: str, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=PHONE) as window:
        window.add_init_script("delete HTMLScriptElement.prototype.noModule")
        watcher = Watcher(window)
        expect_page_without_scripts(window, served_site.address + folder, CODES[folder])
        assert [url for url in watcher.asked if "/reader/" in url or "/search/" in url] == []
        assert watcher.errors == []
        window.locator(".hb-menu").click()
        expect(window.locator(".hb-nav a[aria-current=page]")).to_be_visible()


@pytest.mark.parametrize("way", WAYS)
def test_without_the_first_script_so_is_every_browser(
    way: str, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=PHONE) as window:
        window.route("**/handbook.*.js", answer(way))
        opened(window, served_site.address, way)
        expect(window.locator(".hb-our-stage")).to_be_hidden()
        expect(window.locator(".hb-find")).to_be_visible()
        expect(window.locator(".hb-search")).to_be_hidden()
        window.locator(".hb-menu").click()
        expect(window.locator(".hb-nav a[aria-current=page]")).to_be_visible()
        window.goto(f"{served_site.address}look/?q=buku", wait_until="commit")
        window.locator(".md-footer").wait_for(state="attached")
        wait_in_vain(window, way)
        expect(window.get_by_text(LABELS["search.without_script"].get("id"))).to_be_visible()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "script",
    ["dialog.*.js", "worker.*.js", "search_index.json", "search/index.js", "search/part.*.js", "bundle.*.js"],
)
def test_a_search_that_cannot_be_had_says_so(
    script: str, way: str, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=PHONE) as window:
        window.route(f"**/{script}", answer(way))
        window.clock.install()
        window.goto(f"{served_site.address}t/s1/")
        window.locator(".hb-search").click()
        window.keyboard.type("buku")
        window.wait_for_timeout(500)
        window.clock.fast_forward(TOO_LONG)
        dialog = window.locator("[data-md-component=search]")
        expect(dialog.locator("[data-hint=failed]")).to_be_visible(
            timeout=PATIENCE
        )  # a worker has its own clock
        expect(dialog).not_to_contain_text(LABELS["material.search.result.initializer"].get("id"))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("script", ["worker.*.js", "search/index.js", "search/part.*.js"])
def test_neither_does_the_search_page_wait_for_ever(
    script: str, way: str, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=PHONE) as window:
        window.route(f"**/{script}", answer(way))
        window.clock.install()
        window.goto(f"{served_site.address}look/?q=buku")
        window.wait_for_timeout(500)
        window.clock.fast_forward(TOO_LONG)
        expect(window.locator(".hb-search-page [data-hint=failed]")).to_be_visible(timeout=PATIENCE)
        expect(window.locator(".found-count")).to_have_text("")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("address", ["t/s1/", "look/?q=buku"], ids=["dialog", "page"])
def test_a_search_that_failed_for_want_of_a_part_can_be_tried_again(
    address: str, way: str, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=PHONE) as window:
        window.route("**/search/part.*.js", answer(way))
        window.goto(f"{served_site.address}{address}")
        if "look" not in address:
            window.locator(".hb-search").click()
            window.keyboard.type("buku")
        place = window.locator(".hb-search-page" if "look" in address else "[data-md-component=search]")
        expect(place.locator("[data-hint=failed]")).to_be_visible(timeout=PATIENCE)
        window.unroute("**/search/part.*.js")
        place.get_by_role("button", name=LABELS["search.again"].get("id")).click()
        expect(place.locator("[data-hint=failed]")).to_be_hidden(timeout=PATIENCE)
        expect(place.locator("li a").first).to_contain_text("uku", timeout=PATIENCE)


@pytest.mark.parametrize("way", WAYS)
def test_without_its_script_the_search_page_leads_to_the_lists(
    way: str, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=PHONE) as window:
        window.route("**/search/page.*.js", answer(way))
        opened(window, f"{served_site.address}look/?q=buku", way)
        expect(window.get_by_text(LABELS["search.without_script"].get("id"))).to_be_visible()
        expect(window.locator("#q")).to_be_hidden()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("address", ["", "s/3/"], ids=["home", "stage"])
def test_without_its_script_the_stage_cannot_be_chosen(
    address: str, way: str, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=PHONE) as window:
        window.route("**/reader.*.js", answer(way))
        opened(window, served_site.address + address, way)
        expect(window.locator(".hb-our-stage")).to_be_hidden()
        expect(window.locator("h1")).to_be_visible()


def test_what_came_after_2017_is_not_needed(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        window.add_init_script(WITHOUT_LATER)

        def older(route: Route) -> None:
            route.fulfill(body=WITHOUT_LATER + route.fetch().text(), content_type="text/javascript")

        window.route("**/worker.*.js", older)
        watcher = Watcher(window)
        window.goto(f"{served_site.address}t/s1/")
        window.locator(".hb-menu").click()
        window.locator(".hb-nav__close").click()
        window.locator(".hb-box").first.check()
        expect(window.locator(".hb-done")).to_have_count(1)
        window.locator(".hb-search").click()
        window.keyboard.type("pinjaman")
        first = window.locator(".md-search-result__link").first
        expect(first).to_be_visible()
        first.click()
        expect(window.locator("article mark").first).to_be_visible()
        window.goto(f"{served_site.address}look/?q=laporn")
        expect(window.locator(".found a").first).to_be_visible()
        window.goto(served_site.address)
        window.locator(".route [data-stage]").nth(1).click()
        expect(window.locator(".hb-here")).to_have_attribute("aria-pressed", "true")
        window.goto(served_site.address)
        expect(window.locator(".hb-chosen")).to_be_visible()
        assert watcher.errors == []


@pytest.mark.parametrize("lacking", ["window.ResizeObserver", "Blob.prototype.text"])
def test_where_material_s_dialog_cannot_run_the_search_page_is_led_to(
    lacking: str, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=PHONE) as window:
        window.add_init_script(f"delete {lacking}")
        watcher = Watcher(window)
        window.goto(f"{served_site.address}t/s1/")
        expect(window.locator(".hb-search")).to_be_hidden()
        window.locator(".hb-find").click()
        window.wait_for_url(f"{served_site.address}look/")
        window.locator("#q").fill("buku")
        expect(window.locator(".found a").first).to_be_visible()
        window.set_viewport_size({"width": DESKTOP["width"], "height": DESKTOP["height"]})
        window.goto(f"{served_site.address}t/s1/")
        window.locator(".md-search__input").fill("laporan")
        window.locator(".md-search__input").press("Enter")
        window.wait_for_url(f"{served_site.address}look/?q=laporan")
        expect(window.locator(".found a").first).to_be_visible()
        assert [url for url in watcher.asked if not url.startswith(served_site.address)] == []


def test_a_choice_of_the_stage_whose_script_comes_late_is_there(
    browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=PHONE) as window:
        held: list[Route] = []
        window.route("**/reader.*.js", lambda route: held.append(route))
        window.clock.install()
        window.goto(served_site.address, wait_until="commit")
        choice = window.locator(".hb-our-stage")
        choice.wait_for(state="attached")
        wait_in_vain(window, "never")
        expect(choice).to_be_hidden()
        held[0].continue_()
        expect(choice).to_be_visible()


def test_nor_is_it_taken_for_ready_where_the_index_comes_last(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        held: list[Route] = []
        window.route("**/search_index.json", answer("not found"))
        window.route("**/search/index.js", lambda route: held.append(route))
        window.clock.install()
        window.goto(f"{served_site.address}t/s1/")
        with window.expect_response("**/search_index.json"):
            window.locator(".hb-search").click()
            window.keyboard.type("buku")
        window.wait_for_timeout(500)
        held[0].continue_()
        window.wait_for_timeout(500)
        window.clock.fast_forward(TOO_LONG)
        dialog = window.locator("[data-md-component=search]")
        expect(dialog.locator("[data-hint=failed]")).to_be_visible(timeout=PATIENCE)
        expect(dialog.get_by_role("article")).to_have_count(0)


def test_a_search_whose_style_comes_last_answers(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        held: list[Route] = []
        window.route("**/search.*.css", lambda route: held.append(route))
        window.goto(f"{served_site.address}t/s1/")
        with window.expect_response("**/search/index.js"):
            window.locator(".hb-search").click()
            window.keyboard.type("buku")
        window.wait_for_timeout(1000)  # the engine is ready
        held[0].continue_()
        expect(window.locator(".md-search-result__item").first).to_be_visible()
