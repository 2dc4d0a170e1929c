"""Where the system sets the colours, what is chosen, ticked and done still shows."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from tests.browser_kit import DESKTOP, KINDS, PHONE, Served, page


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def window(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    with page(browser, viewport=request.param, forced_colors="active") as opened:
        yield opened


def colours(part: Locator) -> set[tuple[int, ...]]:
    """The colours of the inside of something along its middle, as they are on the screen."""
    picture = Image.open(BytesIO(part.screenshot())).convert("RGB")
    width, middle = picture.width, picture.height // 2
    return {picture.getpixel((x, middle)) for x in range(4, width - 4)}  # type: ignore[misc]


def test_progress_can_be_seen(window: Page, served_site: Served) -> None:
    window.goto(f"{served_site.address}{KINDS['task']}")
    bar = window.locator(".hb-ticks progress")
    before = colours(bar)
    window.locator(".hb-box").first.check()
    assert len(before) == 1 and len(colours(bar)) >= 2
    window.goto(f"{served_site.address}{KINDS['progress']}")
    assert len(colours(window.locator("li[data-address='t/s1'] progress"))) >= 2


def test_the_language_of_the_page_stands_out(window: Page, served_site: Served) -> None:
    window.goto(f"{served_site.address}{KINDS['task']}")
    border = "e => getComputedStyle(e).borderTopColor"
    ground = window.locator(".md-header").evaluate("e => getComputedStyle(e).backgroundColor")
    assert window.locator(".hb-languages a[aria-current]").evaluate(border) != ground
    assert window.locator(".hb-languages a:not([aria-current])").evaluate(border) == ground


def test_ticks_and_switches_tell_their_state(window: Page, served_site: Served) -> None:
    window.goto(f"{served_site.address}{KINDS['task']}")
    box, sign = window.locator(".hb-box").first, "e => getComputedStyle(e, '::before').content"
    before = box.screenshot()
    box.check()
    assert box.screenshot() != before
    label = window.locator("label.both")
    before_switch = label.evaluate(sign)
    label.click()
    assert label.evaluate(sign) != before_switch


@pytest.mark.parametrize("part", ["summary", "article a", ".hb-box", ".hb-scheme"])
def test_the_focus_shows(part: str, window: Page, served_site: Served) -> None:
    window.goto(f"{served_site.address}{KINDS['task']}")
    window.wait_for_selector(".hb-box")
    window.keyboard.press("Tab")  # from here on it is shown
    first = window.locator(f"{part}:visible").first
    first.focus()
    shown = first.evaluate("e => [getComputedStyle(e).outlineStyle, getComputedStyle(e).outlineColor]")
    ground = window.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
    assert shown[0] != "none" and shown[1] != ground
