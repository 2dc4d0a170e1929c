"""With text twice as large, no page of a phone has to be scrolled sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser_kit import AT_REST, DESKTOP, KINDS, LANGUAGES, PHONE, Served, page, wait_for

# Twice Chromium's own sizes, as its setting “Font size” makes them; widths in `em` of style sheets follow.
TWICE = {"standard": 32, "fixed": 26}
# A reader's own style sheet or an extension, which widths in `em` do not follow.
STYLE = "html { font-size: 250% !important }"

OVERFLOWING = """() => [...document.querySelectorAll("header *, article *, footer *")].filter((element) =>
  element.getBoundingClientRect().right > innerWidth + 1
).map((element) => `${element.tagName}.${element.getAttribute("class")}`).slice(0, 5)"""


def enlarge(window: Page, way: str) -> None:
    """Set text to twice its size, for pages that are opened from now on."""
    if way == "setting":
        window.context.new_cdp_session(window).send("Page.setFontSizes", {"fontSizes": TWICE})
    else:
        window.add_init_script(
            "document.addEventListener('DOMContentLoaded', () => { const own = new CSSStyleSheet();"
            f" own.replaceSync({STYLE!r}); document.adoptedStyleSheets = [own]; }})"
        )


def width(window: Page) -> int:
    """How wide the page is; it is scrolled sideways where that is more than the screen."""
    wide: int = window.evaluate("document.documentElement.scrollWidth")
    return wide


@pytest.mark.parametrize("way", ["setting", "style"])
@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_no_page_is_wider_than_a_phone(folder: str, way: str, browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        enlarge(window, way)
        wide = {}
        for kind, address in {**KINDS, "search": "look/?q=buku"}.items():
            window.goto(f"{served_site.address}{folder}{address}")
            size = window.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
            assert size == 40, "text is twice as large"
            window.evaluate("document.querySelectorAll('article details').forEach(e => { e.open = true })")
            if width(window) > PHONE["width"]:
                wide[kind] = (width(window), window.evaluate(OVERFLOWING))
        assert wide == {}


def test_no_page_is_wider_than_a_wide_window_and_tables_beside_the_menu_are_cards(
    browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=DESKTOP) as window:
        enlarge(window, "style")
        wide = {}
        for kind, address in KINDS.items():
            window.goto(f"{served_site.address}{address}")
            if width(window) > DESKTOP["width"]:
                wide[kind] = (width(window), window.evaluate(OVERFLOWING))
        assert wide == {}
        window.goto(f"{served_site.address}{KINDS['task']}")
        row = window.locator("table.stacked tbody tr").first
        assert row.evaluate("e => getComputedStyle(e).display") == "block"


@pytest.mark.parametrize("way", ["setting", "style"])
@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_neither_is_the_page_under_the_open_menu_or_search_nor_what_they_hold(
    folder: str, way: str, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=PHONE) as window:
        enlarge(window, way)
        window.goto(f"{served_site.address}{folder}{KINDS['task']}")
        window.locator(".hb-menu").click()
        menu = window.locator(".md-sidebar--primary")
        menu.locator("a[aria-current=page]").wait_for(state="visible")
        wait_for(window, "document.querySelector('.md-sidebar--primary').getBoundingClientRect().left >= 0")
        assert width(window) <= PHONE["width"]
        assert menu.evaluate("e => e.getBoundingClientRect().right") <= PHONE["width"]
        scroller = menu.locator(".md-sidebar__scrollwrap")
        assert scroller.evaluate("e => e.scrollWidth <= e.clientWidth")
        window.keyboard.press("Escape")

        window.locator(".hb-search").click()
        window.keyboard.type("buku")
        window.locator(".md-search-result__link").first.wait_for(state="visible")
        window.wait_for_timeout(300)
        assert width(window) <= PHONE["width"]
        assert window.locator(".md-search__inner").evaluate("e => e.getBoundingClientRect().right") <= 360
        assert window.locator(".md-search__scrollwrap").evaluate("e => e.scrollWidth <= e.clientWidth")


def test_the_controls_of_the_header_are_all_in_sight(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        enlarge(window, "setting")
        window.goto(f"{served_site.address}{KINDS['task']}")
        for control in window.locator(".md-header :is(button, a)").all():
            box = control.bounding_box()
            if box and control.is_visible() and not control.evaluate("e => !!e.closest('.md-search')"):
                assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]


@pytest.mark.parametrize("width", [768, 1280])
def test_the_title_of_the_site_is_not_cut_in_wide_windows_either(
    width: int, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport={"width": width, "height": 900}) as window:
        enlarge(window, "style")
        window.goto(f"{served_site.address}{KINDS['task']}")
        title = window.locator(".hb-title")
        window.evaluate(AT_REST)  # the box of search takes its width
        assert title.evaluate(
            "e => e.scrollWidth <= e.clientWidth + 1 && e.scrollHeight <= e.clientHeight + 1"
        )
