"""Partners of a task: each on its side and way, counted where names would be too many."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from handbook.source.load import Dataset
from handbook.views.pictures.partners import PartnersAround, Way, partners_around
from tests.browser_kit import PHONE, Served, page
from tests.picture_programme_kit import html_of, locale_of, programme, record, statement, text


def _made(folder: Path, ways: str) -> Dataset:
    """A task with a partner for each letter: g gives, t gets, b both, n neither."""
    shares: list[dict[str, Any]] = []
    for n, way in enumerate(ways):
        share: dict[str, Any] = {"partner": f"p{n:02}", "ground": "editorial"}
        share |= {"gives": text("words")} if way in "gb" else {}
        share |= {"gets": text("advice")} if way in "tb" else {}
        shares.append(share)
    partners = {f"p{n:02}": record(f"partner {n}") for n in range(len(ways))}
    task = record("task", group="a", counterpart="none", steps=[statement("step")], partners=shares)
    return programme(folder, partners=partners, tasks={"a1": task})


def _picture(dataset: Dataset) -> PartnersAround | None:
    assert dataset.programme is not None
    return partners_around(locale_of(dataset), "a1")


def test_those_that_give_stand_before_those_that_get_after(tmp_path: Path) -> None:
    picture = _picture(_made(tmp_path / "d", "tgbn"))

    assert picture is not None
    assert [(one.partner, one.way) for one in picture.before] == [("p01", Way.GIVES), ("p02", Way.BOTH)]
    assert [(one.partner, one.way) for one in picture.after] == [("p00", Way.GETS), ("p03", Way.JOINS)]
    assert picture.ways == (Way.GIVES, Way.BOTH, Way.GETS, Way.JOINS)


def test_no_giver_stands_among_those_that_get(tmp_path: Path) -> None:
    givers, getters = (_picture(_made(tmp_path / ways, ways)) for ways in ("gggt", "gttt"))

    assert givers and getters
    assert (len(givers.before), len(givers.after)) == (3, 1)
    assert (len(getters.before), len(getters.after)) == (1, 3)


def test_one_partner_stands_on_one_side(tmp_path: Path) -> None:
    dataset = _made(tmp_path / "d", "b")
    picture = _picture(dataset)

    assert picture is not None
    assert (len(picture.before), picture.after) == (1, ())
    assert 'class="around one-sided"' in html_of(dataset, "t/a1")


def test_thirty_partners_are_counted(tmp_path: Path) -> None:
    dataset = _made(tmp_path / "d", "g" * 10 + "b" * 20)
    picture = _picture(dataset)

    assert picture is not None
    shown = [*picture.before, *picture.after]
    assert [(one.partner, one.way, one.count) for one in shown] == [("", "gives", 10), ("", "both", 20)]
    html = html_of(dataset, "t/a1")
    assert '<a href="#partners">20 mitra</a>' in html and 'id="partners"' in html


def test_without_partners_there_is_no_picture(tmp_path: Path) -> None:
    dataset = _made(tmp_path / "d", "")

    assert _picture(dataset) is None
    assert "picture-partners" not in html_of(dataset, "t/a1")


@pytest.mark.parametrize("wide", [360, 1280])
def test_arrows_touch_the_task_on_both_sides(wide: int, browser: Browser, served_site: Served) -> None:
    with page(browser, viewport={"width": wide, "height": 740}) as window:
        window.goto(f"{served_site.address}t/s1/")
        boxes = window.evaluate(
            """() => [".arrow", ".hub"].map((one) => document.querySelector(`.picture-partners ${one}`))
            .map((one) => one.getBoundingClientRect()).map(({left, right}) => [left, right])"""
        )
        assert abs(boxes[0][1] - boxes[1][0]) < 1
        assert boxes[1][1] <= wide


def test_the_words_of_arrows_are_there_for_screen_readers(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        window.goto(f"{served_site.address}en/t/s1/")
        figure = window.locator(".picture-partners")
        assert "gives and gets" in (figure.locator("li").first.text_content() or "")
        assert figure.locator("figcaption").is_visible()
        assert figure.bounding_box()["height"] < 260  # type: ignore[index]
