"""Pages on which readers tick lists and choose their stage, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, Route

from handbook.localised import Locale, locales
from handbook.source.load import read
from handbook.views.ticks import TickList, all_lists, handbook_key
from tests.browser_kit import PHONE, Watcher, page
from tests.places import LIBRARIES, LIBRARIES_DOCS

EDITIONS: dict[str, Locale] = locales(read(LIBRARIES, LIBRARIES_DOCS))
ORIGINAL = EDITIONS[next(iter(EDITIONS))].original
LISTS: dict[str, TickList] = {found.name: found for found in all_lists(EDITIONS[ORIGINAL])}
HANDBOOK = handbook_key(EDITIONS[ORIGINAL].about, ORIGINAL)
TICKS = f"handbook.{HANDBOOK}.ticks"
STAGE = f"handbook.{HANDBOOK}.stage"
TASK = "t/l1"
STEPS = f"{TASK}#steps"
EVIDENCE = f"{TASK}#evidence"
LONG_AGO = "2026-03-05T08:00:00.000Z"

# A script after which a page may store nothing.
FORBIDDEN = (
    "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'SecurityError') }})"
)


def label(key: str, language: str = ORIGINAL, **values: object) -> str:
    """A label as the page shows it."""
    return EDITIONS[language].label(key, **values)


def record(seen: list[str], done: list[str], at: str = LONG_AGO) -> dict[str, Any]:
    """What is kept of one list."""
    return {"seen": seen, "done": dict.fromkeys(done, at), "undone": {}, "was": {}}


def kept(lists: dict[str, Any], **other: Any) -> dict[str, Any]:
    """What is kept of a handbook, or what a file holds."""
    about = EDITIONS[ORIGINAL].about
    head = {"format": "handbook-ticks", "version": 1, "handbook": HANDBOOK, "edition": about.edition}
    return {**head, "saved": LONG_AGO, "lists": lists, **other}


@contextmanager
def reading(browser: Browser, **options: Any) -> Iterator[tuple[Page, Watcher]]:
    """A page on a phone with what it logs; an error in it fails the test."""
    with page(browser, **{"viewport": PHONE, **options}) as window:
        watcher = Watcher(window)
        yield window, watcher
        assert watcher.errors == []


def go(window: Page, address: str) -> None:
    """Open a page and wait for its script, which is asked for before the page counts as loaded."""
    window.goto(address)


def forget_requests(window: Page, watcher: Watcher) -> None:
    """Wait until the page asks for nothing more, such as its icon, and count from here on."""
    window.wait_for_load_state("networkidle")
    watcher.asked.clear()


def store(window: Page, key: str, value: object) -> None:
    """Put something into the storage of the page that is open."""
    text = value if isinstance(value, str) else json.dumps(value)
    window.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])


def stored(window: Page, key: str) -> str | None:
    """What the storage holds."""
    result: str | None = window.evaluate("(key) => localStorage.getItem(key)", key)
    return result


def box(window: Page, name: str, number: int) -> Any:
    """The checkbox of an item, counted from 1."""
    return window.locator(f"[data-ticks='{name}'] > li:nth-child({number}) > input")


def ticked(window: Page) -> list[bool]:
    """The state of every box, in the order of the page."""
    result: list[bool] = window.locator(".hb-box").evaluate_all("boxes => boxes.map(box => box.checked)")
    return result


def changed_site(window: Page, old: str, new: str) -> None:
    """Serve pages and the list of lists with one version changed, as after an edit of the text."""

    def change(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace(old, new))

    window.route("**/t/**", change)
    window.route("**/s/**", change)
    window.route("**/lists.js", change)


def press(window: Page, act: str) -> None:
    """Press a button of the panel of ticks, as readers do: those behind the line of acts once it is open."""
    button = window.locator(f".hb-ticks [data-do={act}]")
    if not button.is_visible():
        window.locator(".hb-acts > summary").click()
    button.click()
