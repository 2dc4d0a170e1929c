"""Pages are read at a glance on a small phone: what to do is near, nothing shouts, pictures are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser_kit import DESKTOP, LANGUAGES, PHONE, Served, page, serve, switch

pytestmark = pytest.mark.build

SCREEN = PHONE["height"]
WITH_PICTURES = (
    "",
    "s/1/",
    "s/3/",
    "t/a2/",
    "t/b5/",
    "r/",
    "r/advisori/",
    "d/",
    "d/ssk/",
    "matriks/",
    "peralihan/",
)
FRAMED = """() => [...document.querySelectorAll('.ground')].filter(mark => mark.checkVisibility()
    && parseFloat(getComputedStyle(mark).borderTopWidth) > 0).length"""


# Pairs of words that lie over each other, by an eighth of the height of a line or more.
OVER = """() => {
    const lines = [];
    const walk = document.createTreeWalker(document.querySelector('.md-content'), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const text = walk.currentNode, range = document.createRange();
        range.selectNodeContents(text);
        let held = text.parentElement;
        let hidden = !held.checkVisibility({visibilityProperty: true, opacityProperty: true});
        for (; !hidden && held; held = held.parentElement)
            hidden = getComputedStyle(held).clipPath !== 'none';
        if (text.data.trim() && !hidden)
            for (const box of range.getClientRects())
                if (box.width > 2 && box.height > 2) lines.push([box, text.data.trim()]);
    }
    return lines.flatMap(([a, one], i) => lines.slice(i + 1, i + 60).filter(([b]) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 8
    ).map(([, other]) => `${one} | ${other}`));
}"""


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    with page(browser, viewport=PHONE) as window:
        yield window


@pytest.fixture(scope="module")
def served_with_forms(printed: Path) -> Iterator[Served]:
    """The site of this programme with everything printed, served."""
    with serve(printed) as served:
        yield served


def top(window: Page, selector: str) -> float:
    """How far below the top of the page something begins, in pixels."""
    result = window.locator(selector).first.evaluate("e => e.getBoundingClientRect().top + scrollY")
    assert isinstance(result, (int, float))
    return result


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_home_has_the_route_and_all_ways_in_on_two_screens(
    folder: str, phone: Page, served_with_forms: Served
) -> None:
    phone.goto(f"{served_with_forms.address}{folder}")
    phone.wait_for_selector(".hb-choose")
    assert top(phone, ".route") < SCREEN
    ways = phone.locator(".door").all()
    assert len(ways) == 3
    assert max(way.evaluate("e => e.getBoundingClientRect().bottom + scrollY") for way in ways) <= 2 * SCREEN


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
@pytest.mark.parametrize("address", ["s/3/", "t/a2/"])
def test_a_page_is_at_most_eight_screens_long(
    address: str, folder: str, phone: Page, served_with_forms: Served
) -> None:
    """With the links to its printed forms."""
    phone.goto(f"{served_with_forms.address}{folder}{address}")
    assert phone.locator(".hb-printed a").count()
    phone.wait_for_selector(".hb-ticks")
    assert phone.evaluate("document.scrollingElement.scrollHeight") <= 8 * SCREEN


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_no_words_lie_over_others(folder: str, phone: Page, served_with_forms: Served) -> None:
    """With the links to printed forms, which come into a page once they are made."""
    for address in (*WITH_PICTURES, "istilah/a/", "f/", "cari/", "kemajuan/", "unduhan/"):
        phone.goto(f"{served_with_forms.address}{folder}{address}")
        assert phone.evaluate(OVER) == [], address


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_what_to_do_begins_within_two_screens(folder: str, phone: Page, served_with_forms: Served) -> None:
    for stage in range(1, 7):
        phone.goto(f"{served_with_forms.address}{folder}s/{stage}/")
        phone.wait_for_selector(".hb-ticks")
        assert top(phone, "#first-month") <= 1500, stage
    for code in (*(f"a{n}" for n in range(1, 7)), *(f"b{n}" for n in range(1, 8))):
        phone.goto(f"{served_with_forms.address}{folder}t/{code}/")
        phone.wait_for_selector(".hb-ticks")
        assert top(phone, "#steps") <= 1100, code


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_the_menu_beside_a_task_fits_the_window(folder: str, browser: Browser, served_site: Served) -> None:
    """Only the group of the task is unfolded."""
    with page(browser, viewport=DESKTOP) as window:
        for address in ("t/", "t/a2/", "t/b7/", "d/ssk/", "matriks/"):
            window.goto(f"{served_site.address}{folder}{address}")
            menu = window.locator(".md-sidebar--primary .md-sidebar__scrollwrap")
            assert menu.evaluate("e => e.scrollHeight <= e.clientHeight"), address
            assert menu.locator("a[aria-current=page]").is_visible(), address


def test_what_columns_mean_is_folded(phone: Page, served_site: Served) -> None:
    phone.set_viewport_size({"width": 320, "height": SCREEN})
    phone.goto(f"{served_site.address}data/")
    assert phone.locator("table.fields").count() > 10
    assert not phone.locator("table.fields:visible").count()
    assert phone.evaluate("document.scrollingElement.scrollHeight") <= 16 * SCREEN
    phone.locator("summary.more").first.click()
    assert phone.locator("table.fields").first.is_visible()
    phone.set_viewport_size(PHONE)  # type: ignore[arg-type]


def test_what_holds_today_stands_under_the_lead(phone: Page, served_site: Served) -> None:
    for address in ("s/1/", "s/6/", "t/a2/", "t/b2/", "d/buku-putih/"):
        phone.goto(served_site.address + address)
        assert top(phone, ".lead") < top(phone, ".notice-today") < SCREEN, address
        first = phone.locator(".notice-today > p")
        assert first.count() == 1 and first.bounding_box()["height"] < SCREEN / 5  # type: ignore[index]
    phone.goto(served_site.address)
    assert top(phone, ".notice") < SCREEN


def test_every_kind_of_page_has_its_picture(phone: Page, served_site: Served) -> None:
    for address in WITH_PICTURES:
        phone.goto(served_site.address + address)
        drawn = phone.locator("figure.picture")
        assert drawn.count() >= 1, address
        box = drawn.first.bounding_box()
        assert box is not None and box["height"] > 60 and box["width"] <= PHONE["width"], address


def test_no_mark_is_framed_until_a_reader_wants_words(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=DESKTOP) as window:
        for address in ("s/3/", "t/a2/", "d/ssk/", "istilah/", "tanya/", "peralihan/", "pokja/"):
            window.goto(served_site.address + address)
            assert window.evaluate(FRAMED) <= 3, address
        window.goto(f"{served_site.address}t/a2/")
        switch(window, "all-grounds", on=True)
        assert window.evaluate(FRAMED) > 10  # so that the first half of this test can fail
        window.goto(f"{served_site.address}s/3/")  # kept on the device
        assert window.locator("#all-grounds").is_checked() and window.evaluate(FRAMED) > 10
