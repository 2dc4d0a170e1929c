"""Documents by stage and around one: each row where it belongs, each link a line or at least in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from handbook.source.load import Dataset
from handbook.views.pictures.documents import (
    MOST_COLUMNS,
    DocumentLines,
    documents_around,
    documents_by_stage,
)
from tests.axe_kit import violations_in_both_schemes
from tests.browser_kit import PHONE, Served, page
from tests.picture_programme_kit import html_of, locale_of, programme, record, statement


def _made(
    folder: Path, feeds: Mapping[str, str], made_in: Mapping[str, str] | None = None, stages: int = 3
) -> Dataset:
    """Documents named by letters, each with those that it feeds."""
    documents = {
        key: record(
            f"document {key}",
            feeds=list(fed),
            **({"made_in": made_in[key]} if made_in and key in made_in else {}),
        )
        for key, fed in feeds.items()
    }
    return programme(folder, stages, documents=documents)


def _shown(dataset: Dataset) -> DocumentLines:
    picture = documents_by_stage(locale_of(dataset))
    assert picture is not None
    return picture


def _order(picture: DocumentLines) -> list[tuple[str, list[str]]]:
    return [(group.stage, [row.key for row in group.rows]) for group in picture.groups]


def test_rows_follow_the_stages_and_within_one_what_feeds_what(tmp_path: Path) -> None:
    picture = _shown(
        _made(tmp_path / "d", {"x": "", "c": "x", "a": "c", "b": ""}, {"c": "2", "a": "2", "b": "1"})
    )

    assert _order(picture) == [("1", ["b"]), ("2", ["a", "c"]), ("", ["x"])]
    assert picture.notes == ()
    (last,) = (group for group in picture.groups if not group.stage)
    assert last.title == "Tidak terikat pada satu tahap"


def test_a_way_back_is_drawn_said_and_explained(tmp_path: Path) -> None:
    dataset = _made(tmp_path / "d", {"a": "b", "b": "c", "c": "a"})
    picture = _shown(dataset)

    assert _order(picture) == [("", ["a", "b", "c"])]
    assert [row.back for group in picture.groups for row in group.rows] == [set(), set(), {"a"}]
    assert picture.notes == (locale_of(dataset).label("document.lines_back"),)
    html = html_of(dataset, "d")
    assert 'class="back"' in html and "↑" in html
    assert 'class="back"' not in html_of(_made(tmp_path / "e", {"a": "b", "b": ""}), "d")


def test_many_circles_are_broken_the_same_way_each_time(tmp_path: Path) -> None:
    keys = "abcdefghij"
    dataset = _made(tmp_path / "d", dict.fromkeys(keys, keys))

    picture = _shown(dataset)
    assert _order(picture) == [("", list(keys))], "each keeps its place, and none feeds itself"
    assert picture == _shown(dataset)


def test_what_would_be_a_tangle_is_split_by_stage_and_says_so(tmp_path: Path) -> None:
    feeds = {f"{letter}": "zy" for letter in "abcdefghij"} | {"p": "q", "q": "", "z": "", "y": ""}
    made_in = dict.fromkeys("abcdefghij", "1") | {"p": "2", "q": "2", "z": "3", "y": "3"}
    dataset = _made(tmp_path / "d", feeds, made_in)
    picture = _shown(dataset)

    drawn = {group.stage: any(row.strands for row in group.rows) for group in picture.groups}
    assert drawn == {"1": False, "2": True, "3": False}
    assert locale_of(dataset).label("document.lines_left_out") in picture.notes
    assert picture.columns <= MOST_COLUMNS
    fed = [row.feeds for group in picture.groups for row in group.rows if row.key in "abcdefghij"]
    assert fed == [("z", "y")] * 10, "words tell what no line does"


def test_a_long_list_has_lines_within_stages_only(tmp_path: Path) -> None:
    keys = [f"d{n:02}" for n in range(60)]
    documents = {
        key: record(key, made_in=str(n + 1), feeds=keys[n + 1 : n + 2]) for n, key in enumerate(keys)
    }
    dataset = programme(tmp_path / "d", 60, documents=documents)
    picture = _shown(dataset)

    assert len(picture.groups) == 60
    assert picture.columns == 0
    assert picture.notes == (locale_of(dataset).label("document.lines_left_out"),)


@pytest.mark.parametrize("stages", [1, 3, 60])
def test_without_stages_and_links_there_is_no_picture(stages: int, tmp_path: Path) -> None:
    dataset = _made(tmp_path / "d", {"a": "", "b": ""}, stages=stages)

    assert documents_by_stage(locale_of(dataset)) is None
    assert documents_around(locale_of(dataset), "a") is None
    assert "picture" not in html_of(dataset, "d") + html_of(dataset, "d/a")


def test_who_signs_stands_there_if_it_is_short(tmp_path: Path) -> None:
    documents = {
        "a": record("a", made_in="1", signed_by=[statement("The chair")]),
        "b": record("b", made_in="1", signed_by=[statement("The chair " * 20)]),
        "c": record("c", made_in="1"),
    }
    (group,) = _shown(programme(tmp_path / "d", documents=documents)).groups

    assert [bool(row.signed) for row in group.rows] == [True, False, False]


def test_around_one_stand_what_it_builds_on_and_what_it_feeds(tmp_path: Path) -> None:
    dataset = _made(tmp_path / "d", {"a": "c", "b": "c", "c": "de", "d": "", "e": "c"}, {"a": "1", "c": "2"})
    picture = documents_around(locale_of(dataset), "c")

    assert picture is not None
    assert [[row.key for row in group.rows] for group in picture.groups] == [["a", "b"], ["c"], ["d", "e"]]
    rows = [row for group in picture.groups for row in group.rows]
    assert [row.key for row in rows if row.here] == ["c"]
    assert [row.key for row in rows if row.note] == ["e"], "it feeds the document and is fed by it"
    assert [row.stage for row in rows] == ["1", "", "2", "", ""]
    back = [strand for row in rows for strand in row.strands if strand.upwards]
    assert [strand.joins for strand in back] == ["in", "", "out"]
    assert picture.columns == 2


def test_however_many_it_builds_on_they_share_one_line(tmp_path: Path) -> None:
    many: Sequence[str] = [f"d{n:02}" for n in range(30)]
    documents: dict[str, Any] = {key: record(key, feeds=["last"]) for key in many}
    dataset = programme(tmp_path / "d", documents={**documents, "last": record("last")})

    picture = documents_around(locale_of(dataset), "last")
    assert picture is not None and picture.columns == 1


@pytest.mark.parametrize("code", ["id", "en", "su"])
def test_the_picture_is_in_the_language_of_the_page(code: str, tmp_path: Path) -> None:
    languages = ("id", "en", "su")
    documents = {key: record(key, languages, feeds=["b"], made_in="1") for key in "ab"}
    dataset = programme(tmp_path / "d", languages=languages, documents=documents)

    figure = re.search(r"<figure.*?</figure>", html_of(dataset, "d", code), re.DOTALL)
    assert figure
    assert f"a {code}" in figure[0] and f"stage 1 {code}" in figure[0]
    assert locale_of(dataset, code).label("document.by_stage") in figure[0]


_ROWS = """() => [...document.querySelectorAll(".picture-documents .row")].map((row) => {
  const box = row.getBoundingClientRect(), lines = row.querySelector(".gutter > svg").getBoundingClientRect();
  return [box.top, box.bottom, lines.top, lines.bottom].map(Math.round);
})"""
_SIDES = """() => [...document.querySelectorAll(".picture-documents li.row")].map((row) =>
  row.querySelector(".gutter").getBoundingClientRect().left
    < row.querySelector("a, strong").getBoundingClientRect().left
)"""


@pytest.mark.parametrize("size", ["100%", "250%"])
def test_lines_run_from_row_to_row_at_any_size_of_type(
    size: str, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=PHONE) as window:
        window.goto(f"{served_site.address}d/")
        window.evaluate(f"document.documentElement.style.fontSize = '{size}'")
        rows = window.evaluate(_ROWS)
        assert len(rows) == 4
        for (top, bottom, first, last), following in zip(rows, [*rows[1:], None], strict=True):
            assert (abs(first - top), abs(last - bottom)) <= (1, 1)
            assert following is None or abs(following[0] - bottom) <= 1
        assert window.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_from_right_to_left_lines_stand_on_the_right(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        window.goto(f"{served_site.address}d/buku-induk/")
        assert set(window.evaluate(_SIDES)) == {True}
        window.evaluate("document.documentElement.dir = document.body.dir = 'rtl'")
        assert set(window.evaluate(_SIDES)) == {False}


@pytest.mark.parametrize("folder", ["", "en/"], ids=["original", "translation"])
def test_the_overview_has_no_barrier(folder: str, browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE, color_scheme="light") as window:
        window.goto(f"{served_site.address}{folder}d/")
        assert violations_in_both_schemes(window) == []
