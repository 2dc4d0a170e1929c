"""What stands in the search index: parts of pages, names, nothing that readers do not look for."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from handbook.html.search_entries import entries, plain
from handbook.html.search_parts import HEAD
from handbook.localised import locales
from handbook.source.load import read
from handbook.views.findable import Finder
from tests.html_kit import pages
from tests.places import LIBRARIES, LIBRARIES_DOCS
from tests.search_kit import Engine, index_of, parts

EDITIONS = locales(read(LIBRARIES, LIBRARIES_DOCS))


def test_a_page_is_cut_at_headings_and_terms_that_can_be_linked_to() -> None:
    content = (
        '<h1 id="page-title">Title</h1><p>Lead.</p><dl><dt>Label</dt><dd>Value</dd></dl>'
        '<h2 id="one">One<span class="other" lang="en"> First</span></h2><p>Text <em>in</em>side, a&amp;b</p>'
        '<h2 id="links" data-search-exclude>Links</h2><ul><li>Elsewhere</li></ul>'
        '<dl><dt id="s1">Term</dt><dd>Meaning</dd></dl>'
    )
    assert list(entries("t/", "Title", content)) == [
        {"location": "t/", "title": "Title", "text": "Lead. Label: Value"},
        {"location": "t/#one", "title": "One", "text": "Text inside, a&b", "other": "First"},
        {"location": "t/#s1", "title": "Term", "text": "Meaning"},
    ]


def test_labelled_links_are_left_out_and_what_follows_them_is_not() -> None:
    content = "<p>Lead</p><dl><dt data-search-exclude>Links</dt><dd>Elsewhere</dd></dl><p>After</p>"
    assert list(entries("t/", "T", content)) == [{"location": "t/", "title": "T", "text": "Lead · After"}]


def test_text_is_as_it_is_read_and_without_the_other_language() -> None:
    assert plain('<b>a</b> &lt;i&gt; <span class="other" lang="en">other</span>') == "a <i>"


def test_what_is_filled_in_after_the_build_is_left_out_and_what_stands_around_it_is_not() -> None:
    content = (
        "<p>Lead</p><ul><li>Book <!--printed:a.pdf-->English (not yet)<!--/printed--></li></ul>"
        '<!--pictures:tasks/B1--><p>None <em>yet</em></p><!--/pictures--><!--new-step--><h2 id="a">Old</h2>'
        "<!--/new-step--><p>After</p><!--edition:1--><a>Edition 1</a><!--/edition--><!-- a remark -->"
    )
    assert list(entries("d/", "D", content)) == [
        {"location": "d/", "title": "D", "text": "Lead Book After Edition 1"}
    ]


@pytest.mark.parametrize("code", EDITIONS)
def test_no_search_tells_that_something_is_not_there_yet(code: str, site: Path) -> None:
    folder = site if code == next(iter(EDITIONS)) else site / code
    placeholders = [EDITIONS[code].label(f"{family}.not_yet") for family in ("print", "materials")]
    found = {"search": " ".join(entry["text"] for entry in index_of(folder))}
    assert len(found["search"]) > 10_000
    for file in ("llms.txt", "llms-full.txt"):
        found[file] = (folder / file).read_text(encoding="utf-8")
    for name, text in found.items():
        assert [words for words in placeholders if words in text] == [], name


@pytest.mark.parametrize("folder", ["", "en"])
def test_every_entry_stands_at_its_address(folder: str, site: Path) -> None:
    held = {address: set(page.ids) for address, page in pages(site)}
    for entry in index_of(site / folder):
        page, _, anchor = entry["location"].partition("#")
        address = "/".join(part for part in (folder, page.strip("/")) if part)
        assert address in held, entry["location"]
        assert not anchor or anchor in held[address], entry["location"]


@pytest.mark.parametrize(("folder", "other"), [("", "en"), ("en", "id")])
def test_each_record_is_found_by_its_name_in_the_other_language(
    folder: str, other: str, site: Path, engine: Engine
) -> None:
    locale = locales(read(LIBRARIES, LIBRARIES_DOCS))[other]
    sections = {"tasks": "t", "stages": "s", "roles": "r", "documents": "d", "partners": "p"}
    names = {
        f"{prefix}/{key.lower()}/": locale.plain(record.name, other)
        for section, prefix in sections.items()
        for key, record in getattr(locale.programme, section).items()
    }
    engine.open(site / folder)
    found = engine.searches(list(names.values()))
    for address, answer in zip(names, found, strict=True):
        pages = [item["location"] for items in answer["items"][:3] for item in items]
        assert address in pages, (address, names[address])
    terms = [entry for entry in index_of(site / folder) if "words/#" in entry["location"]]
    assert len(terms) == len(locale.programme.terms)


@pytest.mark.parametrize("folder", ["", "en"])
def test_nothing_is_indexed_that_readers_do_not_look_for(folder: str, site: Path) -> None:
    for entry in index_of(site / folder):
        text = entry["title"] + entry["text"]
        assert not re.search(r"<[a-z/]", text), entry
        assert "{:" not in text and "¶" not in text, entry
    assert not any(entry["location"].startswith("look/") for entry in index_of(site / folder))


@pytest.mark.parametrize("folder", ["", "en"])
def test_what_is_written_is_all_that_is_needed_and_nothing_twice(folder: str, site: Path) -> None:
    held = parts(site / folder)
    head = held.pop(HEAD)
    of_texts, of_words = head["texts"]["parts"], head["parts"] + head["numbers"]["parts"]
    assert sorted(re.findall(".{12}", of_texts + of_words + head["lengths"]["parts"])) == sorted(held)
    empty = (site / folder / "search" / "search_index.js").read_text(encoding="utf-8")
    assert json.loads(empty.removeprefix("var __index = "))["docs"] == []
    assert len(list((site / folder / "search").iterdir())) == len(held) + 3


def test_a_term_names_the_record_that_is_the_same_thing() -> None:
    finder = Finder(locales(read(LIBRARIES, LIBRARIES_DOCS))["id"])
    partner = finder.at("p/perpustakaan")
    assert partner and "words#pud" in partner.same and "words#pud" not in partner.led_from
    task = finder.at("t/s1")
    assert task and "answers#mulai" in task.led_from
    assert task.names[0] == "S1" and task.kind == "tasks"


def test_what_is_not_of_the_data_has_no_names() -> None:
    finder = Finder(locales(read(LIBRARIES, LIBRARIES_DOCS))["id"])
    assert finder.at("t/s1#steps") is None
    prose = finder.at("cara-pakai")
    assert prose and prose.kind == "prose" and prose.names == ()
    matrix = finder.at("table")
    assert matrix and matrix.kind == "matrix" and matrix.also
