"""A reader says in which stage the region is: home and navigation put it first, on this device only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from handbook.views.our_stage import stage_options
from tests.axe_kit import violations_in_both_schemes
from tests.browser_kit import DESKTOP, LANGUAGES, PHONE, Served, page, serve
from tests.reader_kit import (
    EDITIONS,
    FORBIDDEN,
    HANDBOOK,
    LISTS,
    ORIGINAL,
    STAGE,
    TICKS,
    forget_requests,
    go,
    kept,
    label,
    reading,
    record,
    store,
    stored,
)

OPTIONS = {code: stage_options(edition) for code, edition in EDITIONS.items()}
CHOSEN = OPTIONS[ORIGINAL][2]


def choose(window: Page, address: str) -> None:
    """Tap a stop of the home page's route; its page opens, and the home page again."""
    home = window.url
    stop(window, address).click()
    window.wait_for_url(lambda url: url.removesuffix("index.html").endswith(f"/{address}/"))
    window.goto(home, wait_until="load")


def stop(window: Page, address: str) -> Locator:
    return window.locator(f".route [data-stage='{address}']")


def row(window: Page) -> list[str]:
    """Words and target of the navigation's first row, where it is the reader's stage."""
    result: list[str] = window.evaluate(
        "(() => { const first = [...document.querySelector('.hb-nav > ul').children].find(e => !e.hidden);"
        " if (!first.matches('.hb-nav__ours')) return [];"
        " return [first.textContent.trim(), first.querySelector('a').href]; })()"
    )
    return result


@pytest.mark.parametrize(("language", "folder"), list(zip(EDITIONS, LANGUAGES, strict=True)))
def test_the_stage_chosen_on_the_home_page_comes_first_there_and_in_the_navigation(
    language: str, folder: str, browser: Browser, served_site: Served
) -> None:
    title = next(option.title for option in OPTIONS[language] if option.address == CHOSEN.address)
    root = served_site.address + folder
    with reading(browser, viewport=DESKTOP) as (window, watcher):
        go(window, root)
        names = window.locator(".route .stop > span").evaluate_all("all => all.map(e => e.textContent)")
        assert names == [option.title for option in OPTIONS[language]]
        assert row(window) == []
        expect(window.locator(".hb-choose b")).to_have_text(label("reader.stage.ask", language))
        assert window.locator(".route .flag").count() == 0
        stop(window, CHOSEN.address).click()
        window.wait_for_url(page_of_stage := f"{root}{CHOSEN.address}/")
        expect(window.locator(".hb-here")).to_have_attribute("aria-pressed", "true")
        assert stored(window, STAGE) == CHOSEN.address
        go(window, root)
        for _ in range(2):  # at once, and when the page is opened again
            links = window.locator(".hb-chosen a:visible").evaluate_all("all => all.map(e => e.href)")
            page_of_stage = f"{root}{CHOSEN.address}/"
            parts = [f"{page_of_stage}#{anchor}" for anchor in CHOSEN.parts]
            assert links == [page_of_stage, *parts, f"{root}board/"]
            assert window.locator(".hb-chosen-stage").inner_text() == title
            assert row(window) == [f"{label('reader.stage.ours', language)} {title}", page_of_stage]
            assert window.locator(".hb-choose").is_hidden()
            assert window.locator(".route [aria-current] .flag").all_inner_texts() == [
                label("reader.stage.ours", language)
            ]
            go(window, root)
        forget_requests(window, watcher)
        window.locator(".hb-undo").click()
        assert watcher.asked == []
        assert stored(window, STAGE) is None and row(window) == []
        assert window.locator(".route .flag, .route [aria-current]").count() == 0
        assert window.evaluate("document.activeElement.matches('.route .stop')")
        expect(window.locator(".hb-stage-status")).to_have_text(label("reader.stage.unset", language))


def test_once_chosen_a_tap_only_leads_to_the_stage(browser: Browser, served_site: Served) -> None:
    other = OPTIONS[ORIGINAL][0]
    with reading(browser, viewport=DESKTOP) as (window, _):
        go(window, served_site.address)
        choose(window, CHOSEN.address)
        choose(window, other.address)
        assert stored(window, STAGE) == CHOSEN.address


def test_a_tap_into_a_new_tab_marks_the_stage_here_too(browser: Browser, served_site: Served) -> None:
    with reading(browser, viewport=DESKTOP) as (window, _):
        go(window, served_site.address)
        stop(window, CHOSEN.address).click(modifiers=["ControlOrMeta"])
        expect(window.locator(".route .flag")).to_have_count(1)
        expect(window.locator(".hb-stage-status")).to_have_text(label("reader.stage.set"))


def test_it_holds_in_the_other_language_and_on_every_page(browser: Browser, served_site: Served) -> None:
    with reading(browser, viewport=DESKTOP) as (window, watcher):
        go(window, served_site.address)
        choose(window, CHOSEN.address)
        for folder in LANGUAGES:
            for address in ("", "t/l1/", "words/", "s/"):
                window.goto(f"{served_site.address}{folder}{address}")
                assert row(window)[1] == f"{served_site.address}{folder}{CHOSEN.address}/", address
        window.goto(f"{served_site.address}no/such/page/")
        assert row(window)[1] == f"{served_site.address}{CHOSEN.address}/"
        watcher.forget_errors()  # that there is no such page


def test_a_stages_page_offers_it_and_takes_it_back(browser: Browser, served_site: Served) -> None:
    with reading(browser, viewport=DESKTOP) as (window, watcher):
        go(window, f"{served_site.address}{CHOSEN.address}/")
        button = window.get_by_role("button", name=label("reader.stage.here"))
        expect(button).to_have_attribute("aria-pressed", "false")
        forget_requests(window, watcher)
        button.focus()
        window.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
        assert watcher.asked == []
        assert window.locator(".hb-nav__ours a").get_attribute("aria-current") == "page"
        go(window, f"{served_site.address}{OPTIONS[ORIGINAL][0].address}/")
        expect(button).to_have_attribute("aria-pressed", "false")
        assert window.locator(".hb-nav__ours a").get_attribute("aria-current") is None
        go(window, f"{served_site.address}en/{CHOSEN.address}/")
        there = window.get_by_role("button", name=label("reader.stage.here", "en"))
        expect(there).to_have_attribute("aria-pressed", "true")
        there.click()
        expect(there).to_have_attribute("aria-pressed", "false")
        assert stored(window, STAGE) is None and row(window) == []


def test_the_home_page_tells_how_far_the_stage_is(browser: Browser, served_site: Served) -> None:
    names = [name for name in LISTS if name.startswith(f"{CHOSEN.address}#")]
    every = sum(len(LISTS[name].versions) for name in names)
    versions = list(LISTS[names[0]].versions)
    with reading(browser) as (window, _):
        go(window, served_site.address)
        choose(window, CHOSEN.address)
        store(window, TICKS, kept({names[0]: record(versions, versions[:3])}))
        go(window, served_site.address)
        expect(window.locator(".hb-chosen-progress")).to_have_text(
            label("reader.ticks.count", done=3, all=every)
        )


@pytest.mark.parametrize("value", ["s/99", "<img src=x onerror=alert(1)>", "", "__proto__", "s/3 s/4"])
@pytest.mark.parametrize("address", ["", "s/1/"])
def test_a_stage_that_does_not_exist_is_removed_with_a_notice(
    address: str, value: str, browser: Browser, served_site: Served
) -> None:
    with reading(browser) as (window, _):
        go(window, f"{served_site.address}t/l1/")
        store(window, STAGE, value)
        go(window, f"{served_site.address}t/l1/")
        assert row(window) == []
        go(window, served_site.address + address)
        expect(window.locator(".hb-stage-status")).to_have_text(label("reader.stage.unknown"))
        assert stored(window, STAGE) is None and row(window) == []
        assert window.locator(".hb-chosen").is_hidden()


def test_where_storage_is_forbidden_the_choice_lasts_for_the_page(
    browser: Browser, served_site: Served
) -> None:
    with reading(browser, viewport=DESKTOP) as (window, _):
        window.add_init_script(FORBIDDEN)
        go(window, served_site.address)
        choose(window, CHOSEN.address)
        expect(window.locator(".hb-choose")).to_be_visible()
        go(window, f"{served_site.address}{CHOSEN.address}/")
        window.locator(".hb-here").click()
        expect(window.locator(".hb-stage-status")).to_have_text(label("reader.stage.unkept"))
        assert row(window) != []
        window.locator(".hb-here").click()
        assert row(window) == []


def test_another_handbook_on_the_host_has_a_choice_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser, site: Path, garden_site: Path
) -> None:
    both = tmp_path_factory.mktemp("host")
    (both / "one").symlink_to(site)
    (both / "two").symlink_to(garden_site)
    with serve(both) as host, reading(browser) as (window, _):
        go(window, f"{host.address}one/")
        choose(window, CHOSEN.address)
        go(window, f"{host.address}two/")
        assert row(window) == [] and window.locator(".hb-choose").is_visible()
        choose(window, str(window.locator(".route [data-stage]").first.get_attribute("data-stage")))
        window.locator(".hb-undo").click()
        go(window, f"{host.address}one/")
        assert stored(window, f"handbook.{HANDBOOK}.stage") == CHOSEN.address


def test_without_scripts_nothing_of_it_shows(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=DESKTOP, java_script_enabled=False) as window:
        for address in ("", f"{CHOSEN.address}/"):
            window.goto(served_site.address + address)
            assert window.locator(".hb-our-stage").count() == 1
            assert window.locator(".hb-our-stage:visible, .hb-nav__ours:visible").count() == 0
        window.goto(served_site.address)
        stop(window, CHOSEN.address).click()
        window.wait_for_url(f"**/{CHOSEN.address}/")


def test_from_a_disk_its_links_lead_to_files(browser: Browser, site: Path) -> None:
    with reading(browser, viewport=DESKTOP) as (window, _):
        window.goto((site / "index.html").as_uri(), wait_until="load")
        choose(window, CHOSEN.address)
        window.locator(".hb-chosen-stage").click()
        window.wait_for_url(f"**/{CHOSEN.address}/index.html")
        window.locator(".hb-nav__ours a").click()
        window.wait_for_url(f"**/{CHOSEN.address}/index.html")


SHIFT = """() => { globalThis.shift = 0; new PerformanceObserver(list => {
  for (const entry of list.getEntries()) globalThis.shift += entry.value;
}).observe({type: "layout-shift", buffered: true}); }"""


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_moves_while_a_page_loads(
    viewport: dict[str, int], browser: Browser, served_site: Served
) -> None:
    versions = list(LISTS[f"{CHOSEN.address}#checklist"].versions)
    with reading(browser, viewport=viewport) as (window, _):
        go(window, served_site.address)
        choose(window, CHOSEN.address)
        store(window, TICKS, kept({f"{CHOSEN.address}#checklist": record(versions, versions[:2])}))
        window.add_init_script(f"({SHIFT})()")
        shifts = {}
        for address in ("", f"{CHOSEN.address}/", "s/", "t/", "t/l1/"):
            go(window, served_site.address + address)
            window.wait_for_timeout(200)
            shifts[address] = window.evaluate("globalThis.shift")
        print(json.dumps(shifts))
        assert max(shifts.values()) < 0.01, shifts


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_state_of_it_has_a_barrier_or_is_too_wide(
    viewport: dict[str, int], browser: Browser, served_site: Served
) -> None:
    with reading(browser, viewport=viewport, color_scheme="light") as (window, _):
        go(window, served_site.address)
        store(window, STAGE, "s/gone")
        for address in ("", f"{CHOSEN.address}/"):
            go(window, served_site.address + address)
            assert violations_in_both_schemes(window) == [], address
            if address:
                window.locator(".hb-here").click()
            else:
                choose(window, CHOSEN.address)
            assert violations_in_both_schemes(window) == [], address
            assert window.evaluate("document.scrollingElement.scrollWidth") <= viewport["width"]
