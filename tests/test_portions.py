"""No page grows with the programme: long lists have pages of their own, and former anchors lead there."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any
from urllib.parse import urljoin

import pytest

from handbook.html.renderer import Renderer
from handbook.html.search_index import Index, entries_of
from handbook.localised import locales
from handbook.model import entry_pages
from handbook.model.addresses import slug
from handbook.model.records import Term
from handbook.source.load import read
from handbook.views import portions
from handbook.views.portions import owner_of, portion_at, portions_on
from handbook.views.structured_data import structured_data
from handbook.views.web import Web
from tests.html_kit import Page
from tests.long_lists_kit import LANGUAGES, data_of, grown, overviews_and_portions, read_from
from tests.places import LIBRARIES, LIBRARIES_DOCS

CONTENT = 160_000  # bytes; the frame of a page, with its menu, is less than 40 kB
ENTRIES = ("terms", "questions", "sources", "changes")
every_language = pytest.mark.parametrize("code", LANGUAGES)


@pytest.fixture(scope="module")
def pages() -> dict[str, dict[str, str]]:
    """The overviews and portions of the grown programme, by language and address."""
    held = {code: grown().renderer(code) for code in LANGUAGES}
    return {code: {a: str(r.page(a)) for a in overviews_and_portions(r)} for code, r in held.items()}


def whole_ids(monkeypatch: pytest.MonkeyPatch, language: str) -> dict[str, list[str]]:
    """The anchors of every overview if no list were cut."""
    monkeypatch.setattr(portions, "_WHOLE", sys.maxsize)
    monkeypatch.setattr(entry_pages, "_WHOLE", sys.maxsize)
    dataset = grown().dataset
    renderer = Renderer(locales(dataset)[language], dataset, "https://example.org/")
    overviews = [address for address, page in renderer.pages.items() if page.is_overview]
    held = {address: Page(str(renderer.page(address))).elements for address in overviews}
    return {
        a: [one.get("id") for one in found if one.get("id") and one.tag != "input"]
        for a, found in held.items()
    }


def test_no_page_is_longer_than_a_poor_line_bears(pages: dict[str, dict[str, str]]) -> None:
    for code, held in pages.items():
        long = {address: len(html.encode()) for address, html in held.items() if len(html.encode()) > CONTENT}
        assert long == {}, code


def test_the_page_of_a_record_names_no_more_than_can_be_read() -> None:
    renderer = grown().renderer("id")
    for address in ("s/1", "s/26", "p/partner-1", "r/role-1", "t/t1"):
        html = str(renderer.page(address))
        assert len(html.encode()) < CONTENT / 2, address
        assert html.count('href="../../t/t') <= 150, address


def test_every_language_has_the_same_pages() -> None:
    first, *others = ([*grown().renderer(code).pages] for code in LANGUAGES)
    assert all(other == first for other in others)
    assert sum(address.startswith("terms/") for address in first) > 20


def test_what_a_small_programme_shows_is_not_cut() -> None:
    for locale in locales(read(LIBRARIES, LIBRARIES_DOCS)).values():
        assert portions.portions(locale) == {}
        assert locale.entry_pages() == {}


@every_language
def test_the_portions_of_a_list_hold_it_once_in_its_order(
    code: str, pages: dict[str, dict[str, str]]
) -> None:
    locale = grown().editions[code]
    found = [portion for lists in portions_on(locale, "t").values() for portion in lists]
    assert [key for portion in found for key in portion.keys] == list(locale.programme.tasks)
    for portion in found:
        links = [a.get("href") for a in Page(pages[code][portion.address]).all("a")]
        shown = [urljoin(f"/{portion.address}/", link).strip("/") for link in links]
        places = [shown.index(locale.addresses.of("tasks", key)) for key in portion.keys]
        assert places == sorted(places), portion.address
    for section in ENTRIES:
        pages_of_entries = portions_on(locale, locale.addresses.overviews[section])["entries"]
        keys = [key for portion in pages_of_entries for key in portion.keys]
        assert Counter(keys) == Counter(list(getattr(locale.programme, section)))


@every_language
@pytest.mark.parametrize("section", ENTRIES)
def test_the_address_of_an_entry_leads_to_it_in_one_step(
    code: str, section: str, pages: dict[str, dict[str, str]]
) -> None:
    locale = grown().editions[code]
    overview = locale.addresses.overviews[section]
    ways = {way.get("id"): way.get("href") for way in Page(pages[code][overview]).all("a") if way.get("id")}
    held = {address: set(Page(html).ids) for address, html in pages[code].items()}
    for key in getattr(locale.programme, section):
        page, _, anchor = urljoin(f"/{overview}/", ways[slug(key)]).strip("/").partition("#")
        assert anchor == slug(key) and anchor in held[page.strip("/")], key
        assert locale.placed(f"{overview}#{anchor}") == f"{page.strip('/')}#{anchor}"
        assert locale.permanent(f"{page.strip('/')}#{anchor}") == locale.addresses.of(section, key)
        assert owner_of(locale, f"{page.strip('/')}#{anchor}") == locale.addresses.of(section, key)


@every_language
def test_every_anchor_of_a_list_that_was_cut_is_still_known(
    code: str, pages: dict[str, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for address, before in whole_ids(monkeypatch, code).items():
        page = Page(pages[code][address])
        now = set(page.ids)
        led_on = {name for way in page.all("a") for name in way.get("data-anchors").split()}
        entries = now | led_on
        # Parts of an entry (`term-1-see`, `t-t1.cite`) stand where it stands.
        gone = [i for i in before if i not in entries and not any(_part_of(i, one) for one in entries)]
        assert gone == [], address
        for name in led_on:
            places = [w.get("href") for w in page.all("a") if name in w.get("data-anchors").split()]
            (place,) = [urljoin(f"/{address}/", link).strip("/") for link in places]
            assert name in Page(pages[code][place]).ids


def _part_of(anchor: str, entry: str) -> bool:
    return anchor.startswith((f"{entry}-", f"{entry}."))


def test_of_very_many_entries_the_page_has_the_anchors_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portions, "MOST_NAMED", 10)
    renderer = grown().renderer("id")
    page = Page(str(renderer.page("terms")))
    led_on = [name for way in page.all("a") for name in way.get("data-anchors").split()]
    assert sorted(led_on) == sorted(map(slug, grown().editions["id"].programme.terms))


@every_language
def test_links_lead_to_the_page_that_has_an_entry(code: str, pages: dict[str, dict[str, str]]) -> None:
    """A link within the handbook needs no step in between, from the letters of the glossary for example."""
    held = {address: set(Page(html).ids) for address, html in pages[code].items()}
    letters = [way for way in Page(pages[code]["terms/a"]).all("a") if "term-" in way.get("href")]
    assert len(letters) >= 26
    for way in letters:
        page, _, anchor = urljoin("/terms/a/", way.get("href")).strip("/").partition("#")
        assert anchor in held[page.strip("/")]


def test_neighbours_lead_through_all_portions_of_a_list() -> None:
    locale, renderer = grown().editions["id"], grown().renderer("id")
    (first, *rest) = portions_on(locale, "t")["group-one"]
    seen, page = [first.address], renderer.pages[first.address]
    assert page.previous is None
    while page.next:
        seen.append(page.next.address)
        page = renderer.pages[page.next.address]
    assert seen == [first.address, *(portion.address for portion in rest)]
    assert [step.address for step in page.trail] == ["t"]
    assert portion_at(locale, seen[-1]) == page.portion
    assert portion_at(locale, "t/group-one/99") is None


def test_search_finds_an_entry_on_its_page_and_no_list_twice(pages: dict[str, dict[str, str]]) -> None:
    locale = grown().editions["id"]
    index = Index(locale)
    for address, html in pages["id"].items():
        index.add(entries_of(locale, f"{address}/", html))
    told = list(zip(index.entries, index.found(), strict=True))
    terms = [entry for entry, found in told if found.kind == "terms"]
    assert len(terms) == len(locale.programme.terms)
    assert all(re.match(r"terms/[a-z](/\d)?/#term-\d+$", entry["location"]) for entry in terms)
    assert all(found.also for _, found in told if found.kind == "terms")
    assert not [entry for entry in index.entries if entry["location"].startswith("t/group-")]


def test_programs_are_told_of_the_entries_of_a_page_only() -> None:
    locale = grown().editions["id"]
    web = Web(locale, "https://example.org/")
    told: list[str] = []
    for address in ("terms", *(p.address for p in portions_on(locale, "terms")["entries"])):
        told += re.findall(r'"DefinedTerm","name":"([^"]+)"', structured_data(web, address, "", ""))
    assert Counter(told) == Counter(locale.text(term.name) for term in locale.programme.terms.values())


def test_terms_stand_under_letters_that_stay() -> None:
    """Four pages of letters become one for each letter; the addresses of the four stay."""
    few, many = grown().editions["id"], data_of()
    held = {page.unit for page in few.entry_pages()["terms"]}
    assert {"a", "g", "m", "s"} <= held
    alike = {**many["terms"]["term-1"], "name": {"id": "Air", "en": "Water"}}
    many["terms"] = {f"x-{number}": alike for number in range(130)}
    assert _units(many) == ["a", "a/2", "a/3", "g", "m", "s", "w", "w/2", "w/3"]


def _units(data: dict[str, Any], language: str = "id") -> list[str]:
    with TemporaryDirectory() as folder:
        locale = read_from(data, Path(folder)).editions[language]
    return [page.unit for page in locale.entry_pages()["terms"]]


@pytest.mark.parametrize(
    ("name", "letter"), [("Édas", "e"), ("“Zat”", "z"), ("3R", "0"), ("水", "other"), ("–", "other")]
)
def test_the_letter_of_a_term(name: str, letter: str) -> None:
    both = dict.fromkeys(LANGUAGES, name)
    term = Term.model_validate({"name": both, "definition": {**both, "ground": "editorial"}})
    assert entry_pages.letter_of(term, "id") == letter


def _work_and_room(times: int) -> tuple[int, int]:
    """How many calls it takes to render every page, and how many characters these have together.

    The calls of `relations`, which has its own tests, are left out.
    """
    held = grown(times)
    locale = locales(held.dataset)["id"]  # with nothing remembered
    renderer = Renderer(locale, held.dataset, "https://example.org/")
    count = size = 0

    def counting(frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        if event in ("call", "c_call") and not frame.f_code.co_filename.endswith("relations.py"):
            count += 1

    sys.setprofile(counting)
    try:
        for address in (*overviews_and_portions(renderer), "s/1", "p/partner-1", "r/role-1", "t/t1"):
            size += len(renderer.page(address))
    finally:
        sys.setprofile(None)
    return count, size


def test_twice_the_records_take_twice_the_work_and_room() -> None:
    once, twice = (_work_and_room(times) for times in (1, 2))
    assert twice[0] <= 2.2 * once[0]
    assert twice[1] <= 2.2 * once[1]
