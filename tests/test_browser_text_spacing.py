"""Readers who space letters, words and lines lose nothing on a small phone (WCAG 2.2, 1.4.12)."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import Browser, Page

from tests.browser_kit import KINDS, LANGUAGES, Served, add_style, page, switch

# Source: https://www.w3.org/TR/WCAG22/#text-spacing
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    " p { margin-block-end: 2em !important }"
)
SMALL = {"width": 320, "height": 700}
# Elements whose words are cut off: what scrolls keeps them, what is hidden from sight has another reader.
CUT = """() => [...document.querySelectorAll("header *, article *, footer *")].filter((one) => {
  if (one.closest(".hb-hidden, .md-search, select, [hidden]")) return false;
  if (!one.offsetParent || one.clientWidth < 2) return false;
  const style = getComputedStyle(one);
  const cuts = (how) => how === "hidden" || how === "clip";
  return (cuts(style.overflowX) && one.scrollWidth > one.clientWidth + 1)
    || (cuts(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
}).map((one) => `${one.tagName}.${one.getAttribute("class")}: ${one.textContent.trim().slice(0, 40)}`)"""


def faults(window: Page) -> list[str]:
    """What is too wide or cut off on the page that is open."""
    wide = window.evaluate("document.scrollingElement.scrollWidth")
    result: list[str] = window.evaluate(CUT)
    return result + [f"{wide} px wide"] * (wide > SMALL["width"])


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_nothing_is_lost_on_any_kind_of_page_with_any_switch_on(
    folder: str, browser: Browser, served_site: Served
) -> None:
    lost = {}
    with page(browser, viewport=SMALL) as window:
        for kind, address in {**KINDS, "search": "look/?q=buku"}.items():
            window.goto(f"{served_site.address}{folder}{address}")
            window.evaluate("document.querySelectorAll('article details').forEach(e => { e.open = true })")
            add_style(window, SPACING)
            switches = [n for n in ("both-languages", "all-grounds") if window.locator(f"#{n}").count()]
            for states in product((False, True), repeat=len(switches)):
                for name, on in zip(switches, states, strict=True):
                    switch(window, name, on=on)
                if found := faults(window):
                    lost[kind, states] = found
    assert lost == {}


def test_what_is_lost_would_be_seen(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=SMALL) as window:
        window.goto(f"{served_site.address}t/s1/")
        assert faults(window) == []
        add_style(window, "article h1 { height: 1em; overflow: hidden } article p { white-space: nowrap }")
        found = faults(window)
        assert any("H1" in fault for fault in found)
        assert any("px wide" in fault for fault in found)
