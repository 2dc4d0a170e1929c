"""Ticks are saved to a file and loaded from one; what is no such file is refused in a sentence."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser_kit import Served
from tests.reader_kit import (
    EDITIONS,
    EVIDENCE,
    HANDBOOK,
    LISTS,
    LONG_AGO,
    ORIGINAL,
    STEPS,
    TASK,
    TICKS,
    box,
    changed_site,
    go,
    kept,
    label,
    press,
    reading,
    record,
    stored,
    ticked,
)
from tests.ticks_kit import HOSTILE

EDITION = EDITIONS[ORIGINAL].about.edition
REASONS = {
    "size": label("reader.ticks.refused_size"),
    "json": label("reader.ticks.refused_json"),
    "format": label("reader.ticks.refused_format"),
    "version": label("reader.ticks.refused_version"),
    "handbook": label("reader.ticks.refused_handbook"),
    "shape": label("reader.ticks.refused_shape"),
}


def save(window: Page, folder: Path) -> Path:
    """The file that the button saves."""
    with window.expect_download() as download:
        press(window, "save")
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def load(window: Page, file: Path) -> None:
    with window.expect_file_chooser() as chooser:
        press(window, "load")
    chooser.value.set_files(file)


def load_text(window: Page, folder: Path, text: str) -> None:
    file = folder / "ticks.json"
    file.write_text(text, encoding="utf-8")
    load(window, file)


def told(window: Page, *sentences: str) -> None:
    """The page says just these sentences, perhaps with the button that undoes what was done."""
    undo = re.escape(label("reader.ticks.undo"))
    expect(window.locator(".hb-told")).to_have_text(
        re.compile(rf"^{re.escape(' '.join(sentences))}(?: {undo})?\s*$")
    )


def test_saved_cleared_and_loaded_they_are_as_before(
    tmp_path: Path, browser: Browser, served_site: Served
) -> None:
    with reading(browser) as (window, watcher):
        go(window, f"{served_site.address}s/3/")
        box(window, "s/3#checklist", 4).check()
        go(window, f"{served_site.address}{TASK}/")
        for name, number in ((STEPS, 1), (STEPS, 3), (EVIDENCE, 2)):
            box(window, name, number).check()
        before, held = ticked(window), json.loads(stored(window, TICKS) or "")["lists"]
        file = save(window, tmp_path)
        told(window, label("reader.ticks.saved", name=file.name))
        assert HANDBOOK in file.name and file.suffix == ".json"
        press(window, "clear")
        window.locator("[data-do=clear-all]").click()
        load(window, file)
        told(window, label("reader.ticks.loaded", count=4))
        assert ticked(window) == before
        assert json.loads(stored(window, TICKS) or "")["lists"] == held
        assert [url for url in watcher.asked if not url.startswith((served_site.address, "blob:"))] == []


def test_a_file_that_unticks_says_so_and_can_be_taken_back(
    tmp_path: Path, browser: Browser, served_site: Served
) -> None:
    versions = list(LISTS[STEPS].versions)
    later = {"seen": versions, "done": {}, "undone": {versions[0]: "2999-01-01T00:00:00.000Z"}, "was": {}}
    with reading(browser) as (window, _):
        go(window, f"{served_site.address}{TASK}/")
        box(window, STEPS, 1).check()
        load_text(window, tmp_path, json.dumps(kept({STEPS: later})))
        told(
            window,
            label("reader.ticks.loaded", count=0),
            label("reader.ticks.loaded_unticked", count=1),
        )
        expect(box(window, STEPS, 1)).not_to_be_checked()
        window.locator(".hb-told [data-do=undo]").click()
        expect(box(window, STEPS, 1)).to_be_checked()


def test_a_file_says_what_it_is(tmp_path: Path, browser: Browser, served_site: Served) -> None:
    with reading(browser) as (window, _):
        go(window, f"{served_site.address}en/{TASK}/")
        box(window, STEPS, 1).check()
        data = json.loads(save(window, tmp_path).read_text(encoding="utf-8"))
    assert {name: data[name] for name in ("format", "version", "handbook", "edition")} == {
        "format": "handbook-ticks",
        "version": 1,
        "handbook": HANDBOOK,
        "edition": EDITION,
    }
    assert data["lists"][STEPS]["seen"] == list(LISTS[STEPS].versions)


def test_loading_adds_and_the_later_mark_counts(
    tmp_path: Path, browser: Browser, served_site: Served
) -> None:
    versions = list(LISTS[STEPS].versions)
    with reading(browser) as (window, _):
        go(window, f"{served_site.address}{TASK}/")
        box(window, STEPS, 1).check()
        box(window, STEPS, 2).check()
        box(window, STEPS, 2).uncheck()  # later than the tick in the file
        load_text(window, tmp_path, json.dumps(kept({STEPS: record(versions, [versions[1], versions[2]])})))
        told(window, label("reader.ticks.loaded", count=1))
        assert ticked(window)[:4] == [True, False, True, False]


def test_a_file_of_another_edition_is_taken_with_what_became_of_it(
    tmp_path: Path, browser: Browser, served_site: Served
) -> None:
    first, second, *_ = versions = list(LISTS[STEPS].versions)
    held = kept(
        {
            STEPS: record(versions, [first, second]),
            "t/none#steps": record(["aaaaaa"], ["aaaaaa"]),
        },
        edition="2025.2",
    )
    with reading(browser) as (window, _):
        changed_site(window, second, "zzzzzz")
        go(window, f"{served_site.address}{TASK}/")
        load_text(window, tmp_path, json.dumps(held))
        told(
            window,
            label("reader.ticks.loaded", count=1),
            label("reader.ticks.loaded_edition", edition="2025.2"),
            label("reader.ticks.loaded_changed", count=1),
            label("reader.ticks.loaded_unknown", count=1),
        )
        note = window.locator(f"[data-ticks='{STEPS}'] > li:nth-child(2) .hb-changed")
        expect(note).to_have_text(label("reader.ticks.changed", date="5 Maret 2026"))
        assert ticked(window)[:2] == [True, False]
        assert LONG_AGO in (stored(window, TICKS) or "") and "t/none" not in (stored(window, TICKS) or "")


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_file_of_ticks_is_refused_with_a_sentence(
    name: str, tmp_path: Path, browser: Browser, served_site: Served
) -> None:
    text, why = HOSTILE[name]
    with reading(browser) as (window, _):
        window.on("dialog", lambda dialog: pytest.fail(f"{name}: {dialog.message}"))
        go(window, f"{served_site.address}{TASK}/")
        box(window, STEPS, 1).check()
        before = stored(window, TICKS)
        # The cases stand for a handbook called h; where they differ in it, that is the case.
        load_text(window, tmp_path, text.replace('"handbook": "h"', f'"handbook": "{HANDBOOK}"'))
        told(window, REASONS[why])
        assert stored(window, TICKS) == before
        assert sum(ticked(window)) == 1


def test_bytes_that_are_no_text_are_refused(tmp_path: Path, browser: Browser, served_site: Served) -> None:
    file = tmp_path / "ticks.json"
    file.write_bytes(bytes(range(256)))
    with reading(browser) as (window, _):
        go(window, f"{served_site.address}{TASK}/")
        load(window, file)
        told(window, REASONS["json"])


def test_where_the_handbooks_lists_cannot_be_had_the_reader_is_told(
    tmp_path: Path, browser: Browser, served_site: Served
) -> None:
    versions = list(LISTS[STEPS].versions)
    text = json.dumps(kept({STEPS: record(versions, versions[:1])}))
    with reading(browser) as (window, watcher):
        go(window, f"{served_site.address}{TASK}/")
        window.route("**/lists.js", lambda route: route.abort())
        load_text(window, tmp_path, text)
        told(window, label("reader.ticks.refused_reading"))
        window.unroute_all()
        load_text(window, tmp_path, text)  # the same file again
        told(window, label("reader.ticks.loaded", count=1))
        watcher.forget_errors()  # the broken connection


def test_from_a_disk_it_works_too(tmp_path: Path, browser: Browser, site: Path) -> None:
    with reading(browser) as (window, watcher):
        window.goto((site / TASK / "index.html").as_uri(), wait_until="load")
        box(window, STEPS, 2).check()
        file = save(window, tmp_path)
        window.goto((site / "en" / TASK / "index.html").as_uri(), wait_until="load")
        expect(box(window, STEPS, 2)).to_be_checked()
        press(window, "clear")
        window.locator("[data-do=clear-all]").click()
        load(window, file)
        expect(box(window, STEPS, 2)).to_be_checked()
        assert [url for url in watcher.asked if not url.startswith(("file:", "blob:"))] == []
