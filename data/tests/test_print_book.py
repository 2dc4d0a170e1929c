"""The book holds everything of the data, in the right language, and leads to it: contents, index, places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from own import DATASET, locales_of_site, names_spelled_out

from handbook.localised import Locale
from handbook.model.kinds import KINDS
from handbook.model.overviews import OVERVIEWS, chapter_of
from handbook.model.text import Text
from handbook.model.traverse import entries
from handbook.outputs.printed import FOLDER
from handbook.source.published_addresses import PUBLISHED, read_published
from handbook.views.portions import owner_of, portions_on
from handbook.views.reading_order import chapters
from tests.html_kit import Page
from tests.places import ROOT
from tests.print_kit import Bookmark, Printed, squeezed

assert DATASET.programme is not None
PROGRAMME = DATASET.programme
LANGUAGES = PROGRAMME.languages
PARALLEL = f"handbook.{'-'.join(LANGUAGES)}.pdf"
BOOKS = [f"handbook.{code}.pdf" for code in LANGUAGES]
every_language = pytest.mark.parametrize("code", LANGUAGES)
# What a page says of itself, or offers on a screen only.
_ON_SCREEN = {"cite-this-page"}


@cache
def opened(site: Path, name: str) -> Printed:
    return Printed(site / FOLDER / name)


def book(site: Path, code: str, kind: str = "") -> Printed:
    return opened(site, PARALLEL if kind == "parallel" else f"handbook.{code}{kind}.pdf")


def without_names(text: str, code: str) -> str:
    """Squeezed words without the names that print spells out."""
    for name in names_spelled_out(code):
        text = text.replace(squeezed(name), "")
    return text


def of_the_site_only() -> set[str]:
    """Addresses of pages that are of no use in a book; links to them show what to type."""
    addresses = locales_of_site()[LANGUAGES[0]].addresses
    apart = {section for section in (*KINDS, *OVERVIEWS) if chapter_of(section) is None}
    apart.remove("search")  # whose address in a book is that of its index
    records = {(s, key) for s in apart & set(KINDS) if KINDS[s].folder for key in getattr(PROGRAMME, s)}
    return {addresses.overviews[section] for section in apart & set(addresses.overviews)} | {
        addresses.of(section, key) for section, key in records
    }


@pytest.mark.parametrize("kind", ["", ".large", "parallel"])
@every_language
@pytest.mark.parametrize(
    "section", ["stages", "roles", "tasks", "terms", "partners", "documents", "topics", "questions"]
)
def test_every_text_of_every_record_is_in_the_book(section: str, code: str, kind: str, printed: Path) -> None:
    text = squeezed(book(printed, code, kind).text)
    text = re.sub(r"\((?:hlm\.|p\.)\d+\)", "", text)  # page numbers behind links
    locale = locales_of_site()[code]
    for address in of_the_site_only():
        text = text.replace(f"({squeezed(address)})", "")
    text = without_names(text, code)
    missing = []
    for key, record in getattr(PROGRAMME, section).items():
        for path, entry in entries(record, (section, key)):
            if (
                isinstance(entry, Text)
                and without_names(squeezed(locale.plain(entry, code)), code) not in text
            ):
                missing.append((path, locale.plain(entry, code)))
    assert missing == []


@pytest.mark.parametrize("name", [*BOOKS, "handbook.id-en.pdf"])
def test_stages_roles_tasks_and_chapters_are_bookmarked(name: str, printed: Path) -> None:
    opened_book = opened(printed, name)
    titles = [bookmark.title for bookmark in opened_book.bookmarks]
    locale = locales_of_site()[name.split(".")[1].split("-", maxsplit=1)[0]]
    for section in ("stages", "roles", "tasks", "partners", "documents"):
        for key, record in getattr(PROGRAMME, section).items():
            name_of = locale.text(record.name)
            assert [title for title in titles if name_of in title], (section, key)


@pytest.mark.parametrize("name", [*BOOKS, "handbook.id-en.pdf", "handbook.id.large.pdf"])
def test_bookmarks_lead_to_their_headings(name: str, printed: Path) -> None:
    pages = opened(printed, name)
    assert len(pages.bookmarks) > 100
    for bookmark in pages.bookmarks:
        assert squeezed(bookmark.title) in squeezed(pages.pages[bookmark.page - 1]), bookmark


@pytest.mark.parametrize("name", [*BOOKS, "handbook.id-en.pdf", "handbook.id.large.pdf"])
def test_every_published_address_is_a_destination(name: str, printed: Path) -> None:
    places = opened(printed, name).places
    published = [
        address for folder in ("data", "docs") for _, address in read_published(ROOT / folder / PUBLISHED)
    ]
    assert len(published) > 300
    locale = locales_of_site()[LANGUAGES[0]]
    lists = {owner_of(locale, address) for address in published}  # a book has no parts of lists
    wanted = {address for address in lists if address.partition("#")[0] not in of_the_site_only()}
    assert sorted(wanted - set(places)) == []


@every_language
def test_every_anchor_of_a_page_is_a_destination(code: str, printed: Path) -> None:
    places = book(printed, code).places
    locale = locales_of_site()[code]
    folder = printed if code == LANGUAGES[0] else printed / code
    result = 0
    for chapter in chapters(locale):
        for address in (chapter.address, *chapter.records):
            parts = [one.address for held in portions_on(locale, address).values() for one in held]
            pages = [Page.of(folder / place / "index.html") for place in (address, *parts)]
            for element in (element for page in pages for element in page.elements):
                anchor = element.get("id")
                if element.tag in ("h1", "h2", "h3", "dt") and anchor and anchor not in _ON_SCREEN:
                    result += 1
                    assert f"{address}#{anchor}" in places, (address, anchor)
                    assert f"{address}/{anchor}" in places or element.tag == "h1", (address, anchor)
    assert result > 700


@every_language
def test_a_destination_is_on_the_page_of_its_heading(code: str, printed: Path) -> None:
    pages = book(printed, code)
    locale = locales_of_site()[code]
    for section in (s for s, kind in KINDS.items() if kind.folder and kind.chapter is not None):
        for key, record in getattr(PROGRAMME, section).items():
            page = pages.places[locale.addresses.of(section, key)]
            assert squeezed(locale.text(record.name)) in squeezed(pages.pages[page - 1]), key
    for key, term in PROGRAMME.terms.items():
        page = pages.places[locale.addresses.of("terms", key)]
        assert squeezed(locale.text(term.name)) in squeezed(pages.pages[page - 1]), key


def contents_of(pages: Printed, title: str) -> tuple[int, int]:
    """First page of the table of contents, and the first page behind it."""
    first = next(
        i for i, words in enumerate(pages.pages, start=1) if words.startswith(title) or f" {title} " in words
    )
    return first, min(bookmark.page for bookmark in pages.bookmarks)


@every_language
def test_the_numbers_in_the_contents_are_the_real_ones(code: str, printed: Path) -> None:
    pages = book(printed, code)
    first, end = contents_of(pages, locales_of_site()[code].label("print.contents"))
    text = " ".join(pages.pages[first - 1 : end - 1])
    listed = [bookmark for bookmark in pages.bookmarks if bookmark.level <= 1 and _is_listed(bookmark, pages)]
    assert len(listed) > 50
    squeezed_contents = re.sub(r"[.\s]+", "", text)
    position = 0
    for bookmark in listed:
        wanted = re.sub(r"[.\s]+", "", f"{bookmark.title}{bookmark.page}")
        place = squeezed_contents.find(wanted, position)
        assert place >= 0, bookmark
        position = place + len(wanted)


def _is_listed(bookmark: Bookmark, pages: Printed) -> bool:
    """Whether the table of contents lists a heading as the title of a chapter or record."""
    locale = locales_of_site()[str(pages.pdf.Root.Lang)]
    names = {squeezed(page.title.replace(":", "")) for page in _titles(locale.language)}
    return squeezed(bookmark.title) in names


@cache
def _titles(code: str) -> list[Bookmark]:
    locale = locales_of_site()[code]
    result = []
    for chapter in chapters(locale):
        for address in (chapter.address, *chapter.records):
            resolved = locale.addresses.resolve(address)
            assert resolved is not None
            section, key = resolved
            name = locale.name(section, key)
            record = getattr(PROGRAMME, section, {}).get(key)
            abbreviation = getattr(record, "abbr", None)
            result.append(Bookmark(f"{abbreviation}{name}" if abbreviation else name, 0, 0))
    return result


@every_language
def test_the_numbers_in_the_index_are_the_real_ones(code: str, printed: Path) -> None:
    pages = book(printed, code)
    locale = locales_of_site()[code]
    start = pages.places[locale.addresses.overviews["search"]]
    result = squeezed(" ".join(pages.pages[start - 1 :]))
    for key, term in PROGRAMME.terms.items():
        own = pages.places[locale.addresses.of("terms", key)]
        name = locale.text(term.name)
        shown = squeezed(f"{term.abbr} ({name})" if term.abbr else name)
        assert f"{shown}–{own}" in result, key


def pages_with_pictures(locale: Locale, places: Mapping[str, int], site: Path) -> set[int]:
    """The numbers of the pages on which a record or chapter with a picture stands, and of openings."""
    starts = [a for chapter in chapters(locale) for a in (chapter.address, *chapter.records)]
    result = {places[chapter.address] for chapter in chapters(locale)}
    for address, following in pairwise((*starts, locale.addresses.overviews["search"])):
        if Page.of(site / address / "index.html").all("figure", class_="picture"):
            result |= set(range(places[address], places[following] + 1))
    return result


@every_language
def test_links_within_the_book_bear_the_number_of_their_page(code: str, printed: Path) -> None:
    """On each page the numbers behind links are those of the pages that its links lead to, and no others.

    Terms and sources need none: they stand in alphabetical order, and in that of their codes. Links in
    pictures have none either, so that on their pages only what is told is judged.
    """
    locale, pages = locales_of_site()[code], book(printed, code)
    label = re.escape(squeezed(locale.label("print.page", number="NUMBER"))).replace("NUMBER", r"(\d+)")
    by_order = tuple(f"{locale.addresses.overviews[kind]}#" for kind in ("terms", "sources"))
    first = pages.places[next(iter(chapters(locale))).address]
    last = pages.places[locale.addresses.overviews["search"]]
    pictured = pages_with_pictures(locale, pages.places, printed if code == LANGUAGES[0] else printed / code)
    counted = 0
    for number in range(
        first, last
    ):  # behind the contents and before the index, which have their own numbers
        told = {int(result) for result in re.findall(rf"\({label}\)", squeezed(pages.pages[number - 1]))}
        targets = set(pages.targets(number))
        needed = {pages.places[target] for target in targets if not target.startswith(by_order)}
        assert number in pictured or needed <= told, number
        assert told <= {pages.places[target] for target in targets}, number
        counted += len(told)
    assert counted > 300


@pytest.mark.parametrize("name", [*BOOKS, "handbook.id-en.pdf"])
def test_links_within_the_book_lead_to_destinations(name: str, printed: Path) -> None:
    pages = opened(printed, name)
    there = {page.objgen for page in pages.pdf.pages}
    inside = outside = 0
    for page in pages.pdf.pages:
        for annotation in page.get("/Annots", ()):
            action = annotation.get("/A")
            if action is not None and action.S == "/URI":
                outside += 1
                assert str(action.URI).startswith(("https://", "http://")), action.URI
                assert "inside.invalid" not in str(action.URI)
                continue
            inside += 1
            target = action.D if action is not None else annotation.Dest
            if isinstance(target, pikepdf.Array):
                assert target[0].objgen in there
            else:
                assert str(target) in pages.places
    assert inside > 500
    assert outside > 50


def test_external_addresses_stand_on_paper(printed: Path) -> None:
    """A link that leads outside is followed by its address, as a note or in the text."""
    pages = book(printed, "id")
    text = squeezed(pages.text)
    for page in pages.pdf.pages:
        for annotation in page.get("/Annots", ()):
            action = annotation.get("/A")
            if action is not None and action.S == "/URI":
                address = squeezed(str(action.URI))
                short = address.partition("://")[2].rstrip("/")
                assert address in text or short in text, address
