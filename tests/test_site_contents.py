"""Every text of the data stands on its page, in every language, with its ground."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from handbook.localised import Locale, locales
from handbook.model.kinds import KINDS
from handbook.model.text import Grounded, Text
from handbook.model.traverse import entries, records
from handbook.source.load import read
from handbook.views.grounds import ground_sign, ground_words
from tests.html_kit import Page, pages, split
from tests.places import LIBRARIES, LIBRARIES_DOCS

DATASET = read(LIBRARIES, LIBRARIES_DOCS)
EDITIONS = locales(DATASET)
PROGRAMME = next(iter(EDITIONS.values())).programme
CODES = PROGRAMME.languages


def page_of(site: Path, code: str, address: str) -> Page:
    folder = site if code == CODES[0] else site / code
    return Page.of(folder / address.partition("#")[0] / "index.html")


def folded(text: str) -> str:
    return " ".join(text.split())


def items() -> list[tuple[str, str]]:
    """Section and key of every record that has an address."""
    return [(section, key) for section, key, _ in records(PROGRAMME)]


@pytest.mark.parametrize(("section", "key"), items())
def test_every_text_of_a_record_is_on_its_page(section: str, key: str, site: Path) -> None:
    record = getattr(PROGRAMME, section)[key]
    for code, locale in EDITIONS.items():
        shown = pages_of(site, code, section, key)
        for path, entry in entries(record, ("record",)):
            if isinstance(entry, Text):
                wanted = folded(locale.plain(entry, code))
                result = any(wanted in page.text(code) or wanted in folded(spoken(page)) for page in shown)
                assert result, (code, path, wanted)


def pages_of(site: Path, code: str, section: str, key: str) -> list[Page]:
    """Where a record is shown; what a group takes over from the one before stands on the page of changes."""
    addresses = EDITIONS[CODES[0]].addresses
    shown = [page_of(site, code, addresses.of(section, key))]
    if section == "groups":
        shown.append(page_of(site, code, addresses.overviews["transition"]))
    return shown


def spoken(page: Page) -> str:
    """All visible text, whatever its language: links and foreign phrases cut a sentence into pieces."""
    return page.all("body")[0].text


@pytest.mark.parametrize(("section", "key"), items())
def test_the_other_language_stands_beside_each_text(section: str, key: str, site: Path) -> None:
    record = getattr(PROGRAMME, section)[key]
    for code, locale in EDITIONS.items():
        assert locale.other is not None
        beside: set[str] = set()
        for page in pages_of(site, code, section, key):
            beside |= {e.text for e in page.all(class_="other") if e.get("lang") == locale.other}
            # Names of terms are read in both languages at once, without asking for the other.
            beside |= {e.text for e in page.all(class_="in-other")}
            assert {e.get("lang") for e in page.all(class_="other")} == {locale.other}
        for path, entry in entries(record, ("record",)):
            if isinstance(entry, Text) and not entry.same:
                assert folded(locale.plain(entry, locale.other)) in beside, (code, path)


def test_no_markup_is_left_in_the_text(site: Path) -> None:
    for address, page in pages(site):
        text = spoken(page)
        for shown in sorted((e.text for e in page.all("code")), key=len, reverse=True):
            text = text.replace(shown, "")  # shown to be copied, or as mark-up that a page explains
        left = re.findall(r"\[\[|\]\]|\]\{|\*\*|\]\(|\{\{|<!--", text)
        assert left == [], address


@pytest.mark.parametrize("code", CODES)
def test_every_task_is_two_clicks_from_home(code: str, site: Path) -> None:
    read_pages = dict(pages(site))
    start = "" if code == CODES[0] else code
    once = links(start, read_pages)
    twice = once.union(*(links(address, read_pages) for address in once & set(read_pages)))
    wanted = {f"{start}/{EDITIONS[code].addresses.of('tasks', key)}".strip("/") for key in PROGRAMME.tasks}
    assert wanted <= twice


def links(address: str, read_pages: dict[str, Page]) -> set[str]:
    base = f"https://example.org/{address}/" if address else "https://example.org/"
    targets = (urlsplit(urljoin(base, e.get("href"))) for e in read_pages[address].all("a"))
    return {target.path.strip("/") for target in targets if target.netloc == "example.org"}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("key", PROGRAMME.tasks)
def test_a_task_is_a_whole_card(key: str, code: str, site: Path) -> None:
    locale, task = EDITIONS[code], PROGRAMME.tasks[key]
    page = page_of(site, code, locale.addresses.of("tasks", key))
    assert page.all("h1")[0].text.startswith(f"{key} {locale.text(task.name)}")
    facts = page.all("dl", class_="facts")[0].text
    for other in task.counterpart:
        assert locale.name("tasks", other) in facts
    if not task.counterpart:
        assert locale.label("task.no_counterpart") in facts
    order = list(PROGRAMME.tasks)
    near = [order[i] for i in (order.index(key) - 1, order.index(key) + 1) if 0 <= i < len(order)]
    neighbours = page.all("nav", class_="neighbours")[0].text
    assert all(locale.name("tasks", other) in neighbours for other in near)
    (citation,) = page.all("p", id="citation-text")
    address = f"https://example.org/{'' if code == CODES[0] else code + '/'}t/{key.lower()}/"
    for part in (locale.name("tasks", key), locale.about.edition, locale.date, address):
        assert part in citation.text
    copied = [e.get("data-copy") for e in page.all("a", class_="copy")]
    assert copied == [address, citation.text]
    assert [e.get("href") for e in page.all("a", class_="copy")] == [address, "#citation-text"]


@pytest.mark.parametrize("code", CODES)
def test_grounds_are_told_in_words(code: str, site: Path) -> None:
    locale = EDITIONS[code]
    for section, key, record in records(PROGRAMME):
        if not KINDS[section].folder:
            continue
        page = page_of(site, code, locale.addresses.of(section, key))
        marks = [e.text for e in page.all("span", class_="ground")]
        for _, entry in entries(record, ("record",)):
            if isinstance(entry, Grounded) and entry.ground:
                words = ground_words(locale, entry)  # the usual ground of a page bears no sign
                assert {f"{ground_sign(locale, entry)}{words}", words} & set(marks), (section, key)


def test_the_standing_notice_is_on_every_page_of_a_record_that_has_none_of_its_own(site: Path) -> None:
    notice = PROGRAMME.programme.notice
    assert notice is not None
    for section, key, record in records(PROGRAMME):
        if KINDS[section].folder and not getattr(record, "today", ()):
            for code, locale in EDITIONS.items():
                page = page_of(site, code, locale.addresses.of(section, key))
                assert folded(locale.text(notice)) in spoken(page)


def test_only_translations_say_that_they_are_a_courtesy(site: Path) -> None:
    for address, page in pages(site):
        code, _ = split(address, CODES)
        edition: Locale = EDITIONS[code]
        words = edition.label("site.courtesy", original=edition.about.language_names[edition.original])
        assert (words in page.text(code)) == (code != CODES[0]), address


def test_names_with_commas_are_set_apart_by_semicolons(site: Path) -> None:
    locale = EDITIONS[CODES[0]]
    names = [locale.name("stages", key) for key in PROGRAMME.stages]
    assert any("," in name for name in names)
    partner = page_of(site, CODES[0], locale.addresses.of("partners", "kepala-desa"))
    assert "; ".join(names) in partner.all("dl", class_="facts")[0].text
    roles = page_of(site, CODES[0], locale.addresses.of("stages", "3"))
    assert "Penghubung, Pustakawan, Pendongeng, Pencatat" in roles.all("dl", class_="facts")[0].text
