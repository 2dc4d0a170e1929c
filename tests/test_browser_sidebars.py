"""On desktops every entry of the menu and the contents can be scrolled to, and the focus stays in sight."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser_kit import KINDS, LANGUAGES, Served, page, wait_for

SIZES = [(1920, 1080), (1366, 768), (1280, 600), (1024, 768)]
KINDS_TRIED = ("home", "task", "glossary", "editions", "error")

# Entries that stay out of sight when they are scrolled to, or are covered.
UNREACHABLE = """(side) => [...side.querySelectorAll("a[href], summary")].filter((entry) => {
  if (!entry.checkVisibility()) return false;
  entry.scrollIntoView({block: "nearest"});
  const box = entry.getBoundingClientRect();
  const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return !seen || seen.closest("a[href], summary") !== entry;
}).map((entry) => entry.textContent.trim())"""

# What Material lays over the page while searching stays for a quarter of a second after it.
VEIL_IS_GONE = "!document.querySelector('.md-search__overlay').offsetWidth"

OVER_FOOTER = """() => {
  scrollTo(0, document.documentElement.scrollHeight);
  const top = document.querySelector(".md-footer").getBoundingClientRect().top;
  return [...document.querySelectorAll(".md-sidebar__scrollwrap")].filter((side) =>
    side.getClientRects().length && side.getBoundingClientRect().right > 0
    && side.getBoundingClientRect().bottom > top).length;
}"""

# Where the focus is, and whether any of it can be seen; in a table that scrolls, that is enough to browsers.
FOCUS = """() => {
  const focused = document.activeElement;
  // A switch is shown by its label, which has the outline.
  const element = focused.matches(".switch") ? focused.labels[0] : focused;
  const inSight = [...element.getClientRects()].some((line) => [0.1, 0.5, 0.9].some((share) => {
    const seen = document.elementFromPoint(line.x + line.width * share, line.y + line.height / 2);
    return seen && (element.contains(seen) || seen.contains(element) && seen !== document.body);
  }));
  return {
    name: element.textContent.trim().slice(0, 60) || element.outerHTML.slice(0, 80),
    isBody: element === document.body, inSight,
  };
}"""


def shown_sides(window: Page) -> list[Any]:
    """The menu and the contents, as far as they stand beside the page."""
    return [
        side
        for side in window.locator(".md-sidebar").all()
        if side.evaluate("e => e.getClientRects().length > 0 && e.getBoundingClientRect().right > 0")
    ]


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_entry_can_be_scrolled_to_and_none_lies_over_the_footer(
    width: int, height: int, folder: str, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport={"width": width, "height": height}) as window:
        for kind in KINDS_TRIED:
            window.goto(f"{served_site.address}{folder}{KINDS[kind]}")
            window.evaluate("document.querySelectorAll('.hb-nav details').forEach(e => { e.open = true })")
            sides = shown_sides(window)
            assert sides or width < 1220, kind
            for side in sides:
                assert side.evaluate(UNREACHABLE) == [], kind
            assert window.evaluate(OVER_FOOTER) == 0, kind


def test_so_it_is_without_javascript(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport={"width": 1366, "height": 768}, java_script_enabled=False) as window:
        window.goto(f"{served_site.address}{KINDS['glossary']}")
        for side in shown_sides(window):
            assert side.evaluate(UNREACHABLE) == []


def test_so_it_is_once_material_s_own_script_is_there(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport={"width": 1366, "height": 768}) as window:
        window.goto(f"{served_site.address}{KINDS['glossary']}?q=buku")
        window.locator(".md-search-result__link").first.wait_for(state="visible")
        window.keyboard.press("Escape")
        wait_for(window, "!document.getElementById('__search').checked")
        wait_for(window, VEIL_IS_GONE)
        for side in shown_sides(window):
            assert side.evaluate(UNREACHABLE) == []
        assert window.evaluate(OVER_FOOTER) == 0


def test_so_it_is_under_a_notice_that_stands_over_the_header(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport={"width": 1366, "height": 600}) as window:
        window.goto(f"{served_site.address}{KINDS['glossary']}")
        window.evaluate(
            "document.body.insertAdjacentHTML('afterbegin', '<aside style=\"height: 150px\">Notice</aside>')"
        )
        for side in shown_sides(window):
            assert side.evaluate(UNREACHABLE) == []
        assert window.evaluate(OVER_FOOTER) == 0


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 768), (360, 740)])
@pytest.mark.parametrize("kind", ["task", "glossary", "matrix"])
def test_the_focus_stays_in_sight_in_both_directions(
    kind: str, width: int, height: int, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport={"width": width, "height": height}) as window:
        window.goto(f"{served_site.address}{KINDS[kind]}")
        hidden = []
        for key, most in (("Tab", 200), ("Shift+Tab", 120)):
            for number in range(most):
                window.keyboard.press(key)
                focus = window.evaluate(FOCUS)
                if focus["isBody"] and number:
                    break  # once round
                if not focus["isBody"] and not focus["inSight"]:
                    window.wait_for_timeout(400)  # the veil of search, which the focus passed, fades
                    if not window.evaluate(FOCUS)["inSight"]:
                        hidden.append((key, focus["name"]))
            assert number > 20
        assert hidden == []


def test_the_menu_shows_where_the_reader_is(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport={"width": 1280, "height": 600}) as window:
        for kind in ("editions", "task", "sources"):
            window.goto(f"{served_site.address}{KINDS[kind]}")
            box = window.locator(".hb-nav a[aria-current=page]").bounding_box()
            assert box and box["y"] > 0 and box["y"] + box["height"] <= 600, kind
