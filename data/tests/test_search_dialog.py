"""The search dialog: kinds, hints, keyboard, what screen readers are told, marks on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from handbook.source.load import load
from tests.axe_kit import violations
from tests.browser_kit import DESKTOP, PHONE, Served, page, wait_for
from tests.places import ROOT
from tests.search_dialog_kit import open_dialog, type_query

LABELS = load(ROOT / "data").labels


def label(key: str, code: str = "id") -> str:
    return LABELS[key].get(code)


@pytest.fixture
def window(browser: Browser, served_site: Served) -> Iterator[Page]:
    """A page of a task with the dialog open."""
    with page(browser, viewport=DESKTOP) as opened:
        open_dialog(opened, f"{served_site.address}t/b7/")
        yield opened


def test_results_are_pages_with_their_parts_and_hits_are_marked(window: Page) -> None:
    type_query(window, "menyusun buku putih")
    first = window.locator(".md-search-result__item").first
    expect(first.locator("a").first).to_have_attribute("href", re.compile(r"/t/a2/\?h="))
    assert first.locator("h1 mark").all_inner_texts() == ["Menyusun", "Buku", "Putih"]
    parts = [link.get_attribute("href") or "" for link in first.locator("a").all()[1:]]
    assert parts and all("/t/a2/" in part and "#" in part for part in parts)


def test_the_page_that_is_opened_has_the_hits_marked_and_a_clean_address(
    window: Page, served_site: Served
) -> None:
    type_query(window, "menyusun buku putih")
    window.locator(".md-search-result__link").first.click()
    window.wait_for_url(f"{served_site.address}t/a2/")
    expect(window.locator("h1 mark").first).to_have_text("Menyusun")
    assert window.locator("nav mark").count() == 0


def test_words_with_marks_of_regular_expressions_are_marked_too(
    browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=DESKTOP) as window:
        problems: list[str] = []
        window.on("pageerror", lambda error: problems.append(str(error)))
        window.goto(f"{served_site.address}t/a2/?h=kabupaten/kota+a-b+(x)+[y+Putih")
        expect(window.locator("h1 mark")).to_have_text("Putih")
        assert problems == []


def test_enter_opens_the_first_result(window: Page, served_site: Served) -> None:
    type_query(window, "b3")
    window.locator(".md-search-result__link").first.wait_for(state="visible")
    window.locator(".md-search__input").press("Enter")
    window.wait_for_url(re.compile(re.escape(f"{served_site.address}t/b3/")))


def test_enter_opens_the_term_and_not_the_top_of_the_glossary(window: Page) -> None:
    type_query(window, "APBN")
    window.locator(".md-search-result__link").first.wait_for(state="visible")
    window.locator(".md-search__input").press("Enter")
    window.wait_for_url(re.compile(r"/istilah/a/(\?[^#]*)?#apbn$"))


def test_results_can_be_narrowed_down_by_finger_or_mouse(window: Page) -> None:
    type_query(window, "memorandum")
    window.locator(".md-search-result__link").first.wait_for(state="visible")
    for kind, folder in (("tasks", "t"), ("documents", "d"), ("stages", "s")):
        button = window.locator(f".md-search [data-kind={kind}]")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(window.locator(f".md-search-result__link[href*='/{folder}/']").first).to_be_visible()
        expect(window.locator(f".md-search-result__link:not([href*='/{folder}/'])")).to_have_count(0)
    window.locator(".md-search [data-kind=stages]").click()  # once more: all kinds again
    expect(window.locator(".md-search [data-kind='']")).to_have_attribute("aria-pressed", "true")


def test_results_can_be_narrowed_down_by_keyboard_alone(window: Page) -> None:
    type_query(window, "memorandum")
    window.locator(".md-search-result__link").first.wait_for(state="visible")
    names = []
    for _ in range(5):
        window.keyboard.press("Tab")
        names.append(window.evaluate("document.activeElement.dataset.kind"))
    assert "tasks" in names
    window.locator(".md-search [data-kind=tasks]").focus()
    window.keyboard.press("Space")
    expect(window.locator(".md-search [data-kind=tasks]")).to_have_attribute("aria-pressed", "true")
    assert window.evaluate("document.activeElement.dataset.kind") == "tasks", "the focus stays on the button"
    expect(window.locator(".md-search-result__link").first).to_have_attribute("href", re.compile("/t/"))


def test_buttons_are_large_enough_for_a_finger_and_tell_how_many_there_are(window: Page) -> None:
    type_query(window, "memorandum")
    window.locator(".md-search-result__link").first.wait_for(state="visible")
    for button in window.locator(".md-search .hb-kinds button").all():
        box = button.bounding_box()
        assert box and box["height"] >= 44 and box["width"] >= 44
    assert re.search(r" \d+$", window.locator(".md-search [data-kind=tasks]").inner_text())


def test_tab_stays_in_the_dialog_and_reaches_the_results(window: Page) -> None:
    type_query(window, "memorandum")
    window.locator(".md-search-result__link").first.wait_for(state="visible")
    reached: list[str] = []
    while not reached or "md-search__input" not in reached[-1]:  # round; more results appear on the way
        assert len(reached) < 400
        window.keyboard.press("Tab")
        assert window.evaluate("!!document.activeElement.closest('.md-search')")
        reached.append(window.evaluate("[...document.activeElement.classList].join(' ')"))
    assert sum("md-search-result__link" in classes for classes in reached) > 5
    for _ in range(5):
        window.keyboard.press("Shift+Tab")
        assert window.evaluate("!!document.activeElement.closest('.md-search')")
    assert window.locator("#__search").is_checked()


def test_the_keyboard_passes_the_box_where_nothing_was_asked(window: Page) -> None:
    window.locator(".md-search__input").focus()
    for _ in range(4):
        window.keyboard.press("Tab")
    assert window.evaluate("!document.activeElement.closest('.md-search')")
    assert not window.locator("#__search").is_checked()


def test_escape_returns_to_where_the_reader_was(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=DESKTOP) as window:
        window.goto(f"{served_site.address}t/b7/", wait_until="networkidle")
        window.locator(".hb-languages a").last.focus()
        before = window.evaluate("document.activeElement.textContent")
        for _ in range(4):
            window.keyboard.press("Tab")
            if window.evaluate("document.activeElement.matches('.md-search__input')"):
                break
        came_from = window.evaluate("document.activeElement.matches('.md-search__input')")
        assert came_from and before
        window.keyboard.type("memorandum")
        window.locator(".md-search-result__link").first.wait_for(state="visible")
        window.keyboard.press("ArrowDown")
        window.keyboard.press("Escape")
        wait_for(window, "!document.getElementById('__search').checked")
        assert window.evaluate("document.activeElement.matches('.hb-scheme, .hb-languages a')")


def test_escape_returns_to_the_button_of_a_phone(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        window.goto(f"{served_site.address}t/b7/", wait_until="networkidle")
        window.locator(".hb-search").focus()
        window.keyboard.press("Enter")
        expect(window.locator(".md-search__input")).to_be_focused()
        window.keyboard.type("monev")
        window.locator(".md-search-result__link").first.wait_for(state="visible")
        window.keyboard.press("Escape")
        wait_for(window, "document.activeElement.matches('button.hb-search')")


def test_the_dialog_is_modal_from_the_first_opening(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        window.route("**/dialog.*.js", lambda route: route.abort())
        window.goto(f"{served_site.address}t/b7/")
        button = window.get_by_role("button", name=label("search.open"), exact=True)
        expect(button).to_have_attribute("aria-expanded", "false")
        button.press("Enter")
        expect(window.locator("[data-md-component=search]")).to_have_attribute("aria-modal", "true")
        expect(button).to_have_attribute("aria-expanded", "true")


@pytest.mark.parametrize("query", ["memorandum", "xyzzyqq", "memorndum"])
def test_the_dialog_passes_the_accessibility_rules(query: str, window: Page) -> None:
    type_query(window, query)
    expect(window.locator(".md-search__inner .hb-hints p:visible").first).to_be_visible()
    window.wait_for_timeout(400)
    assert violations(window) == []
    dialog = window.get_by_role("dialog", name=label("material.search"), exact=True)
    assert dialog.get_attribute("aria-modal") == "true"
    assert window.locator(".md-search-result__meta").get_attribute("role") == "status"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_hints_can_be_read(scheme: Literal["light", "dark"], browser: Browser, served_site: Served) -> None:
    # axe passes over text in the header's colour here, since the dialog lies over other elements.
    with page(browser, viewport=PHONE, color_scheme=scheme) as window:
        window.goto(f"{served_site.address}t/b7/", wait_until="networkidle")
        window.locator(".hb-search").click()
        type_query(window, "memoqqandrum")
        hint = window.locator(".md-search [data-hint=mean]")
        expect(hint).to_be_visible()
        colours = hint.evaluate(
            "e => [getComputedStyle(e).color, getComputedStyle(e.closest('.hb-hints')).backgroundColor]"
        )
        light, dark = sorted(
            (sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in colours), reverse=True
        )
        assert light - dark > 400, colours


def test_the_count_is_told_as_it_changes(window: Page) -> None:
    type_query(window, "memorandum")
    window.locator(".md-search-result__link").first.wait_for(state="visible")
    count = window.locator(".md-search-result__meta")
    before = count.inner_text()
    assert re.match(r"\d+ ", before)
    window.locator(".md-search [data-kind=stages]").click()
    expect(count).not_to_have_text(before)


def test_a_typing_error_is_forgiven_and_said(window: Page) -> None:
    type_query(window, "memorndum")
    hint = window.locator(".md-search__inner [data-hint=guess]")
    expect(hint).to_contain_text(label("search.guess"))
    hint.get_by_role("button", name="memorandum", exact=True).click()
    expect(window.locator(".md-search__input")).to_have_value("memorandum")
    expect(hint).to_be_hidden()


def test_without_a_result_the_nearest_words_the_glossary_and_the_other_language_are_offered(
    window: Page, served_site: Served
) -> None:
    type_query(window, "memoqqandrum")
    hints = window.locator(".md-search__inner")
    expect(hints).to_contain_text(label("search.mean"))
    expect(window.locator(".md-search-result__meta")).to_have_text(label("material.search.result.none"))
    links = hints.locator("[data-hint=elsewhere] a")
    assert links.first.evaluate("a => a.href") == f"{served_site.address}istilah/"
    assert links.last.evaluate("a => a.href") == f"{served_site.address}en/cari/?q=memoqqandrum"
    hints.get_by_role("button", name="memorandum", exact=True).click()
    window.locator(".md-search-result__link").first.wait_for(state="visible")


def test_a_kind_without_results_offers_all_kinds(window: Page) -> None:
    type_query(window, "APBN")
    window.locator(".md-search-result__link").first.wait_for(state="visible")
    window.locator(".md-search [data-kind=roles]").click()
    window.get_by_role("button", name=label("search.show_all")).click()
    expect(window.locator(".md-search [data-kind='']")).to_have_attribute("aria-pressed", "true")
    window.locator(".md-search-result__link").first.wait_for(state="visible")


def test_a_search_can_be_opened_as_a_page(window: Page, served_site: Served) -> None:
    type_query(window, "wali kota")
    link = window.get_by_role("link", name=label("search.as_page"))
    assert link.evaluate("a => a.href") == f"{served_site.address}cari/?q=wali+kota"


def test_an_index_that_cannot_be_loaded_is_said(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=DESKTOP) as window:
        window.clock.install()
        window.route("**/search/index.js", lambda route: route.abort())
        open_dialog(window, f"{served_site.address}t/b7/", "memorandum")
        window.wait_for_timeout(300)
        window.clock.fast_forward(11_000)
        expect(window.locator(".md-search__inner [data-hint=failed]")).to_be_visible()


@pytest.mark.parametrize("script", ["**/dialog.*.js", "**/bundle.*.js"])
def test_a_script_that_cannot_be_loaded_leaves_the_search_page(
    script: str, browser: Browser, served_site: Served
) -> None:
    def fail(route: Route) -> None:
        route.abort()

    with page(browser, viewport=DESKTOP) as window:
        window.route(script, fail)
        open_dialog(window, f"{served_site.address}t/b7/")
        window.locator(".md-search__input").fill("memorandum")
        window.locator(".md-search__input").press("Enter")
        window.wait_for_url(f"{served_site.address}cari/?q=memorandum")
        expect(window.locator(".found a").first).to_be_visible()
