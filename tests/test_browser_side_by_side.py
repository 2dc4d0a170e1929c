"""Both languages can be read side by side, on demand."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, FloatRect, Page

from tests.browser_kit import DESKTOP, PHONE, Served, page


def boxes(window: Page) -> tuple[FloatRect, FloatRect]:
    own = window.locator(".lead .own").first.bounding_box()
    other = window.locator(".lead .other").first.bounding_box()
    assert own and other
    return own, other


def test_the_other_language_is_hidden_until_asked_for(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=DESKTOP) as window:
        window.goto(f"{served_site.address}t/l1/")
        assert not window.locator(".other").first.is_visible()


@pytest.mark.parametrize("script", [True, False])
def test_it_stands_beside_on_a_desktop(script: bool, browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=DESKTOP, java_script_enabled=script) as window:
        window.goto(f"{served_site.address}t/l1/")
        window.locator("label.both").click()
        own, other = boxes(window)
        assert other["x"] >= own["x"] + own["width"]
        assert abs(other["y"] - own["y"]) < 3
        shown = window.locator(".other:visible")
        assert shown.count() > 20
        assert {shown.nth(i).get_attribute("lang") for i in range(5)} == {"en"}


@pytest.mark.parametrize("script", [True, False])
def test_it_stands_below_on_a_phone(script: bool, browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE, java_script_enabled=script) as window:
        window.goto(f"{served_site.address}en/t/l1/")
        window.locator("label.both").click()
        own, other = boxes(window)
        assert other["y"] >= own["y"] + own["height"]
        assert window.locator(".other:visible").first.get_attribute("lang") == "id"


def test_it_works_by_keyboard(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=DESKTOP) as window:
        window.goto(f"{served_site.address}t/l1/")
        window.locator("#both-languages").focus()
        window.keyboard.press("Space")
        assert window.locator(".other").first.is_visible()


def test_the_choice_is_remembered(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=DESKTOP) as window:
        window.goto(f"{served_site.address}t/l1/")
        window.locator("label.both").click()
        window.goto(f"{served_site.address}en/s/3/")
        assert window.locator(".other").first.is_visible()
        window.locator("label.both").click()
        window.goto(f"{served_site.address}t/l1/")
        assert not window.locator(".other").first.is_visible()
