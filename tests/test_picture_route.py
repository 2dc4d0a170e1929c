"""The route: every stage in its group, what is made in each, where the reader is, the way between groups."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from handbook.html.renderer import Renderer
from handbook.localised import locales
from handbook.resources import PICTURES
from handbook.source.load import Dataset, read
from handbook.views.pictures.route import Route, route
from tests.browser_kit import DESKTOP, LANGUAGES, PHONE, Served, page
from tests.picture_programme_kit import html_of, locale_of, programme, record
from tests.places import LIBRARIES


def _picture(dataset: Dataset, here: str | None = None) -> Route:
    picture = route(locale_of(dataset), here)
    assert picture is not None
    return picture


def _home(dataset: Dataset, language: str = "id") -> str:
    return str(Renderer(locale_of(dataset, language), dataset).part("home.html", ""))


@pytest.mark.parametrize(("stages", "groups"), [(1, 1), (3, 1), (6, 2), (12, 3), (13, 1), (60, 1), (60, 5)])
@pytest.mark.parametrize("language", ["id", "en", "qq"])
def test_every_stage_is_a_stop_in_order(tmp_path: Path, stages: int, groups: int, language: str) -> None:
    dataset = programme(tmp_path / "d", stages, groups, ("id", "en", "qq"))
    locale = locale_of(dataset, language)
    picture = route(locale)

    assert picture is not None
    stops = [stop for stretch in picture.stretches for stop in stretch.stops]
    assert [stop.stage for stop in stops] == [str(n) for n in range(1, stages + 1)]
    assert [stop.name for stop in stops] == [f"stage {n} {language}" for n in range(1, stages + 1)]
    links = re.findall(r'class="stop"[^>]* href="([^"]+)"', _home(dataset, language))
    assert links == [f"s/{n}/" for n in range(1, stages + 1)]


def test_a_programme_without_stages_has_none(tmp_path: Path) -> None:
    dataset = programme(tmp_path / "d", 0, 0)

    assert route(locale_of(dataset)) is None
    assert "picture-route" not in _home(dataset)


def test_the_way_between_groups_leads_to_what_changes(tmp_path: Path) -> None:
    one, three = programme(tmp_path / "one", 3, 1), programme(tmp_path / "three", 6, 3)

    assert [stretch.gate for stretch in _picture(one).stretches] == [None]
    gates = [stretch.gate and stretch.gate.address for stretch in _picture(three).stretches]
    overview = locale_of(three).addresses.overviews["transition"]
    assert gates == [f"{overview}#a-to-b", f"{overview}#b-to-c", None]
    for anchor in ("a-to-b", "b-to-c"):
        assert f'id="{anchor}"' in html_of(three, overview)


def test_what_comes_out_is_told_on_home_for_all_and_on_a_stage_for_it_alone(tmp_path: Path) -> None:
    documents = {
        "plan": record("plan", made_in="2"),
        "list": record("list", made_in="3"),
        "free": record("free"),
    }
    dataset = programme(tmp_path / "d", documents=documents)

    def made(picture: Route) -> list[tuple[str, ...]]:
        return [stop.made for stretch in picture.stretches for stop in stretch.stops]

    assert made(_picture(dataset)) == [(), ("plan",), ("list",)]
    assert made(_picture(dataset, "2")) == [(), ("plan",), ()]
    assert made(_picture(dataset, "1")) == [(), (), ()]
    assert 'class="made"' not in html_of(dataset, "s/1")
    assert '<a href="../../d/plan/">plan id</a></p>' in html_of(dataset, "s/2")


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_stage_says_in_words_where_the_reader_is(language: str) -> None:
    dataset = read(LIBRARIES)
    locale = locales(dataset)[language]
    for stage in locale.programme.stages:
        html = str(Renderer(locale, dataset).page(locale.addresses.of("stages", stage)))
        here = re.findall(
            r'aria-current="page"><b aria-hidden="true">(\w+)</b>.*?class="flag">([^<]+)<', html
        )
        assert here == [(stage, locale.label("route.here"))]
        assert html.index('class="lead"') < html.index("notice-today") < html.index("picture-route")
        assert html.index("picture-route") < html.index("<h2")


def test_a_long_route_is_folded_but_for_where_the_reader_is(tmp_path: Path) -> None:
    short, long = programme(tmp_path / "short", 12, 2), programme(tmp_path / "long", 60, 2)

    assert not any(stretch.folded for stretch in _picture(short, "3").stretches)
    stretches = _picture(long, "25").stretches
    assert [len(stretch.stops) for stretch in stretches] == [10] * 6
    assert all(stretch.folded for stretch in stretches)
    assert [stretch.opened for stretch in stretches] == [False, False, True, False, False, False]
    assert [bool(stretch.gate) for stretch in stretches] == [False, False, True, False, False, False]
    assert html_of(long, "s/25").count('<details class="stretch" open>') == 1
    assert _home(long).count('<details class="stretch">') == 6
    assert "group a id: tahap 21–30" in html_of(long, "s/25")


def test_it_costs_little_and_is_the_same_each_time(tmp_path: Path) -> None:
    dataset = programme(tmp_path / "d", 60, 5, documents={"plan": record("plan", made_in="2")})
    home = _home(dataset)
    assert home == _home(dataset)
    figure = home[home.index("<figure") : home.index("</figure>")]
    style = (PICTURES / "route.css").read_text(encoding="utf-8")
    assert len(gzip.compress((figure + style).encode())) < 6000


LONG = "Pertanggungjawabankelembagaanantarpemerintahdaerah"
WIDER = """() => [...document.querySelectorAll(".route *")]
  .filter(e => getComputedStyle(e).display !== "inline" && !e.closest(".hb-hidden"))
  .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.outerHTML.slice(0, 80))"""
NAMED = """name => {
  const held = document.querySelectorAll(".route :is(.stop > span, .made a, .gate a)");
  for (const e of held) e.textContent = name;
}"""
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.route .stop, .route .made, .route .gate')]
    .map(e => e.getBoundingClientRect()).filter(b => b.height);
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)).length;
}"""


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_words_neither_overlap_nor_run_over(width: int, browser: Browser, served_site: Served) -> None:
    with page(browser, viewport={"width": width, "height": 740}) as window:
        for address in ("", "s/2/"):
            window.goto(served_site.address + address, wait_until="load")
            for size in ("125%", "250%"):
                window.evaluate("size => document.documentElement.style.fontSize = size", size)
                for name in ("", LONG):
                    if name:
                        window.evaluate(NAMED, name)
                    assert window.evaluate(WIDER) == [], (address, size, name)
                    assert window.evaluate(OVERLAPS) == 0, (address, size, name)
                    if size == "125%":
                        assert window.evaluate("document.scrollingElement.scrollWidth") <= width


def test_groups_stand_side_by_side_where_there_is_room(browser: Browser, served_site: Served) -> None:
    stretches = "[...document.querySelectorAll('.route .stretch')]"
    places = f"{stretches}.map(e => Math.round(e.getBoundingClientRect().top))"
    for viewport, beside in ((PHONE, False), (DESKTOP, True)):
        with page(browser, viewport=viewport) as window:
            window.goto(f"{served_site.address}s/2/", wait_until="load")
            tops = window.evaluate(places)
            assert len(tops) > 1 and (tops[0] == tops[1]) is beside


def test_on_a_phone_it_is_short(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        for folder in LANGUAGES:
            window.goto(f"{served_site.address}{folder}s/2/", wait_until="load")
            assert window.locator(".picture-route").evaluate("e => e.offsetHeight") < 520
