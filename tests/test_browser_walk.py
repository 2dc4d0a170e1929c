"""A reader's way through the handbook by keyboard alone, with the focus visible and in view at each stop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FileChooser, Page, expect

from tests.browser_kit import DESKTOP, PHONE, Served, page

# Whether the focus, or the label that stands for it, is drawn, and part of it is on the screen.
_SEEN = """() => {
  const focused = document.activeElement;
  const element = focused.matches(".switch") ? focused.labels[0] : focused;
  const frame = element.matches(".md-search__input") ? element.form : element;
  const style = getComputedStyle(frame);
  const isDrawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const onScreen = [...element.getClientRects()].some((line) => [.1, .5, .9].some((share) => {
    const top = document.elementFromPoint(line.x + line.width * share, line.y + line.height / 2);
    return top && (element.contains(top) || top.contains(element) && top !== document.body
      || top.control === focused || top.closest("label")?.control === focused);
  }));
  return {isDrawn: isDrawn || element.matches("input[type=text], input[type=search]"), onScreen,
          what: element.outerHTML.slice(0, 120)};
}"""


def seen(window: Page) -> None:
    """The focus is seen; what it leaves, such as the veil of search, fades for a moment."""
    for _ in range(10):
        focus = window.evaluate(_SEEN)
        if focus["isDrawn"] and focus["onScreen"]:
            return
        window.wait_for_timeout(50)
    raise AssertionError(f"the focus is not seen: {focus}")


def to(window: Page, selector: str, key: str = "Tab", most: int = 200) -> None:
    """Press a key until the focus is on what is sought; at each stop it is seen."""
    for _ in range(most):
        window.keyboard.press(key)
        if not window.evaluate("document.activeElement === document.body"):
            seen(window)
            if window.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
    raise AssertionError(f"the keyboard does not reach {selector}")


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def window(request: pytest.FixtureRequest, browser: Browser, served_site: Served) -> Iterator[Page]:
    """The home page, as the reader comes to it for the first time."""
    allowed = ["clipboard-read", "clipboard-write"]
    with page(browser, viewport=request.param, color_scheme="light", permissions=allowed) as opened:
        opened.goto(served_site.address, wait_until="networkidle")
        yield opened


def test_everything_a_reader_does_is_done_by_keyboard(window: Page, tmp_path: Path) -> None:
    press = window.keyboard.press
    choosers: list[FileChooser] = []
    window.on("filechooser", lambda chooser: choosers.append(chooser))
    window.add_init_script("window.print = () => { document.title = 'printed'; }")

    to(window, ".route .stop")  # the region's stage
    press("Enter")
    window.wait_for_url("**/s/1/")
    expect(window.locator(".hb-here")).to_have_attribute("aria-pressed", "true")

    if window.locator(".hb-menu").is_visible():
        to(window, ".hb-menu")
        press("Enter")
        expect(window.locator(".hb-nav__close")).to_be_focused()
    task = window.locator(".hb-nav a[href$='/t/s1/']")
    while not task.is_visible():
        to(window, ".hb-nav details:not([open]):has(a[href$='/t/s1/']) > summary")
        press("Enter")
    to(window, ".hb-nav a[href$='/t/s1/']")
    press("Enter")
    window.wait_for_url("**/t/s1/")

    window.locator(".hb-box").first.wait_for()
    to(window, ".hb-box")
    press("Space")
    expect(window.locator(".hb-box").first).to_be_checked()
    to(window, ".hb-acts > summary", "Shift+Tab")
    press("Enter")
    to(window, "[data-do=print]")
    press("Enter")
    expect(window).to_have_title("printed")
    to(window, "[data-do=save]", "Tab")
    with window.expect_download() as saving:
        press("Enter")
    saving.value.save_as(tmp_path / "ticks.json")
    to(window, "[data-do=load]")
    press("Enter")
    while not choosers:
        window.wait_for_timeout(50)
    choosers[0].set_files(tmp_path / "ticks.json")
    expect(window.locator(".hb-ticks .hb-told")).not_to_be_empty()

    to(window, "label.both, #both-languages")
    press("Space")
    expect(window.locator(".lead .other").first).to_be_visible()

    if window.locator(".hb-search").is_visible():
        to(window, ".hb-search")
        press("Enter")
    else:
        to(window, ".md-search__input")
    expect(window.locator(".md-search__input")).to_be_focused()
    window.keyboard.type("buku")
    window.locator(".md-search-result__link").first.wait_for()
    to(window, ".hb-kinds [data-kind=tasks]")
    press("Space")
    expect(window.locator(".md-search [data-kind=tasks]")).to_have_attribute("aria-pressed", "true")
    to(window, ".md-search-result__link")
    press("Escape")
    expect(window.locator("#__search")).not_to_be_checked()

    to(window, ".hb-languages a", "Shift+Tab")
    to(window, ".hb-scheme")
    press("Enter")
    expect(window.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    to(window, ".hb-languages a:not([aria-current])", "Shift+Tab")
    press("Enter")
    window.wait_for_url("**/en/t/s1/")

    to(window, "#cite-this-page > summary")
    press("Enter")
    to(window, "#cite-this-page a.copy")
    press("Enter")
    expect(window.locator("#cite-this-page .copy-status")).not_to_be_empty()


def test_a_focus_that_is_not_seen_would_stop_the_walk(window: Page) -> None:
    window.evaluate("document.querySelector('.hb-title').style.outline = 'none'")
    with pytest.raises(AssertionError, match="not seen"):
        to(window, "article a")
