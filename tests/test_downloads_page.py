"""The page of downloads shows a table for each shelf: a row for each item, a column for each language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from handbook.outputs.printed import plan
from handbook.source.load import Dataset
from handbook.views.downloads import download_groups
from tests.browser_kit import DESKTOP, LANGUAGES, PHONE, Served, page
from tests.picture_programme_kit import html_of, locale_of, programme

ROW = re.compile(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<td([^>]*)>(.*?)</td>", re.DOTALL)
MARK = re.compile(r"<!--printed:(.*?)-->")


def _made(folder: Path, stages: int, groups: int, languages: Sequence[str]) -> tuple[Dataset, str]:
    dataset = programme(folder, stages, groups, languages)
    address = locale_of(dataset).addresses.overviews["downloads"]
    return dataset, html_of(dataset, address)


@pytest.mark.parametrize("languages", [("id",), ("id", "en"), ("id", "en", "qq")])
@pytest.mark.parametrize(("stages", "groups"), [(1, 1), (3, 1), (60, 5)])
def test_every_printed_form_stands_once_in_the_column_of_its_language(
    tmp_path: Path, stages: int, groups: int, languages: tuple[str, ...]
) -> None:
    dataset, html = _made(tmp_path / "d", stages, groups, languages)
    assert dataset.programme is not None

    known = {printed.name: printed.languages for printed in plan(dataset.programme)}
    assert sorted(MARK.findall(html)) == sorted(known)
    for _, cells in ROW.findall(html):
        if not MARK.search(cells):
            continue
        found = CELL.findall(cells)
        if 'colspan="' in cells:
            assert len(found) == 1
            assert f'colspan="{len(languages)}"' in found[0][0]
            assert all(len(known[name]) == 2 for name in MARK.findall(cells))
        else:
            columns = [(language,) for language in languages]
            assert [known[name] for _, cell in found for name in MARK.findall(cell)] == columns


def test_every_item_is_a_row_under_its_title(tmp_path: Path) -> None:
    dataset, html = _made(tmp_path / "d", 6, 2, ("id", "en"))

    titles = [item.title for shelf in download_groups(locale_of(dataset)) for item in shelf.items]
    rows = [re.sub("<.*?>", "", head) for head, cells in ROW.findall(html) if MARK.search(cells)]
    assert rows == titles
    assert html.count("<table") == html.count('<table class="downloads stacked"')


def test_a_form_that_one_language_lacks_leaves_its_cell_empty(tmp_path: Path) -> None:
    dataset = programme(tmp_path / "d", 1, 1)
    item = download_groups(locale_of(dataset))[0].items[0]

    assert item.in_language("id") is not None
    assert item.in_language("qq") is None
    assert not item.side_by_side


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_rows_are_cards_on_phones_and_rows_on_wide_screens(
    folder: str, browser: Browser, served_site: Served
) -> None:
    first = ".downloads tbody tr >> nth=0"
    with page(browser, viewport=PHONE) as window:
        window.goto(f"{served_site.address}{folder}downloads/")
        assert window.locator(first).evaluate("e => getComputedStyle(e).display") == "block"
        window.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
        assert window.locator(first).evaluate("e => getComputedStyle(e).display") == "table-row"
        lefts = window.locator(".downloads thead th:last-child").evaluate_all(
            "all => all.map(e => Math.round(e.getBoundingClientRect().right))"
        )
        assert len(set(lefts)) == 1
