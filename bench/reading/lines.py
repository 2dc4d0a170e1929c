"""How soon a page is painted, read and searched on a slow line and device; Chromium slows itself."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page

PHONE: dict[str, Any] = {
    "viewport": {"width": 412, "height": 823},
    "device_scale_factor": 1.75,
    "is_mobile": True,
    "has_touch": True,
}
_WATCH = """(() => {
  const seen = globalThis.handbookSeen = {painted: 0, largest: 0, shift: 0};
  const watch = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({type, buffered: true});
  watch("paint", (one) => { if (one.name === "first-contentful-paint") seen.painted = one.startTime; });
  watch("largest-contentful-paint", (one) => { seen.largest = one.startTime; });
  watch("layout-shift", (one) => { if (!one.hadRecentInput) seen.shift += one.value; });
})()"""
_TURNS = 5  # in which a page may be painted late by other work on the machine


@dataclass(frozen=True)
class Line:
    """A line: kilobytes a second, milliseconds of latency; and how many times slower the device is."""

    name: str
    speed: float
    latency: int
    slowed: int


MOBILE = Line("Lighthouse, mobile", 1600 / 8, 150, 4)
POOR = Line("poor", 50, 400, 1)


@dataclass(frozen=True)
class Shown:
    """Milliseconds until the first and the largest paint of a page, and how far its parts moved."""

    painted: float
    largest: float
    shift: float


def shown(browser: Browser, address: str, line: Line, rounds: int) -> Shown:
    """The medians for a page over a line; of shifts the largest."""
    found = []
    for _ in range(rounds):
        with _on(browser, line) as window:
            found.append(_look(window, address))
    return Shown(
        median(one.painted for one in found),
        median(one.largest for one in found),
        max(one.shift for one in found),
    )


def _look(window: Page, address: str) -> Shown:
    for _ in range(_TURNS):
        window.goto(address, wait_until="networkidle")
        window.wait_for_timeout(500)
        seen = window.evaluate("handbookSeen")
        if seen["largest"]:
            return Shown(seen["painted"], seen["largest"], seen["shift"])
    raise TimeoutError(f"{address}: the browser tells of no paint")


def seconds_to_result(browser: Browser, address: str, line: Line, query: str) -> float:
    """Seconds from the tap on the search button of a page until its first result can be seen."""
    with _on(browser, line) as window:
        window.goto(address, wait_until="networkidle")
        started = time.perf_counter()
        window.locator(".hb-search").click()
        window.keyboard.type(query)
        window.locator(".md-search-result__link").first.wait_for(state="visible")
        return time.perf_counter() - started


@contextmanager
def _on(browser: Browser, line: Line) -> Iterator[Page]:
    context = browser.new_context(**PHONE)
    context.set_default_timeout(120_000)
    context.add_init_script(_WATCH)
    try:
        window = context.new_page()
        tools = context.new_cdp_session(window)
        tools.send("Network.enable")
        limits = {
            "latency": line.latency,
            "downloadThroughput": line.speed * 1000,
            "uploadThroughput": 40_000,
        }
        tools.send("Network.emulateNetworkConditions", {"offline": False, **limits})
        tools.send("Emulation.setCPUThrottlingRate", {"rate": line.slowed})
        yield window
    finally:
        context.close()
