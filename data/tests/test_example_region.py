"""The edition of the invented region in a browser: whose it is, its stage, its tasks, its names and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from example import LOCALES, NAMES, OURS, PROGRAMME, STAGE, TASK, UNTRANSLATED, label, site_of_example
from playwright.sync_api import Browser, Locator, Page, expect

from tests.axe_kit import violations_in_both_schemes
from tests.browser_kit import DESKTOP, PHONE, Served, Watcher, page, serve
from tests.hosting_kit import policy
from tests.html_kit import Page as Read
from tests.page_faults_kit import broken_links, targets
from tests.search_dialog_kit import open_dialog

pytestmark = pytest.mark.build

NARROW = {"width": 320, "height": 640}
NOTED = "t/a2/"
SHARED = "t/a1/"
OWN = {"home": "", "our Pokja": OURS, "local task": f"t/{TASK}/", "task with a note": NOTED, "stage": STAGE}
PARTNERS = {f"p/{key}/" for key in ("kepala-daerah", "lembaga-struktural")}
screens = pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
languages = pytest.mark.parametrize("code", NAMES)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site_of_example(tmp_path_factory)


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[Served]:
    """The edition, sent with the content security policy of deploy/."""
    with serve(site) as running:
        running.policy = policy()
        yield running


def folder(code: str) -> str:
    return "" if code == "id" else f"{code}/"


@contextmanager
def reading(browser: Browser, address: str, screen: dict[str, int] = PHONE) -> Iterator[Page]:
    """A page without errors of scripts, of what is asked for, or of what the policy forbids."""
    with page(browser, viewport=screen) as window:
        watcher = Watcher(window)
        window.goto(address)
        yield window
        assert watcher.errors == []


def language_of(words: Locator) -> str:
    return str(words.evaluate("element => element.closest('[lang]').lang"))


@screens
@languages
def test_home_opens_at_the_stage_of_the_region(
    code: str, screen: dict[str, int], browser: Browser, served: Served
) -> None:
    home, locale = f"{served.address}{folder(code)}", LOCALES[code]
    with reading(browser, home, screen) as window:
        card = window.locator(".hb-region-card")
        assert label("region.edition", code, place=NAMES[code]) in card.inner_text()
        assert label("region.example", code, place=NAMES[code]) in card.inner_text()
        assert card.locator("img").evaluate("image => image.complete && image.naturalWidth > 0")
        box, route = card.bounding_box(), window.locator(".route").first.bounding_box()
        assert box and route and box["y"] + box["height"] <= min(route["y"], screen["height"])
        links = card.locator("a").evaluate_all("all => all.map(a => a.href)")
        stage = f"{home}{STAGE}"
        parts = [f"{stage}#{anchor}" for anchor in ("first-month", "tasks", "checklist")]
        assert links == [stage, *parts, f"{home}t/{TASK}/", f"{home}{OURS}"]
        assert card.locator("a").first.inner_text() == locale.name("stages", PROGRAMME.region.stage)  # type: ignore[union-attr]
        marked = window.locator(".route [aria-current=true]")
        assert marked.evaluate_all("all => all.map(one => one.dataset.stage)") == [STAGE.rstrip("/")]
        assert label("reader.stage.ours", code) in marked.inner_text()
        card.locator("a").first.click()
        expect(window).to_have_url(stage)


def test_the_choice_of_a_stage_takes_no_room_before_one_is_chosen(browser: Browser, served: Served) -> None:
    with reading(browser, served.address) as window:
        place = window.locator(".hb-our-stage")
        assert place.evaluate("box => [box.offsetHeight, getComputedStyle(box).marginBottom]") == [0, "0px"]
        window.goto(f"{served.address}s/4/")
        window.locator(".hb-here").click()
        window.goto(served.address)
        expect(place.locator(".hb-chosen-stage")).to_be_visible()
        assert place.evaluate("box => getComputedStyle(box).borderTopWidth") == "1px"
        window.locator(".hb-undo").click()
        expect(place.locator("[role=status]")).to_be_visible()  # what happened is still said


@screens
@languages
def test_the_name_of_the_region_stands_above_shared_pages(
    code: str, screen: dict[str, int], browser: Browser, served: Served
) -> None:
    shared = f"{served.address}{folder(code)}{SHARED}"
    with reading(browser, shared, screen) as window:
        link = window.locator(".hb-region a")
        expect(link).to_have_text(NAMES[code])
        assert _bottom(link) <= _top(window.locator("h1"))
        link.click()
        expect(window).to_have_url(f"{served.address}{folder(code)}{OURS}")


@languages
def test_without_javascript_a_link_leads_to_the_region(code: str, browser: Browser, served: Served) -> None:
    with page(browser, viewport=PHONE, java_script_enabled=False) as window:
        window.goto(f"{served.address}{folder(code)}{SHARED}")
        link = window.locator(".hb-region a")
        expect(link).to_be_visible()
        expect(link).to_have_text(label("region.ours", code))
        link.click()
        expect(window).to_have_url(f"{served.address}{folder(code)}{OURS}")
        assert NAMES[code] in window.locator("h1").inner_text()


@screens
def test_a_local_task_says_whose_it_is_and_keeps_ticks(
    screen: dict[str, int], browser: Browser, served: Served
) -> None:
    task = PROGRAMME.local_tasks[TASK]
    with reading(browser, f"{served.address}t/{TASK}/", screen) as window:
        assert window.locator("h1 .code").inner_text() == TASK
        told = window.get_by_text(label("region.set_by", place=NAMES["id"]), exact=True)
        expect(told).to_be_visible()
        assert _bottom(told) < _top(window.locator("#steps"))
        boxes = window.locator("ol.steps .hb-box")
        expect(boxes).to_have_count(len(task.steps))
        for box in boxes.all():
            box.check()
        window.locator("ul.checklist .hb-box").nth(1).check()
        window.reload()
        all_boxes = window.locator(".hb-box")
        expect(all_boxes.last).to_be_checked()
        ticked = all_boxes.evaluate_all("all => all.map(box => box.checked)")
        assert ticked == [*(True for _ in task.steps), False, True]
        assert window.locator("#citation-text").text_content().startswith(f"{NAMES['id']}. ")  # type: ignore[union-attr]


@screens
def test_our_pokja_has_all_that_the_region_says(
    screen: dict[str, int], browser: Browser, served: Served
) -> None:
    region = PROGRAMME.region
    assert region is not None and region.decree is not None
    with reading(browser, f"{served.address}{OURS}", screen) as window:
        body = " ".join(window.locator("article").inner_text().split())
        decree = f"Nomor {region.decree.number} tanggal 2 Maret 2026 tentang {region.decree.title['id']}"
        agencies = [called["id"] for called in region.agencies.values()]
        stage = LOCALES["id"].name("stages", region.stage)
        for words in (decree, *agencies, stage, region.links[0].name["id"]):
            assert words in body
        links = window.locator("article a").evaluate_all("all => all.map(a => a.href)")
        tasks = [f"t/{key}/" for key in (TASK, UNTRANSLATED)]
        wanted = {f"{served.address}{path}" for path in (STAGE, NOTED, *tasks, *PARTNERS)}
        assert wanted | {region.links[0].address} <= set(links)
        window.locator(f"article a[href$='t/{TASK}/']").click()
        expect(window).to_have_url(f"{served.address}t/{TASK}/")


@pytest.mark.parametrize("place", [NOTED, *sorted(PARTNERS), STAGE])
def test_what_the_region_adds_is_marked_by_a_line_and_its_name(
    place: str, browser: Browser, served: Served
) -> None:
    with reading(browser, f"{served.address}{place}") as window:
        added = window.locator("article div.local")
        assert [NAMES["id"] in words for words in added.all_inner_texts()] == [True]
        assert added.evaluate("box => parseFloat(getComputedStyle(box).borderLeftWidth)") >= 3


def test_a_task_without_translation_says_so_and_shows_the_original(browser: Browser, served: Served) -> None:
    task = PROGRAMME.local_tasks[UNTRANSLATED]
    with reading(browser, f"{served.address}en/t/{UNTRANSLATED}/") as window:
        expect(window.get_by_text(label("region.untranslated", "en"), exact=True)).to_be_visible()
        step = task.steps[0]
        assert step.who and step.leaves
        told = [task.name, task.summary, step, step.who, step.leaves, task.evidence[0]]
        for words in told:
            shown = window.locator("article").get_by_text(words["id"], exact=True).locator("visible=true")
            assert [language_of(one) for one in shown.all()] == ["id"], words["id"]
        assert language_of(window.locator("#untranslated")) == "en"
    with reading(browser, f"{served.address}en/t/{TASK}/") as window:
        assert window.locator("#untranslated").count() == 0


@pytest.mark.parametrize(
    ("code", "query"), [("id", "tangki septik pasar"), ("id", TASK), ("en", "septic tanks"), ("en", TASK)]
)
def test_search_finds_a_local_task(code: str, query: str, browser: Browser, served: Served) -> None:
    home, wanted = f"{served.address}{folder(code)}", f"{folder(code)}t/{TASK}/"
    with reading(browser, f"{home}cari/?q={quote(query)}") as window:
        first = window.locator(".found h2 a").first
        expect(first).to_have_attribute("href", re.compile(re.escape(f"{wanted.removeprefix('en/')}")))
        first.click()
        expect(window).to_have_url(re.compile(rf"{re.escape(wanted)}(?:[?#]|$)"))
    with reading(browser, home, DESKTOP) as window:
        open_dialog(window, home, query)
        expect(window.locator(".md-search-result__link").first).to_have_attribute(
            "href", re.compile(re.escape(f"t/{TASK}/"))
        )


@pytest.mark.parametrize("screen", [NARROW, PHONE], ids=["320 px", "360 px"])
@languages
def test_no_page_scrolls_sideways(
    code: str, screen: dict[str, int], browser: Browser, served: Served
) -> None:
    places = [*OWN.values(), f"t/{UNTRANSLATED}/", *sorted(PARTNERS)]
    with reading(browser, f"{served.address}{folder(code)}", screen) as window:
        for place in places:
            window.goto(f"{served.address}{folder(code)}{place}")
            width = window.evaluate("document.scrollingElement.scrollWidth")
            assert width <= screen["width"], place


@pytest.mark.parametrize("place", OWN.values(), ids=OWN)
@screens
def test_own_pages_are_accessible(
    place: str, screen: dict[str, int], browser: Browser, served: Served
) -> None:
    with reading(browser, f"{served.address}{place}", screen) as window:
        assert violations_in_both_schemes(window) == []


def test_every_link_leads_somewhere_and_every_own_page_is_reached(site: Path) -> None:
    assert broken_links(site) == []
    for code in NAMES:
        start = folder(code)
        seen, waiting = {start}, [start]
        while waiting:
            place = waiting.pop()
            for target in targets(Read.of(site / place / "index.html")):
                path = unquote(urlsplit(urljoin(f"https://x/{place}", target)).path).lstrip("/")
                within = path.startswith("en/") == (code == "en")
                if within and path not in seen and (site / path / "index.html").is_file():
                    seen.add(path)
                    waiting.append(path)
        tasks = {f"{start}t/{key}/" for key in PROGRAMME.local_tasks}
        assert {f"{start}{OURS}", *tasks} <= seen


def _top(held: Locator) -> float:
    box = held.bounding_box()
    assert box is not None
    return box["y"]


def _bottom(held: Locator) -> float:
    box = held.bounding_box()
    assert box is not None
    return box["y"] + box["height"]
