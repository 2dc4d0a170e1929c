"""The menu of a phone: a button opens it, it holds the focus until it is closed, and it needs no script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from handbook.source.load import load
from tests.axe_kit import violations
from tests.browser_kit import DESKTOP, LANGUAGES, PHONE, Served, page, wait_for
from tests.places import LIBRARIES

LABELS = load(LIBRARIES).labels
CODES = dict(zip(LANGUAGES, load(LIBRARIES).languages, strict=True))
MENU = ".md-sidebar--primary"
IN_MENU = f"!!document.activeElement.closest('{MENU}')"
TABLET = {"width": 800, "height": 600}


def opener(window: Page, code: str = "id") -> Locator:
    """The button that opens the menu, by its name."""
    return window.get_by_role("button", name=LABELS["site.menu"].get(code), exact=True)


def closer(window: Page, code: str = "id") -> Locator:
    """The button in the menu that closes it, by its name."""
    return window.locator(MENU).get_by_role("button", name=LABELS["site.menu_close"].get(code))


def expect_closed(window: Page) -> None:
    """The menu is closed, the page can be used, and the focus is where it was."""
    expect(opener(window)).to_be_focused()
    expect(opener(window)).to_have_attribute("aria-expanded", "false")
    expect(window.locator(f"{MENU} a[aria-current=page]")).to_be_hidden()
    assert window.locator("[inert]").count() == 0
    assert window.locator(MENU).get_attribute("role") is None


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_a_button_opens_it_and_it_takes_the_focus(
    folder: str, key: str, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=PHONE) as window:
        window.goto(f"{served_site.address}{folder}t/l5/")
        button = opener(window, CODES[folder])
        expect(button).to_have_attribute("aria-expanded", "false")
        button.focus()
        window.keyboard.press(key)
        expect(button).to_have_attribute("aria-expanded", "true")
        expect(closer(window, CODES[folder])).to_be_focused()
        expect(window.locator(f"{MENU} a[aria-current=page]")).to_be_visible()
        expect(window.locator(MENU)).to_have_role("dialog")
        expect(window.locator(MENU)).to_have_attribute("aria-modal", "true")


@pytest.mark.parametrize("viewport", [PHONE, TABLET], ids=["phone", "tablet"])
@pytest.mark.parametrize("has_inert", [True, False], ids=["inert", "before inert"])
def test_it_holds_the_focus_in_both_directions_with_all_its_levels(
    has_inert: bool, viewport: dict[str, int], browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=viewport) as window:
        if not has_inert:
            window.add_init_script(
                "Object.defineProperty(HTMLElement.prototype, 'inert', {set() {}, get() { return false; }})"
            )
        window.goto(f"{served_site.address}t/l5/")
        opener(window).press("Enter")
        section = window.locator(f"{MENU} details").first
        section.locator("summary").press("Enter")  # a nested level
        expect(section).to_have_attribute("open", "")
        closer(window).focus()
        stops = window.locator(f"{MENU} :is(a[href], button, summary)").evaluate_all(
            "all => all.filter(e => e.checkVisibility()).length"
        )
        assert stops > 5
        reached = set()
        for _ in range(stops):
            window.keyboard.press("Tab")
            assert window.evaluate(IN_MENU)
            reached.add(window.evaluate("document.activeElement.outerHTML"))
        assert len(reached) == stops, "every stop is reached, and then the first again"
        expect(closer(window)).to_be_focused()
        for _ in range(stops):
            window.keyboard.press("Shift+Tab")
            assert window.evaluate(IN_MENU)
        expect(closer(window)).to_be_focused()


def test_what_it_lies_over_can_be_neither_reached_nor_read(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        window.goto(f"{served_site.address}t/l5/")
        opener(window).click()
        expect(closer(window)).to_be_focused()
        for part in (".md-header", "article", ".md-footer", ".md-sidebar--secondary"):
            assert window.locator(part).evaluate("e => !!e.closest('[inert]')"), part
        assert not window.locator(MENU).evaluate("e => !!e.closest('[inert]')")
        window.wait_for_timeout(400)  # it slides in
        assert violations(window) == []


@pytest.mark.parametrize("way", ["Escape", "button", "beside it"])
def test_it_is_closed_in_every_way_and_gives_the_focus_back(
    way: str, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=PHONE) as window:
        window.goto(f"{served_site.address}t/l5/")
        opener(window).press("Enter")
        expect(closer(window)).to_be_focused()
        if way == "Escape":
            window.keyboard.press("Tab")
            window.keyboard.press("Escape")
        elif way == "button":
            window.keyboard.press("Enter")
        else:
            window.wait_for_timeout(400)
            window.mouse.click(PHONE["width"] - 10, 400)
        expect_closed(window)


def test_it_does_not_lock_a_screen_that_is_turned(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        window.goto(f"{served_site.address}t/l5/")
        opener(window).click()
        window.set_viewport_size({"width": DESKTOP["width"], "height": DESKTOP["height"]})
        wait_for(window, "!document.querySelector('[inert]')")
        window.locator("article a").first.focus()
        assert window.evaluate("!!document.activeElement.closest('article')")


def test_a_page_that_is_gone_back_to_is_not_covered(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        window.goto(f"{served_site.address}t/l5/")
        opener(window).click()
        window.locator(f"{MENU} a:visible").first.click()
        window.wait_for_url(served_site.address)
        window.go_back()
        expect(opener(window)).to_have_attribute("aria-expanded", "false")
        assert window.locator("[inert]").count() == 0


def test_opened_before_the_script_was_there_it_is_held_once_it_is(
    browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=PHONE) as window:
        held = []
        window.route("**/handbook.*.js", lambda route: held.append(route))
        window.goto(f"{served_site.address}t/l5/", wait_until="commit")
        window.locator("label.hb-menu").click()
        expect(window.locator(f"{MENU} a[aria-current=page]")).to_be_visible()
        held[0].continue_()
        expect(closer(window)).to_be_focused()


def test_without_javascript_it_opens_and_closes_as_ever(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE, java_script_enabled=False) as window:
        window.goto(f"{served_site.address}t/l5/")
        link = window.locator(f"{MENU} a[aria-current=page]")
        window.locator(".hb-menu").click()
        link.wait_for(state="visible")
        window.locator(".hb-nav__close").click()
        link.wait_for(state="hidden")
        window.locator("#__drawer").focus()
        window.keyboard.press("Space")
        link.wait_for(state="visible")
