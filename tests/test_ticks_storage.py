"""What a device has stored may be damaged, newer or too much: nothing is lost, and the page says so."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, expect

from tests.browser_kit import Served
from tests.reader_kit import (
    FORBIDDEN,
    STEPS,
    TASK,
    TICKS,
    box,
    go,
    kept,
    label,
    press,
    reading,
    store,
    stored,
    ticked,
)

DAMAGED: dict[str, str] = {
    "no json": "{",
    "another's": json.dumps({"theme": "dark"}),
    "another handbook's": json.dumps(kept({}, handbook="other")),
    "another shape": json.dumps(kept({STEPS: ["all"]})),
    "hostile": json.dumps(kept({"<img src=x onerror=alert(1)>": {}})),
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_what_cannot_be_read_is_ignored_with_a_notice_and_kept_aside(
    text: str, browser: Browser, served_site: Served
) -> None:
    with reading(browser) as (window, _):
        go(window, f"{served_site.address}{TASK}/")
        store(window, TICKS, text)
        go(window, f"{served_site.address}{TASK}/")
        expect(window.locator(".hb-told")).to_contain_text(label("reader.ticks.trouble_damaged"))
        box(window, STEPS, 1).check()
        assert stored(window, f"{TICKS}.damaged") == text
        go(window, f"{served_site.address}{TASK}/")
        assert sum(ticked(window)) == 1
        with window.expect_download() as download:
            window.locator("[data-do=save-damaged]").click()
        assert download.value.path().read_text(encoding="utf-8") == text
        window.locator("[data-do=drop-damaged]").click()
        expect(window.locator(".hb-told")).to_be_empty()
        assert stored(window, f"{TICKS}.damaged") is None
        assert sum(ticked(window)) == 1


def test_a_second_damage_does_not_destroy_the_first(browser: Browser, served_site: Served) -> None:
    with reading(browser) as (window, _):
        for text in ("first", "second"):
            go(window, f"{served_site.address}{TASK}/")
            store(window, TICKS, text)
        go(window, f"{served_site.address}{TASK}/")
        assert stored(window, f"{TICKS}.damaged") == "first\nsecond"


def test_what_a_newer_edition_stored_is_left_alone(browser: Browser, served_site: Served) -> None:
    text = json.dumps(kept({}, version=2, more={"new": True}))
    with reading(browser) as (window, _):
        go(window, f"{served_site.address}{TASK}/")
        store(window, TICKS, text)
        go(window, f"{served_site.address}{TASK}/")
        expect(window.locator(".hb-told")).to_have_text(label("reader.ticks.trouble_newer"))
        box(window, STEPS, 1).check()
        assert sum(ticked(window)) == 1
        assert stored(window, TICKS) == text


FULL = (
    "const set = Storage.prototype.setItem; Storage.prototype.setItem = function (key, value) {"
    " if (!globalThis.roomy && key.endsWith('.ticks')) throw new DOMException('', 'QuotaExceededError');"
    " set.call(this, key, value) }"
)


@pytest.mark.parametrize(("script", "trouble"), [(FORBIDDEN, "trouble_forbidden"), (FULL, "trouble_full")])
def test_where_nothing_can_be_stored_boxes_work_and_the_page_says_so(
    script: str, trouble: str, browser: Browser, served_site: Served
) -> None:
    with reading(browser) as (window, _):
        window.add_init_script(script)
        go(window, f"{served_site.address}{TASK}/")
        box(window, STEPS, 1).check()
        box(window, STEPS, 2).check()
        result = {"trouble_forbidden": label("reader.ticks.trouble_forbidden"),
                "trouble_full": label("reader.ticks.trouble_full")}  # fmt: skip
        expect(window.locator(".hb-told")).to_have_text(result[trouble])
        box(window, STEPS, 1).uncheck()
        assert sum(ticked(window)) == 1
        with window.expect_download() as download:
            press(window, "save")
        held = json.loads(download.value.path().read_text(encoding="utf-8"))
        assert len(held["lists"][STEPS]["done"]) == 1


def test_once_there_is_room_again_all_is_stored(browser: Browser, served_site: Served) -> None:
    with reading(browser) as (window, _):
        window.add_init_script(FULL)
        go(window, f"{served_site.address}{TASK}/")
        box(window, STEPS, 1).check()
        window.evaluate("globalThis.roomy = true")
        box(window, STEPS, 2).check()
        expect(window.locator(".hb-told")).to_be_empty()
        assert len(json.loads(stored(window, TICKS) or "")["lists"][STEPS]["done"]) == 2


def test_another_handbook_on_the_same_host_is_not_touched(browser: Browser, served_site: Served) -> None:
    other = "handbook.other.ticks"
    with reading(browser) as (window, _):
        go(window, f"{served_site.address}{TASK}/")
        store(window, other, "theirs")
        box(window, STEPS, 1).check()
        press(window, "clear")
        window.locator("[data-do=clear-all]").click()
        assert stored(window, other) == "theirs"
