"""Who answers for a handbook: pages on contact, privacy and accessibility, and where they are told of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import Browser

from handbook.formats import long_date
from handbook.html.renderer import Renderer
from handbook.localised import Locale, locales
from handbook.model.addresses import Addresses
from handbook.model.overviews import STATEMENTS
from handbook.plaintext.llms import contents
from handbook.printing.book import imprint
from handbook.printing.document import Library
from handbook.site_address import is_placeholder
from handbook.source.labels import shipped
from handbook.source.load import Dataset, read
from handbook.source.translations import record_translations
from handbook.views.navigation import navigation
from handbook.views.on_devices import stored_on_devices
from handbook.views.responsible import body_of, contact_at
from handbook.views.web import Web
from tests.browser_kit import LANGUAGES, PHONE, Served, page
from tests.html_kit import Page, pages, split
from tests.places import LIBRARIES, LIBRARIES_DOCS
from tests.programme_copy import Copy

DATASET = read(LIBRARIES, LIBRARIES_DOCS)
EDITIONS = locales(DATASET)
ABOUT = EDITIONS["id"].about
assert ABOUT.responsible is not None
RESPONSIBLE = ABOUT.responsible
BLOCK = re.compile(r"  responsible:\n(    .*\n)+")

# Each sentence of the accessibility statement on what is tested, with the test that holds it true.
TESTED = {
    "rules": ("test_browser_accessibility", "test_no_page_has_a_barrier"),
    "keyboard": ("test_browser_keyboard", "test_every_link_of_a_page_gets_the_focus"),
    "focus": ("test_browser_keyboard", "test_the_focus_can_be_seen"),
    "large": ("test_browser_large_text", "test_no_page_is_wider_than_a_phone"),
    "narrow": ("test_browser_phone", "test_no_page_is_wider_than_the_screen"),
    "pdf": ("test_print_editions", "test_an_edition_is_accessible"),
}


def with_block(programme: Copy, block: str) -> Dataset:
    """The small programme with another block, or with none."""
    text = programme.file("programme.yaml").read_text(encoding="utf-8")
    programme.file("programme.yaml").write_text(BLOCK.sub(block, text), encoding="utf-8")
    return programme.read()


def rendered(dataset: Dataset, name: str, language: str = "en") -> Page:
    """One of the pages of a programme, before it is put into the frame of the site."""
    locale = locales(dataset)[language]
    return Page(f'<div lang="{language}">{Renderer(locale, dataset).page(name)}</div>')


def in_every_language() -> Iterator[tuple[str, Locale]]:
    yield from ((f"{code}/" if code != "id" else "", locale) for code, locale in EDITIONS.items())


def test_a_programme_that_names_nobody_has_none_of_the_pages(programme: Copy) -> None:
    dataset = with_block(programme, "")
    assert programme.problems() == []
    for locale in locales(dataset).values():
        assert set(STATEMENTS).isdisjoint(locale.addresses.overviews)
        assert not any(name in contents(Web(locale)) for name in ("/contact/", "/privacy/"))
        assert "Responsible" not in etree.tostring(imprint(Library(locale, {})), encoding="unicode")


def test_a_contact_is_enough_and_the_publisher_answers(programme: Copy) -> None:
    dataset = with_block(programme, '  responsible: {contact: "https://baca.test/tulis/"}\n')
    assert programme.problems() == []
    contact = rendered(dataset, "contact")
    assert [e.text for e in contact.all("dd")] == [ABOUT.publisher["en"], "baca.test/tulis"]
    assert "https://baca.test/tulis/" in [link.get("href") for link in contact.all("a")]
    accessibility, privacy = (rendered(dataset, name) for name in ("accessibility", "privacy"))
    labels = EDITIONS["en"].label
    for said in ("accessibility.no_limitations", "accessibility.not_assessed"):
        assert labels(said) in accessibility.text("en")
    assert "WCAG 2.2 AA" in accessibility.text("en")
    assert labels("privacy.host_unknown") in privacy.text("en")
    for told in (accessibility, privacy):
        assert ABOUT.publisher["en"] in told.text("en")
        assert "https://baca.test/tulis/" in [link.get("href") for link in told.all("a")]
        assert not told.all("span", class_="ground")


@pytest.mark.build
def test_the_pages_say_in_each_language_what_the_data_says(site: Path) -> None:
    for folder, locale in in_every_language():
        code = locale.language
        told = {name: Page.of(site / folder / name / "index.html") for name in STATEMENTS}
        words = {name: page.text(code) for name, page in told.items()}
        links = {name: [link.get("href") for link in page.all("a")] for name, page in told.items()}
        assert RESPONSIBLE.name and RESPONSIBLE.postal and RESPONSIBLE.security
        assert RESPONSIBLE.privacy.law and RESPONSIBLE.privacy.host
        given = RESPONSIBLE.accessibility
        assert given.method and given.assessed
        for text in (RESPONSIBLE.name, RESPONSIBLE.postal, ABOUT.publisher):
            assert text[code] in words["contact"]
        assert RESPONSIBLE.security in links["contact"]
        for text in (RESPONSIBLE.privacy.law, RESPONSIBLE.privacy.host):
            assert text[code] in words["privacy"]
        for text in (*given.limitations, given.method):
            assert text[code] in words["accessibility"]
        assert long_date(given.assessed, code) in words["accessibility"]
        assert given.standard in words["accessibility"]
        for name in STATEMENTS:
            assert RESPONSIBLE.contact in links[name]
            assert "sekretariat@jejaringbaca.test" in told[name].text("zxx")
            assert locale.label("responsible.placeholder") not in words[name]
            (title,) = told[name].all("h1")
            assert title.text == locale.label(f"overview.{name}")
        grounds = {name: len(page.all("span", class_="ground")) for name, page in told.items()}
        assert grounds == {"accessibility": 2, "privacy": 2, "contact": 0}


@pytest.mark.build
def test_the_foot_of_every_page_leads_to_them(site: Path) -> None:
    for address, shown in pages(site):
        code, _ = split(address, tuple(EDITIONS))
        names = [EDITIONS[code].label(f"overview.{name}") for name in STATEMENTS]
        foot = shown.elements.index(shown.all("footer", class_="hb-footer")[0])
        links = [element.text for element in shown.elements[foot:] if element.tag == "a"]
        assert [text for text in links if text in names] == names, address


def test_menu_contents_and_search_know_them() -> None:
    for locale in EDITIONS.values():
        (listed,) = [section for section in navigation(locale) if section.kind == "overviews"]
        titles = [link.title for link in listed.links]
        told = contents(Web(locale, "https://baca.test/"))
        for name in STATEMENTS:
            title = locale.label(f"overview.{name}")
            assert title in titles
            assert f"[{title}](https://baca.test/{'en/' if locale.language == 'en' else ''}{name}/)" in told


@pytest.mark.build
def test_sitemap_and_devices_have_them(site: Path) -> None:
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    kept = (site / "kept-files.json").read_text(encoding="utf-8")
    for name in STATEMENTS:
        assert f"/{name}/</loc>" in sitemap
        assert f'"{name}/"' in kept or f'"{name}/index.html"' in kept


def test_each_sentence_on_what_is_tested_has_its_test() -> None:
    told = {key.rpartition(".")[2] for key in shipped() if key.startswith("accessibility.test.")}
    assert told == set(TESTED)
    shown = rendered(DATASET, "accessibility").text("en")
    for name, (module, test) in TESTED.items():
        assert EDITIONS["en"].label(f"accessibility.test.{name}") in shown
        assert callable(getattr(import_module(f"tests.{module}"), test)), name


@pytest.mark.parametrize(
    ("address", "words", "reaches_nobody"),
    [
        ("https://example.org/kontak", "example.org/kontak", True),
        ("mailto:office@example.com", "office@example.com", True),
        ("mailto:kantor%2Bbuku@pokja.test?subject=x", "kantor+buku@pokja.test", False),
        ("https://pokja.test/kontak/", "pokja.test/kontak", False),
    ],
)
def test_a_contact_is_shown_as_it_is_typed(address: str, words: str, reaches_nobody: bool) -> None:
    contact = contact_at(address)
    assert (contact.words, contact.is_placeholder) == (words, reaches_nobody)
    assert is_placeholder(address) is reaches_nobody


def test_pages_say_that_a_placeholder_reaches_nobody_and_paper_leaves_it_out(programme: Copy) -> None:
    block = '  responsible: {contact: "mailto:a@example.org", security: "https://example.org/b"}\n'
    dataset = with_block(programme, block)
    said = EDITIONS["en"].label("responsible.placeholder")
    assert [rendered(dataset, name).text("en").count(said) for name in STATEMENTS] == [1, 1, 2]
    assert [problem.advice for problem in programme.problems()] == [True, True]
    lines = [e.text for e in imprint(Library(locales(dataset)["en"], {})).iter("p")]
    assert lines[-1] == f"Responsible body: {ABOUT.publisher['en']}"


def test_the_imprint_of_a_book_names_body_and_contact() -> None:
    for locale in EDITIONS.values():
        lines = [e.text for e in imprint(Library(locale, {})).iter("p")]
        assert lines[-2:] == [
            locale.label("print.responsible", body=body_of(locale)),
            locale.label("print.contact", address="sekretariat@jejaringbaca.test"),
        ]


def test_what_is_never_stored_is_not_listed() -> None:
    """A programme of one language, without stages and lists, that marks no grounds."""
    first = EDITIONS["id"].programme
    about = first.programme.model_copy(update={"languages": ("id",)})
    bare: dict[str, Any] = {section: {} for section in ("groups", "stages", "tasks", "roles", "documents")}
    bare["appearance"] = first.appearance.model_copy(update={"show_grounds": False})
    programme = first.model_copy(update={"programme": about, **bare})
    small = replace(EDITIONS["id"], programme=programme, addresses=Addresses(programme))
    assert [held.what for held in stored_on_devices(small)] == ["scheme", "keep", "texts"]


def test_a_stale_translation_is_told_on_them(programme: Copy) -> None:
    record_translations(programme.read())
    programme.change("programme.yaml", "Foto rak belum", "Gambar rak belum")
    dataset = programme.read()
    for name in STATEMENTS:
        assert rendered(dataset, name).all("aside", class_="notice-stale")


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
def test_links_at_the_foot_are_large_enough_to_tap(
    folder: str, browser: Browser, served_site: Served
) -> None:
    with page(browser, viewport=PHONE) as window:
        window.goto(f"{served_site.address}{folder}")
        links = window.locator(".hb-footer .hb-foot a")
        assert links.count() == len(STATEMENTS)
        for link in links.all():
            box = link.bounding_box()
            assert box and box["height"] >= 44 and box["width"] >= 44


@pytest.mark.build
def test_no_page_carries_a_script_for_tabs_which_none_may_hold(site: Path) -> None:
    texts = [file.read_text(encoding="utf-8") for file in site.rglob("index.html")]
    assert len(texts) > 50
    assert not any("__tabbed_" in text for text in texts)
