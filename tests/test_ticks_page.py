"""Readers tick lists by finger and keyboard; ticks stay on the device and hold in both languages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe_kit import violations_in_both_schemes
from tests.browser_kit import DESKTOP, LANGUAGES, PHONE, Served, page, switch
from tests.reader_kit import (
    EDITIONS,
    EVIDENCE,
    LISTS,
    LONG_AGO,
    STEPS,
    TASK,
    TICKS,
    box,
    changed_site,
    forget_requests,
    go,
    kept,
    label,
    press,
    reading,
    record,
    store,
    stored,
    ticked,
)

ITEMS = len(LISTS[STEPS].versions) + len(LISTS[EVIDENCE].versions)


def test_a_tick_stays_and_holds_in_the_other_language(browser: Browser, served_site: Served) -> None:
    with reading(browser) as (window, watcher):
        go(window, f"{served_site.address}{TASK}/")
        assert len(ticked(window)) == ITEMS and not any(ticked(window))
        box(window, STEPS, 2).check()
        box(window, EVIDENCE, 1).check()
        before = ticked(window)
        assert sum(before) == 2
        for address in (TASK, f"en/{TASK}", TASK):
            go(window, f"{served_site.address}{address}/")
            assert ticked(window) == before
        box(window, STEPS, 2).uncheck()
        go(window, f"{served_site.address}en/{TASK}/")
        assert sum(ticked(window)) == 1
        assert [url for url in watcher.asked if not url.startswith(served_site.address)] == []


def test_nothing_is_asked_of_the_server_when_a_box_is_ticked(browser: Browser, served_site: Served) -> None:
    with reading(browser) as (window, watcher):
        go(window, f"{served_site.address}{TASK}/")
        forget_requests(window, watcher)
        box(window, STEPS, 1).check()
        window.wait_for_timeout(300)
        assert watcher.asked == []


def test_the_page_says_where_ticks_are_kept(browser: Browser, served_site: Served) -> None:
    for language, folder in zip(EDITIONS, LANGUAGES, strict=True):
        with reading(browser) as (window, _):
            go(window, f"{served_site.address}{folder}{TASK}/")
            expect(window.locator(".hb-ticks .hb-kept")).to_have_text(label("reader.ticks.kept", language))


def test_a_label_is_the_text_and_links_in_it_are_links(browser: Browser, served_site: Served) -> None:
    with reading(browser) as (window, _):
        go(window, f"{served_site.address}{TASK}/")
        text = window.locator(f"[data-ticks='{STEPS}'] > li:has(.hb-text a) .hb-text").first
        item = text.locator("xpath=..").locator("input")
        text.click(position={"x": 2, "y": 6})
        expect(item).to_be_checked()
        name = item.evaluate("box => box.labels[0].innerText.trim()")
        assert window.get_by_role("checkbox", name=name).count() == 1
        text.locator("a").first.click()
        window.wait_for_url(lambda url: f"/{TASK}/" not in url)


def test_everything_works_by_keyboard(browser: Browser, served_site: Served) -> None:
    with reading(browser, viewport=DESKTOP) as (window, _):
        go(window, f"{served_site.address}{TASK}/")
        window.locator(".hb-acts > summary").focus()
        window.keyboard.press("Enter")
        window.keyboard.press("Tab")
        assert window.evaluate("document.activeElement.href").endswith("/board/")
        for wanted in ("print", "save", "load", "clear"):
            window.keyboard.press("Tab")
            assert window.evaluate("document.activeElement.dataset.do") == wanted
        window.keyboard.press("Tab")
        assert window.evaluate("document.activeElement.id") == "tick-1-1"
        assert window.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        window.keyboard.press("Space")
        assert sum(ticked(window)) == 1
        window.locator("[data-do=clear]").focus()
        window.keyboard.press("Enter")
        assert window.evaluate("document.activeElement.dataset.do") == "clear-page"
        window.keyboard.press("Escape")
        assert window.evaluate("document.activeElement.dataset.do") == "clear"
        assert not window.locator(".hb-asked").is_visible()
        window.keyboard.press("Enter")
        window.keyboard.press("Enter")
        assert sum(ticked(window)) == 0
        assert window.evaluate("document.activeElement.dataset.do") == "undo"
        window.keyboard.press("Enter")
        assert sum(ticked(window)) == 1
        assert window.evaluate("document.activeElement.dataset.do") == "clear"


def test_boxes_and_buttons_are_large_enough_to_hit(browser: Browser, served_site: Served) -> None:
    with reading(browser) as (window, _):
        go(window, f"{served_site.address}{TASK}/")
        press(window, "clear")
        small = window.locator(".hb-box, .hb-ticks button:visible").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect()).filter(b => b.width < 24 || b.height < 24).length"
        )
        assert small == 0


def test_a_changed_step_says_so_until_it_is_ticked_again(browser: Browser, served_site: Served) -> None:
    version = LISTS[STEPS].versions[1]
    with reading(browser) as (window, _):
        go(window, f"{served_site.address}{TASK}/")
        store(window, TICKS, kept({STEPS: record(list(LISTS[STEPS].versions), [version])}))
        changed_site(window, version, "zzzzzz")
        go(window, f"{served_site.address}{TASK}/")
        assert not any(ticked(window))
        note = window.locator(f"[data-ticks='{STEPS}'] > li:nth-child(2) .hb-changed")
        expect(note).to_have_text(label("reader.ticks.changed", date="5 Maret 2026"))
        note_id = note.get_attribute("id")
        expect(box(window, STEPS, 2)).to_have_attribute("aria-describedby", str(note_id))
        box(window, STEPS, 1).check()  # what is written then still knows of the change
        go(window, f"{served_site.address}en/{TASK}/")
        expect(note).to_have_text(label("reader.ticks.changed", "en", date="5 March 2026"))
        box(window, STEPS, 2).check()
        expect(note).to_be_hidden()
        go(window, f"{served_site.address}{TASK}/")
        expect(note).to_be_hidden()
        assert sum(ticked(window)) == 2


def test_items_that_are_gone_are_counted(browser: Browser, served_site: Served) -> None:
    versions = list(LISTS[STEPS].versions)
    with reading(browser) as (window, _):
        go(window, f"{served_site.address}{TASK}/")
        store(window, TICKS, kept({STEPS: record([*versions, "aaaaaa", "bbbbbb"], ["aaaaaa", versions[0]])}))
        go(window, f"{served_site.address}{TASK}/")
        expect(window.locator(".hb-gone:visible")).to_have_text(label("reader.ticks.gone", count=1))
        assert ticked(window)[0]


def test_progress_is_told_on_the_page_its_stage_and_the_overviews(
    browser: Browser, served_site: Served
) -> None:
    own, month = "s/3#checklist", "s/3#first-month"
    of_stage = len(LISTS[own].versions) + len(LISTS[month].versions)
    with reading(browser) as (window, _):
        go(window, f"{served_site.address}{TASK}/")
        box(window, STEPS, 1).check()
        expect(window.locator(".hb-ticks .hb-count")).to_have_text(
            label("reader.ticks.count", done=1, all=ITEMS)
        )
        counts = [label("reader.ticks.count", done=n, all=len(LISTS[name].versions)) for n, name in
                  ((1, STEPS), (0, EVIDENCE))]  # fmt: skip
        assert window.locator(".hb-list-count").all_inner_texts() == counts
        go(window, f"{served_site.address}s/3/")
        box(window, own, 1).check()
        mark = window.locator(f".task-list li:has(a[href$='{TASK}/']) .hb-mark")
        assert mark.locator("span").first.inner_text() == f"1/{ITEMS}"
        assert mark.locator(".hb-hidden").text_content() == label("reader.ticks.count", done=1, all=ITEMS)
        assert window.locator(".task-list .hb-mark").count() == window.locator(".task-list li").count()
        go(window, f"{served_site.address}s/")
        mark = window.locator(".cards li:has(a[href$='3/']) .hb-mark")
        assert mark.inner_text().strip() == label("reader.ticks.count", done=1, all=of_stage)
        assert mark.locator("progress").evaluate("e => [e.value, e.max]") == [1, of_stage]
        go(window, f"{served_site.address}en/t/")
        mark = window.locator(".cards li:has(a[href$='l1/']) .hb-mark")
        assert mark.inner_text().strip() == label("reader.ticks.count", "en", done=1, all=ITEMS)


def test_a_changed_step_does_not_count_as_done_elsewhere(browser: Browser, served_site: Served) -> None:
    version = LISTS[STEPS].versions[1]
    with reading(browser) as (window, _):
        go(window, f"{served_site.address}s/3/")
        store(window, TICKS, kept({STEPS: record(list(LISTS[STEPS].versions), [version])}))
        changed_site(window, version, "zzzzzz")
        go(window, f"{served_site.address}s/3/")
        mark = window.locator(f".task-list li:has(a[href$='{TASK}/']) .hb-mark span").first
        assert mark.inner_text() == f"0/{ITEMS}"


def test_two_open_pages_stay_together_and_lose_nothing(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as first:
        second = first.context.new_page()
        for window in (first, second):
            go(window, f"{served_site.address}{TASK}/")
        box(first, STEPS, 1).check()
        expect(box(second, STEPS, 1)).to_be_checked()
        box(second, STEPS, 2).check()
        expect(box(first, STEPS, 2)).to_be_checked()
        go(second, f"{served_site.address}s/3/")
        box(second, "s/3#checklist", 1).check()
        box(first, STEPS, 1).uncheck()
        lists = json.loads(stored(first, TICKS) or "")["lists"]
        assert set(lists) == {STEPS, "s/3#checklist"}
        assert list(lists[STEPS]["done"]) == [LISTS[STEPS].versions[1]]


def test_ticks_can_be_cleared_here_or_everywhere_and_brought_back(
    browser: Browser, served_site: Served
) -> None:
    with reading(browser) as (window, _):
        go(window, f"{served_site.address}s/3/")
        box(window, "s/3#checklist", 1).check()
        go(window, f"{served_site.address}{TASK}/")
        box(window, STEPS, 1).check()
        press(window, "clear")
        window.locator("[data-do=keep]").click()
        assert sum(ticked(window)) == 1
        press(window, "clear")
        window.locator("[data-do=clear-page]").click()
        assert sum(ticked(window)) == 0
        assert list(json.loads(stored(window, TICKS) or "")["lists"]) == ["s/3#checklist"]
        window.locator("[data-do=undo]").click()
        expect(window.locator(".hb-told")).to_have_text(label("reader.ticks.restored"))
        assert sum(ticked(window)) == 1
        press(window, "clear")
        window.locator("[data-do=clear-all]").click()
        assert stored(window, TICKS) is None
        window.locator("[data-do=undo]").click()
        assert set(json.loads(stored(window, TICKS) or "")["lists"]) == {STEPS, "s/3#checklist"}


def test_without_scripts_there_are_plain_lists_with_boxes_on_paper(
    browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=PHONE, java_script_enabled=False) as window:
        window.goto(f"{served_site.address}{TASK}/")
        assert window.locator(".hb-ticks, .hb-box").count() == 0
        window.emulate_media(media="print")
        for name in (STEPS, EVIDENCE):
            line = window.locator(f"[data-ticks='{name}'] > li").first
            shown = line.evaluate("e => { const s = getComputedStyle(e, '::before');"
                                  " return [s.display, s.borderTopStyle, s.content] }")  # fmt: skip
            assert shown == ["block", "solid", '""']


def on_paper(window: Page) -> dict[str, Any]:
    """What the browser's print of a page shows."""
    result: dict[str, Any] = window.evaluate(
        "() => ({marks: [...document.querySelectorAll('[data-tick]')].map("
        "e => getComputedStyle(e, '::before').content),"
        " dates: [...document.querySelectorAll('.hb-when')].map(e => e.checkVisibility() ? e.innerText : ''),"
        " panel: document.querySelector('.hb-ticks').checkVisibility(),"
        " facts: document.querySelector('.facts').checkVisibility(),"
        " state: document.querySelector('.hb-state').checkVisibility()})"
    )
    return result


def test_a_print_shows_ticks_and_dates_and_on_demand_only_the_lists(
    browser: Browser, served_site: Served
) -> None:
    version = LISTS[STEPS].versions[0]
    with reading(browser) as (window, _):
        window.add_init_script("window.print = () => { globalThis.printed = (globalThis.printed ?? 0) + 1 }")
        go(window, f"{served_site.address}{TASK}/")
        store(window, TICKS, kept({STEPS: record(list(LISTS[STEPS].versions), [version])}))
        go(window, f"{served_site.address}{TASK}/")
        window.emulate_media(media="print")
        whole = on_paper(window)
        assert whole["marks"] == ['"✓"'] + ['""'] * (ITEMS - 1)
        assert whole["dates"][0] == label("reader.ticks.on", date="5 Maret 2026")
        assert whole["facts"] and not whole["panel"] and not whole["state"]
        window.emulate_media(media="screen")
        press(window, "print")
        assert window.evaluate("printed") == 1
        window.emulate_media(media="print")
        lists = on_paper(window)
        assert lists["marks"] == whole["marks"]
        assert lists["state"] and not lists["facts"] and not lists["panel"]
        headings = window.locator("h2:visible").evaluate_all("all => all.map(e => e.id)")
        assert headings == [name.split("#")[1] for name in (STEPS, EVIDENCE)]
        window.evaluate("dispatchEvent(new Event('afterprint'))")
        assert on_paper(window)["facts"]


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_state_of_the_page_has_a_barrier_or_is_too_wide(
    viewport: dict[str, int], browser: Browser, served_site: Served
) -> None:
    versions = list(LISTS[STEPS].versions)
    with reading(browser, viewport=viewport, color_scheme="light") as (window, _):
        go(window, f"{served_site.address}{TASK}/")
        store(window, f"{TICKS}.damaged", "x")
        seen = ["aaaaaa", *versions[1:], "bbbbbb"]
        store(window, TICKS, kept({STEPS: record(seen, ["aaaaaa", "bbbbbb", versions[1]])}))
        for both in (False, True):
            go(window, f"{served_site.address}{TASK}/")
            switch(window, "both-languages", on=both)
            press(window, "clear")
            assert violations_in_both_schemes(window) == []
            assert window.evaluate("document.scrollingElement.scrollWidth") <= viewport["width"]
            window.locator("[data-do=clear-page]").click()
            assert violations_in_both_schemes(window) == []
            window.locator("[data-do=undo]").click()
            label_text = box(window, STEPS, 2).evaluate("e => e.labels[0].innerText")
            assert ("\n" in label_text) is both


def test_an_old_page_shows_what_it_knows_and_spoils_nothing(browser: Browser, served_site: Served) -> None:
    """A frozen edition on the same host holds the old text; ticks of the newer one outlive a visit to it."""
    versions = list(LISTS[STEPS].versions)
    with reading(browser) as (window, _):
        go(window, f"{served_site.address}{TASK}/")
        held = record(versions, versions[:2], LONG_AGO)
        store(window, TICKS, kept({STEPS: held}))
        changed_site(window, versions[1], "zzzzzz")  # as the old edition has it
        go(window, f"{served_site.address}{TASK}/")
        box(window, STEPS, 3).check()
        window.unroute_all()
        go(window, f"{served_site.address}{TASK}/")
        assert ticked(window)[:4] == [True, True, True, False]
        assert window.locator(".hb-changed:visible").count() == 0
