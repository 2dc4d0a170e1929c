"""On phones no sign takes a line of its own, and the tools below a title are one line."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser_kit import KINDS, LANGUAGES, PHONE, Served, add_style, page

WIDTHS = (320, 340, 360, 380)
# Headings that are higher than their words alone.
TALLER = """() => {
  const all = [...document.querySelectorAll("article :is(h1, h2, h3)")].filter((e) => e.checkVisibility());
  const before = all.map((one) => one.offsetHeight);
  const signs = [...document.querySelectorAll(".headerlink")];
  signs.forEach((sign) => { sign.style.display = "none" });
  const result = all.filter((one, place) => one.offsetHeight < before[place]).map((one) => one.id);
  signs.forEach((sign) => { sign.style.display = "" });
  return result;
}"""
# Signs of grounds that begin a line: they lie below the words before them.
ALONE = """() => [...document.querySelectorAll("article .ground:not(.usual)")].filter((sign) => {
  const words = sign.previousSibling, shown = sign.querySelector("sup").getClientRects()[0];
  if (!words || !shown) return false;
  const range = document.createRange();
  range.selectNodeContents(words);
  const lines = [...range.getClientRects()].filter((line) => line.width);
  return lines.length && shown.top > lines.pop().bottom;
}).map((sign) => sign.parentElement.textContent.slice(0, 60))"""


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_no_sign_takes_a_line(folder: str, browser: Browser, served_site: Served) -> None:
    headings, grounds, seen = {}, {}, 0
    with page(browser, viewport=PHONE) as window:
        for kind, address in KINDS.items():
            window.goto(f"{served_site.address}{folder}{address}")
            seen += window.locator(".ground:not(.usual)").count()
            for width in WIDTHS:
                window.set_viewport_size({"width": width, "height": 740})
                headings[kind, width] = window.evaluate(TALLER)
                grounds[kind, width] = window.evaluate(ALONE)
    assert {place: found for place, found in headings.items() if found} == {}
    assert {place: found for place, found in grounds.items() if found} == {}
    assert seen > 20


def test_both_would_be_seen(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        window.goto(f"{served_site.address}{KINDS['role']}")
        assert (window.evaluate(TALLER), window.evaluate(ALONE)) == ([], [])
        add_style(window, ".md-typeset .headerlink { position: static; display: block }")
        assert window.evaluate(TALLER) != []
        add_style(window, ".ground > sup { display: block }")
        assert window.evaluate(ALONE) != []


def test_the_tools_below_a_title_are_one_line(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        window.goto(f"{served_site.address}{KINDS['role']}")
        tools = window.locator(".tools > :is(nav, label)")
        assert tools.count() == 3
        places = tools.evaluate_all("all => all.map(e => e.getBoundingClientRect())")
        assert max(place["top"] for place in places) < min(place["bottom"] for place in places)
        assert window.locator(".hb-trail a:visible").inner_text() == "Peran"


def test_marks_of_folded_parts_have_their_room_also_from_right_to_left(
    browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=PHONE) as window:
        window.goto(f"{served_site.address}{KINDS['stage']}")
        window.evaluate("document.documentElement.dir = document.body.dir = 'rtl'")
        room = "all => all.map(e => [parseFloat(getComputedStyle(e).paddingRight), e.textContent])"
        found = window.locator("article summary:visible").evaluate_all(room)
        assert len(found) >= 3
        assert [text for pixels, text in found if pixels < 20] == []
