"""On phones the tables of the matrix are cards with only what says something; on wide screens, tables."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser_kit import DESKTOP, LANGUAGES, PHONE, Served, page

SIDEWAYS = "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).length"
SHOWN = "all => all.filter(e => e.checkVisibility()).map(e => e.textContent.trim())"


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_nothing_scrolls_sideways_on_a_phone(
    folder: str, width: int, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport={"width": width, "height": 740}) as window:
        window.goto(f"{served_site.address}{folder}table/")
        tables = window.locator("div.scroll")
        assert tables.count()
        assert tables.evaluate_all(SIDEWAYS) == 0


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_cards_leave_out_cells_that_say_nothing(folder: str, browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=DESKTOP) as window:
        window.goto(f"{served_site.address}{folder}table/")
        empty = window.locator("table.matrix td:has(> .none)")
        assert empty.count()
        assert len(empty.evaluate_all(SHOWN)) == empty.count()
        window.set_viewport_size(PHONE)  # type: ignore[arg-type]
        assert empty.evaluate_all(SHOWN) == []
        others = window.locator("table.matrix td:not(:has(> .none))")
        assert len(others.evaluate_all(SHOWN)) == others.count()


def test_every_cell_of_a_card_names_its_column(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        window.goto(f"{served_site.address}table/")
        for table in window.locator("table.matrix").all():
            heads = table.locator("thead th").all_inner_texts()[1:]
            for row in table.locator("tbody tr").all():
                cells = row.locator("td").evaluate_all("all => all.map(e => e.dataset.label)")
                assert cells == [head.strip() for head in heads]
