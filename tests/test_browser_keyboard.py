"""Everything can be reached and used with the keyboard, and nothing hidden takes the focus."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser_kit import DESKTOP, KINDS, PHONE, Served, page, wait_for

FOCUSED = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
  return {tag: e.tagName, id: e.id, text: e.textContent.trim().slice(0, 60),
          href: e.getAttribute("href"), name: e.getAttribute("aria-label"),
          inside: box.right > 0 && box.left < innerWidth, hidden: style.visibility === "hidden"};
}"""

# Styles, not widths alone: a browser tells the width of an outline that is not drawn.
OUTLINE = """() => {
  const e = document.activeElement, style = getComputedStyle(e), header = e.closest("header");
  return {tag: e.tagName, text: e.textContent.trim().slice(0, 40), style: style.outlineStyle,
          width: parseFloat(style.outlineWidth), colour: style.outlineColor, header: !!header,
          ground: getComputedStyle(header || document.body).backgroundColor};
}"""


def tab(window: Page, times: int) -> list[dict[str, object]]:
    """What has the focus after each press of Tab."""
    result = []
    for _ in range(times):
        window.keyboard.press("Tab")
        result.append(window.evaluate(FOCUSED))
    return result


def test_the_first_link_skips_to_the_title_of_every_kind_of_page(
    browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=DESKTOP) as window:
        for kind, address in KINDS.items():
            window.goto(served_site.address + address)
            first = tab(window, 1)[0]
            title = window.locator("h1").get_attribute("id")
            assert first["tag"] == "A" and first["href"] == f"#{title}", kind
            window.keyboard.press("Enter")
            window.wait_for_url(f"**#{title}")  # the browser tells of the new address a moment later


def test_every_link_of_a_page_gets_the_focus(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=DESKTOP) as window:
        window.goto(f"{served_site.address}t/l5/")
        visible = window.evaluate(
            "[...document.querySelectorAll('a[href], summary, button, input')]"
            ".filter(e => e.checkVisibility() && e.tabIndex >= 0).length"
        )
        reached = tab(window, visible + 10)
        targets = {str(item["href"]) for item in reached if item["tag"] == "A"}
        wanted = window.evaluate(
            "[...document.querySelectorAll('article a[href]')].filter(e => e.checkVisibility())"
            ".map(e => e.getAttribute('href'))"
        )
        assert set(wanted) <= targets


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_focus_is_always_on_something_that_can_be_seen(
    viewport: dict[str, int], browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=viewport) as window:
        window.goto(f"{served_site.address}t/l5/")
        for item in tab(window, 60):
            if item["tag"] != "BODY":
                assert item["inside"] and not item["hidden"], item


def test_search_opens_with_focus_and_closes_with_escape(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=DESKTOP) as window:
        window.goto(f"{served_site.address}t/l5/", wait_until="networkidle")
        window.locator(".md-search__input").focus()
        window.keyboard.type("laporan")
        window.locator(".md-search-result__link").first.wait_for(state="visible")
        window.keyboard.press("Escape")
        wait_for(window, "!document.getElementById('__search').checked")


def test_no_single_letter_is_a_command(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=DESKTOP) as window:
        address = f"{served_site.address}t/l4/"
        window.goto(address, wait_until="networkidle")
        window.locator(".md-search__input").focus()  # now Material's script, which knows commands, is loaded
        window.keyboard.type("laporan")
        window.locator(".md-search-result__link").first.wait_for(state="visible")
        window.keyboard.press("Escape")
        window.evaluate("document.activeElement.blur()")
        for key in "fs/pn,.":
            window.keyboard.press(key)
            assert window.evaluate("document.activeElement.tagName") == "BODY", key
            assert window.url == address, key
        assert not window.locator("#__search").is_checked()


def test_sections_of_the_navigation_open_by_keyboard(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=DESKTOP) as window:
        window.goto(f"{served_site.address}t/l5/")
        section = window.locator(".hb-nav details").first
        assert not section.evaluate("e => e.open")
        section.locator("summary").focus()
        window.keyboard.press("Enter")
        assert section.evaluate("e => e.open")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_focus_can_be_seen(viewport: dict[str, int], browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=viewport) as window:
        window.goto(f"{served_site.address}t/l5/")
        for _ in range(40):
            window.keyboard.press("Tab")
            focus = window.evaluate(OUTLINE)
            # The search box shows it at its frame.
            if focus["tag"] not in ("BODY", "INPUT"):
                assert focus["style"] == "solid" and focus["width"] >= 2, focus
                assert focus["colour"] != focus["ground"], focus
                if focus["header"]:
                    assert focus["colour"] == "rgb(255, 255, 255)", focus


def test_escape_closes_search_before_its_script_is_there(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        window.route("**/bundle*", lambda route: route.abort())
        window.goto(f"{served_site.address}t/l5/")
        window.locator(".hb-search").click()
        assert window.locator("#__search").is_checked()
        window.keyboard.press("Escape")
        assert not window.locator("#__search").is_checked()
        assert window.evaluate("document.activeElement.matches('button.hb-search')")
