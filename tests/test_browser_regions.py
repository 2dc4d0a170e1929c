"""The index of all editions in a browser: filter, keyboard, phones, dark scheme, paper, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe_kit import violations
from tests.browser_kit import DESKTOP, LANGUAGES, PHONE, Served, Watcher, page, serve, wait_for
from tests.regions_kit import LOCALES, STAGES, WHOLE, edition, whole_country, written
from tests.target_kit import small_targets

EDITIONS = [*whole_country(), edition("99.71", "Rekaan", "Rekaan", example=True)]
ALL = len(EDITIONS)
ROWS = "[data-province] li:visible"
TOP_OF_LIST = "document.querySelector('[data-province]').getBoundingClientRect().top"
LABEL = LOCALES["id"].label


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The index of 514 editions and an invented one."""
    out = tmp_path_factory.mktemp("regions") / "out"
    written(out, EDITIONS)
    with serve(out) as running:
        yield running


def ready(window: Page, address: str) -> Watcher:
    watcher = Watcher(window)
    window.goto(address)
    expect(window.locator(".filter")).to_be_visible()
    return watcher


def codes(window: Page) -> list[str]:
    return window.locator(f"{ROWS} small").all_inner_texts()


def asked(window: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(window.url).query)


def status(window: Page) -> str:
    return window.locator("[role=status]").inner_text()


ONE = next(one for one in EDITIONS if "dí" in one.names["id"].lower())
BARE = ONE.names["id"].replace("í", "i").replace("Dí", "Di")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (BARE.upper(), [ONE.code]),
        (f"  {' '.join(reversed(BARE.split()))} ", [ONE.code]),
        (ONE.code, [ONE.code]),
        (ONE.names["en"], [ONE.code]),
        (f"{BARE} {ONE.province['en']}", [ONE.code]),
        (ONE.province["id"], [one.code for one in EDITIONS if one.province == ONE.province]),
        ("kota rekaan", ["99.71"]),
        (f"{BARE} rekaan", []),
        ("tahap", []),
        ("", [one.code for one in EDITIONS]),
    ],
)
def test_typing_finds_editions(typed: str, found: list[str], browser: Browser, served: Served) -> None:
    with page(browser, viewport=DESKTOP) as window:
        watcher = ready(window, served.address)
        window.locator("#q").press_sequentially(typed)
        assert sorted(codes(window)) == sorted(found)
        visible = window.locator("[data-province]:visible")
        assert visible.count() == len({code.partition(".")[0] for code in found})
        if found and len(found) < ALL:
            assert status(window) == LABEL("regions.shown", shown=len(found), all=ALL)
        else:
            assert status(window) == (
                LABEL("regions.count", count=ALL) if found else LABEL("regions.nothing")
            )
        assert watcher.errors == []


def test_stages_and_provinces_are_chosen_and_stand_in_the_address(browser: Browser, served: Served) -> None:
    stage, province = STAGES[1], EDITIONS[0].province["id"]
    there = [one for one in EDITIONS if one.province["id"] == province]
    both = sorted(one.code for one in there if one.stage == stage)
    assert 0 < len(both) < len(there)
    with page(browser, viewport=PHONE) as window:
        ready(window, served.address)
        window.locator("#stage").select_option(stage)
        assert sorted(codes(window)) == sorted(one.code for one in EDITIONS if one.stage == stage)
        window.locator("#province").select_option(label=province)
        assert codes(window) == both
        assert window.locator("[data-province]:visible h3 small").inner_text() == LABEL(
            "regions.part", shown=len(both), all=len(there)
        )
        window.locator("#q").fill("a & b")
        window.locator("#q").fill(both[0])
        wait_for(window, f"location.search.includes('{both[0]}')")
        assert asked(window)["q"] == [both[0]] and asked(window)["stage"] == [stage]
        link = window.url
        window.locator("button[type=reset]").click()
        expect(window.locator(ROWS)).to_have_count(ALL)
        wait_for(window, "location.search === ''")

        watcher = ready(window, link)
        assert codes(window) == both[:1]
        assert window.locator("#q").input_value() == both[0]
        window.locator(".hb-languages a[lang=en]").click()
        expect(window.locator("html")).to_have_attribute("lang", "en")
        expect(window.locator(".filter")).to_be_visible()
        assert codes(window) == both[:1]
        assert window.locator("#stage").input_value() == stage
        assert watcher.errors == []


def test_an_address_with_unknown_choices_shows_everything(browser: Browser, served: Served) -> None:
    with page(browser) as window:
        watcher = ready(window, f"{served.address}?stage=none&province=none&other=1")
        assert len(codes(window)) == ALL
        chosen = "['stage', 'province'].map(name => document.getElementById(name).selectedIndex)"
        assert window.evaluate(chosen) == [0, 0]
        assert watcher.errors == []


def test_all_is_done_by_keyboard(browser: Browser, served: Served) -> None:
    focused = "document.activeElement.id || document.activeElement.type || document.activeElement.className"
    with page(browser, viewport=DESKTOP) as window:
        watcher = ready(window, served.address)
        window.keyboard.press("Tab")
        assert window.evaluate(focused) == "skip"
        assert window.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
        window.keyboard.press("Enter")
        seen = []
        for _ in range(5):
            window.keyboard.press("Tab")
            seen.append(window.evaluate(focused))
        assert seen[1:] == ["q", "province", "stage", "reset"]
        for _ in range(3):
            window.keyboard.press("Shift+Tab")
        window.keyboard.type(ONE.code)
        window.keyboard.press("Enter")  # sends nothing
        wait_for(window, f"location.search === '?q={ONE.code}'")
        assert codes(window) == [ONE.code]
        for _ in range(4):
            window.keyboard.press("Tab")
        assert window.evaluate("document.activeElement.getAttribute('href')") == ONE.link
        window.keyboard.press("Shift+Tab")
        window.keyboard.press("Enter")
        expect(window.locator(ROWS)).to_have_count(ALL)
        assert window.evaluate(focused) == "reset"
        assert watcher.errors == []


def test_a_chart_leads_to_its_province_even_if_that_was_filtered_out(
    browser: Browser, served: Served
) -> None:
    with page(browser, viewport=PHONE) as window:
        ready(window, f"{served.address}?q=rekaan")
        window.locator(".charts a").first.click()
        expect(window.locator(ROWS)).to_have_count(ALL)
        expect(window.locator("[data-province] h3").first).to_be_in_viewport()
        window.locator("#stage").select_option(STAGES[0])
        shown = codes(window)
        window.locator(".charts a").first.click()
        assert codes(window) == shown  # some of the province is there: the filter stays
        assert len(shown) < ALL


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_page_has_a_barrier(size: dict[str, int], folder: str, browser: Browser, served: Served) -> None:
    with page(browser, viewport=size, color_scheme="light") as window:
        ready(window, f"{served.address}{folder}")
        window.locator("summary").click()
        found = {"light": violations(window)}
        window.emulate_media(color_scheme="dark")
        found["dark"] = violations(window)
        window.locator("#q").fill("rekaan")
        found["filtered"] = violations(window)
        window.emulate_media(media="print")
        found["paper"] = violations(window, without=["target-size"])
        assert {name: lines for name, lines in found.items() if lines} == {}


def test_the_dark_scheme_is_that_of_the_device(browser: Browser, served: Served) -> None:
    colours = {}
    for scheme in ("light", "dark"):
        with page(browser, color_scheme=scheme) as window:
            ready(window, served.address)
            colours[scheme] = window.evaluate("getComputedStyle(document.body).backgroundColor")
    known = LOCALES["id"].programme.appearance.colours.page
    wanted = {"light": known.light, "dark": known.dark}
    numbers = {name: tuple(bytes.fromhex(colour[1:])) for name, colour in wanted.items()}
    assert colours == {name: f"rgb{each}" for name, each in numbers.items()}


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_scrolls_sideways(width: int, folder: str, browser: Browser, served: Served) -> None:
    with page(browser, viewport={"width": width, "height": 740}) as window:
        ready(window, f"{served.address}{folder}")
        window.locator("summary").click()
        assert window.evaluate("document.documentElement.scrollWidth") == width


def test_what_is_tapped_is_large(browser: Browser, served: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        ready(window, f"{served.address}?q=rekaan")
        assert small_targets(window) == []


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_without_scripts_the_whole_list_is_there(folder: str, browser: Browser, served: Served) -> None:
    with page(browser, viewport=PHONE, java_script_enabled=False) as window:
        window.goto(f"{served.address}{folder}?q=rekaan")
        assert window.locator(ROWS).count() == ALL == WHOLE + 1
        assert window.locator(".filter").bounding_box() is None
        assert window.locator("svg[role=img]:visible").count() == 39


def test_the_list_does_not_move_when_the_script_comes(browser: Browser, served: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        window.route("**/*.js", lambda route: route.abort())
        window.goto(served.address)
        assert not window.locator(".filter").is_visible()
        before = window.evaluate(TOP_OF_LIST)
        window.unroute("**/*.js")
        ready(window, served.address)
        assert window.evaluate(TOP_OF_LIST) == before > 400


def test_it_works_from_a_disk(browser: Browser, tmp_path: Path) -> None:
    written(tmp_path, EDITIONS[:40])
    with page(browser) as window:
        watcher = ready(window, (tmp_path / "index.html").as_uri())
        window.locator("#q").fill(EDITIONS[0].code)
        wait_for(window, "location.search.length > 3")
        assert codes(window) == [EDITIONS[0].code]
        window.locator(".hb-languages a[lang=en]").click()
        expect(window.locator("html")).to_have_attribute("lang", "en")
        expect(window.locator(".filter")).to_be_visible()
        assert codes(window) == [EDITIONS[0].code]
        assert watcher.errors == []


def test_paper_shows_what_is_listed_and_no_controls(browser: Browser, served: Served) -> None:
    with page(browser) as window:
        ready(window, f"{served.address}?q=rekaan")
        window.emulate_media(media="print")
        assert not window.locator(".filter").is_visible()
        assert codes(window) == ["99.71"]
        assert window.locator("svg[role=img]").first.is_visible()
