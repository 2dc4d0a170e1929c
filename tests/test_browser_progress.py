"""The progress board in a browser: what was ticked, what comes next, members’ files, a report of one page."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.views.progress import board, item_texts
from tests.axe_kit import violations_in_both_schemes
from tests.browser_kit import DESKTOP, LANGUAGES, PHONE, Served, add_style, page
from tests.reader_kit import (
    EDITIONS,
    FORBIDDEN,
    LISTS,
    ORIGINAL,
    STAGE,
    STEPS,
    TASK,
    TICKS,
    box,
    forget_requests,
    go,
    kept,
    label,
    reading,
    record,
    store,
    stored,
)
from tests.ticks_kit import HOSTILE

BOARD = "board/"
ITEMS = item_texts(EDITIONS[ORIGINAL])
OWN = "s/3#checklist"
PAGES = [row for part in board(EDITIONS[ORIGINAL]) for row in part.pages]
EVERY = sum(row.count for row in PAGES)


def row(window: Page, address: str) -> Any:
    return window.locator(f".hb-rows > li[data-address='{address}']")


def first(name: str, count: int) -> dict[str, Any]:
    """What is kept of a list whose first items are ticked."""
    versions = list(LISTS[name].versions)
    return record(versions, versions[:count])


def member(folder: Path, name: str, lists: dict[str, Any], **other: Any) -> str:
    file = folder / name
    file.write_text(json.dumps(kept(lists, **other)), encoding="utf-8")
    return str(file)


def load(window: Page, *files: str) -> None:
    window.locator(".hb-members input[type=file]").set_input_files(list(files))
    expect(window.locator(".hb-members .hb-told .notice").first).to_be_visible()


def figures(window: Page, name: str) -> list[str]:
    """The figures of a list in the table of members: this device, each member, anyone."""
    line = window.locator(f".hb-compared tr:has(th a[href$='{name.replace('#', '/#')}'])")
    return line.locator("td [aria-hidden]").all_inner_texts()


def test_what_is_ticked_on_a_page_shows_on_the_board(browser: Browser, served_site: Served) -> None:
    with reading(browser) as (window, watcher):
        go(window, f"{served_site.address}{TASK}/")
        box(window, STEPS, 1).check()
        window.locator(".hb-acts > summary").click()
        window.get_by_role("link", name=label("progress.whole")).click()
        window.wait_for_url(f"**/{BOARD}")
        own = next(one for one in PAGES if one.address == TASK)
        expect(row(window, TASK).locator(".hb-figure")).to_have_text(
            label("reader.ticks.count", done=1, all=own.count)
        )
        assert row(window, TASK).locator("progress").evaluate("e => [e.value, e.max]") == [1, own.count]
        expect(window.locator(".hb-total")).to_have_text(label("reader.ticks.count", done=1, all=EVERY))
        expect(window.locator(".hb-next li").first).to_have_text(ITEMS[STEPS][1])
        window.locator(f".hb-next a[href$='{TASK}/#steps']").click()
        window.wait_for_url(f"**/{TASK}/#steps")
        assert [url for url in watcher.asked if not url.startswith(served_site.address)] == []


def test_what_comes_next_is_of_the_own_stage_first(browser: Browser, served_site: Served) -> None:
    month = "s/3#first-month"
    every = len(LISTS[month].versions)
    with reading(browser) as (window, _):
        go(window, f"{served_site.address}{BOARD}")
        expect(window.locator(".hb-next")).to_have_text(label("progress.none_begun"))
        store(window, TICKS, kept({STEPS: first(STEPS, 1), month: first(month, every - 1)}))
        store(window, STAGE, "s/3")
        go(window, f"{served_site.address}en/{BOARD}")
        words = item_texts(EDITIONS["en"])
        expect(window.locator(".hb-next li").first).to_have_text(words[month][-1])
        assert window.locator(".hb-next li").nth(1).inner_text() == words[OWN][0]
        assert window.locator(".hb-next li").count() <= 5
        assert row(window, "s/3").locator(".tag").inner_text() == label("reader.stage.ours", "en")
        assert window.locator(".hb-own").inner_text() == EDITIONS["en"].name("stages", "3")
        done = {name: first(name, len(held.versions)) for name, held in LISTS.items()}
        store(window, TICKS, kept(done))
        go(window, f"{served_site.address}{BOARD}")
        expect(window.locator(".hb-next")).to_have_text(label("progress.nothing_open"))


def test_members_stand_side_by_side_and_change_nothing(
    tmp_path: Path, browser: Browser, served_site: Served
) -> None:
    every = len(LISTS[STEPS].versions)
    versions = list(LISTS[STEPS].versions)
    files = [
        member(tmp_path, "budi.json", {STEPS: record(versions, versions[1:2])}),
        member(tmp_path, "siti.json", {STEPS: record(versions, versions[1:3])}, edition="0.9"),
    ]
    with reading(browser, viewport=DESKTOP) as (window, watcher):
        go(window, f"{served_site.address}{BOARD}")
        store(window, TICKS, kept({STEPS: first(STEPS, 1)}))
        go(window, f"{served_site.address}{BOARD}")
        before = stored(window, TICKS)
        forget_requests(window, watcher)
        load(window, *files)
        assert figures(window, STEPS) == [f"{n}/{every}" for n in (1, 1, 2, 3)]
        heads = [label("progress.list"), label("progress.here"), "budi", "siti", label("progress.anyone")]
        assert window.locator(".hb-compared thead th").all_inner_texts() == heads
        assert label("reader.ticks.loaded_edition", edition="0.9") in window.locator(".hb-files").inner_text()
        window.locator(".hb-files input").first.fill("Pak Budi")
        assert window.locator(".hb-compared thead th").nth(2).inner_text() == "Pak Budi"
        window.get_by_role("button", name=label("progress.drop_named", name="Pak Budi")).click()
        assert figures(window, STEPS) == [f"{n}/{every}" for n in (1, 2, 3)]
        assert watcher.asked == [] and stored(window, TICKS) == before
        assert list(window.evaluate("Object.keys(localStorage)")) == [TICKS]


@pytest.mark.parametrize(
    "name", ["no json", "too large", "another handbook", "a newer version", "deep inside"]
)
def test_a_broken_file_is_refused_by_name(
    name: str, tmp_path: Path, browser: Browser, served_site: Served
) -> None:
    text, why = HOSTILE[name]
    bad = tmp_path / "rusak <b>.json"
    bad.write_text(text.replace('"handbook": "h"', f'"handbook": "{kept({})["handbook"]}"'), encoding="utf-8")
    good = member(tmp_path, "budi.json", {STEPS: first(STEPS, 2)})
    with reading(browser) as (window, _):
        go(window, f"{served_site.address}{BOARD}")
        load(window, str(bad), good)
        sentences = window.locator(".hb-members .hb-told .notice").all_inner_texts()
        refusal = label("progress.refused", name=bad.name, why=label(f"reader.ticks.refused_{why}"))
        assert sentences == [label("progress.loaded", count=1), refusal]
        assert window.locator(".hb-files > li").count() == 1 and stored(window, TICKS) is None


def test_the_name_of_the_place_stays_on_the_device(browser: Browser, served_site: Served) -> None:
    with reading(browser) as (window, _):
        go(window, f"{served_site.address}{BOARD}")
        window.locator("#hb-place").fill("Desa <b>Contoh</b>")
        go(window, f"{served_site.address}en/{BOARD}")
        assert window.locator("#hb-place").input_value() == "Desa <b>Contoh</b>"
        window.locator("#hb-place").fill("")
        assert window.evaluate("Object.keys(localStorage)") == []


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_the_report_is_one_page(folder: str, browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=DESKTOP) as window:
        go(window, f"{served_site.address}{folder}{BOARD}")
        store(window, TICKS, kept({STEPS: first(STEPS, 1)}))
        store(window, STAGE, "s/3")
        go(window, f"{served_site.address}{folder}{BOARD}")
        expect(window.locator(".hb-next li").first).to_be_attached()
        window.emulate_media(media="print")
        for shown in ("h1", "#hb-place", ".hb-as-of", ".hb-own", ".hb-rows", ".hb-next", ".hb-sign"):
            assert window.locator(shown).first.is_visible(), shown
        for hidden in (".md-header", ".hb-footer", ".hb-buttons", ".hb-members", ".cite"):
            assert not window.locator(hidden).first.is_visible(), hidden
        assert len(pikepdf.open(io.BytesIO(window.pdf(format="A4"))).pages) == 1


def test_without_scripts_it_lists_how_many_items_there_are(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE, java_script_enabled=False) as window:
        window.goto(f"{served_site.address}{BOARD}")
        assert window.get_by_text(label("progress.without_script")).is_visible()
        counts = [label("progress.items", count=one.count) for one in PAGES]
        assert window.locator(".hb-rows .hb-figure").all_inner_texts() == counts
        assert window.locator(".hb-rows .hb-name").all_inner_texts() == [one.title for one in PAGES]
        for hidden in (".hb-board button", ".hb-board input", ".hb-board progress"):
            assert window.locator(f"{hidden}:visible").count() == 0


def test_where_its_script_does_not_come_it_says_so(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        window.route("**/reader/board.*.js", lambda route: route.abort())
        window.goto(f"{served_site.address}{BOARD}")
        expect(window.get_by_text(label("progress.without_script"))).to_be_visible()
        assert window.locator(".hb-board button:visible").count() == 0


def test_where_storage_is_forbidden_it_says_so_and_still_compares(
    tmp_path: Path, browser: Browser, served_site: Served
) -> None:
    with reading(browser) as (window, _):
        window.add_init_script(FORBIDDEN)
        go(window, f"{served_site.address}{BOARD}")
        expect(window.locator(".hb-told .notice").first).to_have_text(label("reader.ticks.trouble_forbidden"))
        load(window, member(tmp_path, "budi.json", {STEPS: first(STEPS, 2)}))
        assert figures(window, STEPS)[-1] == f"2/{len(LISTS[STEPS].versions)}"


def test_from_a_disk_it_works_too(browser: Browser, site: Path) -> None:
    with reading(browser) as (window, _):
        window.goto((site / TASK / "index.html").as_uri(), wait_until="load")
        box(window, STEPS, 1).check()
        window.locator(".hb-acts > summary").click()
        window.get_by_role("link", name=label("progress.whole")).click()
        window.wait_for_url(f"**/{BOARD}index.html")
        expect(window.locator(".hb-next li").first).to_have_text(ITEMS[STEPS][1])


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("size", [100, 200], ids=["normal", "large"])
def test_no_state_of_it_has_a_barrier_or_is_too_wide(
    size: int, viewport: dict[str, int], tmp_path: Path, browser: Browser, served_site: Served
) -> None:
    long = "x" * 39
    with reading(browser, viewport=viewport, color_scheme="light") as (window, _):
        go(window, f"{served_site.address}{BOARD}")
        store(window, TICKS, kept({STEPS: first(STEPS, 2)}))
        store(window, STAGE, "s/3")
        go(window, f"{served_site.address}{BOARD}")
        add_style(window, f"html {{ font-size: {size * 1.25}% !important; }}")
        load(window, *(member(tmp_path, f"{long}{n}.json", {STEPS: first(STEPS, n)}) for n in range(3)))
        if size == 100:
            assert violations_in_both_schemes(window) == []
        assert window.evaluate("document.scrollingElement.scrollWidth") <= viewport["width"]
        small = window.locator(".hb-board :is(button, input):visible").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect()).filter(b => b.width < 24 || b.height < 24).length"
        )
        assert small == 0
