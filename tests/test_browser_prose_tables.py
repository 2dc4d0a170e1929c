"""Tables of hand-written pages never run over the screen of a phone: their words wrap."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser_kit import LANGUAGES, Served, add_style, page

TABLE = "article table:not([class])"
# The table of the page with more columns, and with words that are longer than a column.
WIDEN = """(table, columns) => { for (const row of table.rows) while (row.cells.length < columns) {
  const cell = row.appendChild(row.cells[0].cloneNode(true));
  cell.textContent = "Pertanggungjawaban keberlangsunganpenyelenggaraanpelayanan 1.234.567.890.123.456";
} }"""


def _right(window: Page) -> float:
    right: float = window.locator(TABLE).evaluate("e => e.getBoundingClientRect().right")
    return right


@pytest.mark.parametrize("columns", [2, 4, 6])
@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_no_table_is_wider_than_the_screen(
    folder: str, width: int, columns: int, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport={"width": width, "height": 740}) as window:
        window.goto(f"{served_site.address}{folder}cara-pakai/")
        window.locator(TABLE).evaluate(WIDEN, columns)
        assert window.evaluate("document.scrollingElement.scrollWidth") <= width
        assert _right(window) <= width
        around = window.locator(TABLE).evaluate(
            "e => { for (let up = e.parentElement; up; up = up.parentElement)"
            " if (up.scrollWidth > up.clientWidth + 1 && getComputedStyle(up).overflowX !== 'visible')"
            " return up.className; return '' }"
        )
        assert around == "", "nothing around it scrolls sideways"


def test_the_style_is_what_wraps_them(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport={"width": 360, "height": 740}) as window:
        window.goto(f"{served_site.address}cara-pakai/")
        rule = "overflow-wrap: normal !important; hyphens: none !important"
        add_style(window, f".md-typeset table:not([class]) {{ {rule} }}")
        window.locator(TABLE).evaluate(WIDEN, 4)
        assert _right(window) > 360
