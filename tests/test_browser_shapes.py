"""Programmes of 1, 3, 10 and 60 stages on a phone: nothing sideways, no barrier, nothing loud."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe_kit import violations
from tests.browser_kit import PHONE, page, serve, switch
from tests.shapes_kit import SHAPES, Built, built

SIDEWAYS = """() => [...document.querySelectorAll(".picture, .picture *, .stacked > tbody *")].filter(e =>
  e.checkVisibility() && !e.closest("svg, .hb-hidden") && getComputedStyle(e).display !== "inline"
  && e.scrollWidth > e.clientWidth + 1).map(e => e.outerHTML.slice(0, 100))"""
FRAMED = """() => [...document.querySelectorAll(".ground")].filter(e => e.checkVisibility()
  && parseFloat(getComputedStyle(e).borderTopWidth) > 0).length"""
OPEN = "document.querySelectorAll('article details').forEach(e => { e.open = true })"


@contextmanager
def phone(browser: Browser, made: Built, **options: Any) -> Iterator[tuple[Page, str]]:
    """A phone, and the address at which the site of a programme is served to it."""
    with serve(made.site) as served, page(browser, viewport=PHONE, **options) as window:
        yield window, served.address


def every_kind(made: Built) -> dict[str, str]:
    """Addresses of pages of every kind, each with the picture that it has, or ""."""
    overviews = made.locale(made.shape.languages[0]).addresses.overviews
    others = ("progress", "downloads", "stages", "tasks", "partners", "sources", "terms")
    return {**{overviews[name]: "" for name in others}, "p/p1": "", "then": "", **made.with_pictures()}


def found(window: Page) -> dict[str, Any]:
    """What is wrong with the page that is open."""
    result: dict[str, Any] = {"framed": window.evaluate(FRAMED)}
    window.evaluate(OPEN)
    for size in ("125%", "250%"):
        window.evaluate("size => document.documentElement.style.fontSize = size", size)
        result[size] = window.evaluate("document.scrollingElement.scrollWidth") - PHONE["width"]
        result[f"inside, {size}"] = window.evaluate(SIDEWAYS)
    window.evaluate("document.documentElement.style.fontSize = ''")
    return {what: held for what, held in result.items() if held and (what != "framed" or held > 3)}


def test_pages_fit_a_phone_at_any_size_of_type_and_are_quiet(shaped: Built, browser: Browser) -> None:
    wrong = {}
    language = shaped.shape.languages[-1]
    with phone(browser, shaped) as (window, site):
        for address, picture in every_kind(shaped).items():
            window.goto(site + shaped.page(address, language))
            for drawn in window.locator(f"figure.picture-{picture}").all() if picture else ():
                box = drawn.bounding_box()
                assert box and box["width"] <= PHONE["width"] and box["height"] > 60, address
            if result := found(window):
                wrong[address] = result
    assert wrong == {}


def test_no_kind_of_page_has_a_barrier(shaped: Built, browser: Browser) -> None:
    result = {}
    language = shaped.shape.languages[-1]
    kinds = every_kind(shaped) if shaped.shape.stages > 12 else shaped.with_pictures()
    known = (f"s/{shaped.shape.stages}", f"t/{shaped.last}2", "r/one")  # as others of their kind
    with phone(browser, shaped, color_scheme="light") as (window, site):
        for address in kinds if shaped.shape.stages == 1 else kinds.keys() - set(known):
            window.goto(site + shaped.page(address, language))
            result[address] = violations(window)
    assert {address: lines for address, lines in result.items() if lines} == {}


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Three stages in one group, in three languages."""
    return built(tmp_path_factory, SHAPES[1])


def test_home_fits_two_screens(three: Built, browser: Browser) -> None:
    with phone(browser, three) as (window, site):
        for language in three.shape.languages:
            window.goto(site + three.page("", language))
            doors = window.locator("article .doors").last.bounding_box()
            assert doors and doors["y"] + doors["height"] <= 2 * PHONE["height"]
            route = window.locator(".picture-route").bounding_box()
            assert route and route["y"] + route["height"] <= PHONE["height"]


def test_parts_of_a_page_are_a_closed_list_and_its_tail_is_folded(three: Built, browser: Browser) -> None:
    with phone(browser, three) as (window, site):
        window.goto(f"{site}t/a1/")
        parts = window.locator(".hb-contents")
        assert parts.locator("summary").is_visible() and parts.locator("a").first.is_hidden()
        parts.locator("summary").click()
        parts.locator("a[href$='#evidence']").click()
        assert window.evaluate("scrollY") > 0
        assert 0 <= window.evaluate("document.querySelector('#evidence').getBoundingClientRect().top") < 600
        tails = window.locator("details.tail")
        assert tails.count() and window.locator("details.tail[open]").count() == 0
        assert window.locator("#citation-text").is_hidden()


def test_what_is_folded_is_on_paper_and_opens_without_scripts(three: Built, browser: Browser) -> None:
    with phone(browser, three, java_script_enabled=False) as (window, site):
        window.goto(f"{site}s/1/")
        assert window.locator("#citation-text").is_hidden()
        window.emulate_media(media="print")
        assert window.locator("#citation-text").is_visible()
        window.emulate_media(media="screen")
        for fold in ("details.more", "#cite-this-page"):
            window.locator(f"{fold} > summary").click()
        assert window.locator("#citation-text").is_visible()
        assert window.get_by_text("More of it en").is_visible()


def test_one_switch_tells_in_words_what_every_statement_rests_on(three: Built, browser: Browser) -> None:
    with phone(browser, three) as (window, site):
        for language in three.shape.languages:
            window.goto(site + three.page("t/a1", language))
            switch(window, "all-grounds", on=True)
            label = three.locale(language).label
            words = window.locator(".record #evidence ~ ul .ground, .record .usual").all_inner_texts()
            assert any(label("ground.editorial") in text for text in words)
            signed = window.locator(".notice-today > p .ground").first
            assert "S1" in signed.inner_text() and label("ground.reference") in signed.inner_text()
            switch(window, "all-grounds", on=False)


MIRRORED = """() => {
  const box = name => document.querySelector(name).getBoundingClientRect();
  const style = (name, part) => getComputedStyle(document.querySelector(name), part);
  return {
    "numbers stand before the names": box(".route .stop b").left > box(".route .stop span").left,
    "words of folds leave room for the sign": parseFloat(style(".hb-contents summary").paddingRight) > 15,
    "the sign of folds points to the words": style(".hb-contents summary", "::before").scale,
  };
}"""
ARROWS = """() => [".picture-partners .arrow", ".picture-partners .sign"].map((name) => {
  const {transform, scale} = getComputedStyle(document.querySelector(name));
  return transform.startsWith("matrix(-1,") || scale.startsWith("-1 ");
})"""


def test_from_right_to_left_pictures_and_folds_are_mirrored(three: Built, browser: Browser) -> None:
    with phone(browser, three) as (window, site):
        shown = {}
        for language in ("en", "ar"):
            window.goto(site + three.page("s/2", language))
            shown[language] = tuple(window.evaluate(MIRRORED).values())
            window.goto(site + three.page("t/a1", language))
            arrows = window.evaluate(ARROWS)
            hub, partner = (
                window.locator(f".picture-partners {e}").first.bounding_box() for e in (".hub", "li a")
            )
            assert hub and partner
            shown[language] += (*arrows, hub["x"] < partner["x"])
        assert shown == {
            "en": (False, False, "none", False, False, False),
            "ar": (True, True, "-1 1", True, True, True),
        }


FORCED = """() => {
  const back = getComputedStyle(document.body).backgroundColor;
  const seen = (name, what, part) => {
    const found = document.querySelector(name);
    return !found || ![back, "rgba(0, 0, 0, 0)", "none"].includes(getComputedStyle(found, part)[what]);
  };
  return {
    way: seen(".route ol > li", "borderInlineStartColor", "::before"),
    here: seen(".route [aria-current] b", "borderTopColor"),
    flag: seen(".route .flag", "borderTopColor"),
    lines: seen(".gutter line, .gutter path", "stroke"),
    arrow: seen(".picture-partners .arrow line", "stroke"),
    mainly: seen(".strip .mainly", "borderTopColor"),
    band: seen(".band-leaves", "borderInlineEndColor"),
  };
}"""


def test_lines_and_marks_of_pictures_stay_in_forced_colours(shaped: Built, browser: Browser) -> None:
    with phone(browser, shaped, forced_colors="active") as (window, site):
        for address in shaped.with_pictures():
            window.goto(site + shaped.page(address, shaped.shape.languages[0]))
            shown = window.evaluate(FORCED)
            assert [name for name, seen in shown.items() if not seen] == [], address


def test_the_board_counts_in_every_language(three: Built, browser: Browser) -> None:
    with phone(browser, three) as (window, site):
        board = three.locale("en").addresses.overviews["progress"]
        window.goto(f"{site}t/a1/")
        window.locator("[data-ticks='t/a1#steps'] > li > input").first.check()
        for language in three.shape.languages:
            label = three.locale(language).label
            window.goto(site + three.page(board, language))
            row = window.locator(".hb-rows > li[data-address='t/a1'] .hb-figure")
            expect(row).to_have_text(label("reader.ticks.count", done=1, all=6))
            expect(window.locator(".hb-next li").first).to_have_text(f"step 2 {language}")
