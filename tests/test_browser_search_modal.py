"""While search lies over the page, nothing else can be reached; where its box is only passed, all can."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe_kit import violations
from tests.browser_kit import AT_REST, DESKTOP, LANGUAGES, PHONE, Served, page

PARTS = ("article.md-content__inner", ".md-footer", ".hb-languages", ".md-sidebar--primary")
DIALOG = "[data-md-component=search]"


def covered(window: Page) -> set[bool]:
    """Whether parts of the page beside the dialog are out of reach."""
    assert not window.locator(DIALOG).evaluate("e => !!e.closest('[inert]')")
    return {window.locator(part).first.evaluate("e => !!e.closest('[inert]')") for part in PARTS}


@pytest.mark.parametrize("way", ["Escape", "finger"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_what_it_lies_over_cannot_be_reached_until_it_is_closed(
    folder: str, viewport: dict[str, int], way: str, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=viewport) as window:
        window.goto(f"{served_site.address}{folder}t/l5/")
        assert covered(window) == {False}
        opener = window.locator(".hb-search" if viewport is PHONE else ".md-search__input")
        opener.click()
        window.keyboard.type("laporan")
        window.locator(".md-search-result__link").first.wait_for(state="visible")
        assert covered(window) == {True}
        expect(window.locator(DIALOG)).to_have_attribute("aria-modal", "true")
        window.evaluate(AT_REST)
        assert violations(window) == []
        if way == "Escape":
            window.keyboard.press("Escape")
        elif viewport is PHONE:
            window.mouse.click(24, 24)  # the arrow back
        else:
            window.mouse.click(40, 800)  # beside it
        expect(window.locator("#__search")).not_to_be_checked()
        assert covered(window) == {False}
        expect(window.locator(DIALOG)).to_have_attribute("aria-modal", "false")


def test_the_box_in_the_header_covers_nothing_until_something_is_asked(
    browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=DESKTOP) as window:
        window.goto(f"{served_site.address}t/l5/")
        box = window.locator(".md-search__input")
        box.focus()
        window.locator(".hb-kinds").wait_for()  # the dialog's script is there
        expect(window.locator("#__search")).to_be_checked()
        assert covered(window) == {False}
        box.fill("laporan")
        assert covered(window) == {True}
        box.fill("")
        assert covered(window) == {False}
        window.keyboard.press("Tab")
        assert not window.evaluate(f"!!document.activeElement.closest('{DIALOG}')")
