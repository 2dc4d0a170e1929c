"""Every record has one address, the same in every language, and links lead there from anywhere."""

from __future__ import annotations

import posixpath

import pytest

from handbook.model.addresses import Addresses, href
from handbook.model.traverse import records
from handbook.source.load import load
from handbook.source.published_addresses import read_published, record_published
from handbook.source.translations import record_translations
from tests.places import LIBRARIES
from tests.programme_copy import Copy

ADDRESSES = Addresses(load(LIBRARIES), prose=("", "about", "guide/first"))

EXPECTED = {
    "": ("prose", ""),
    "about": ("prose", "about"),
    "guide/first": ("prose", "guide/first"),
    "s": ("stages", ""),
    "s/1": ("stages", "1"),
    "r/perintis": ("roles", "perintis"),
    "t/s1": ("tasks", "S1"),
    "d/buku-induk": ("documents", "buku-induk"),
    "p/kepala-desa": ("partners", "kepala-desa"),
    "gerakan": ("topics", "gerakan"),
    "words": ("terms", ""),
    "words#nib": ("terms", "nib"),
    "sources": ("sources", ""),
    "sources#panduan": ("sources", "panduan"),
    "answers": ("questions", ""),
    "answers#mulai": ("questions", "mulai"),
    "table": ("matrix", ""),
    "table#siap": ("groups", "siap"),
    "change": ("transition", ""),
}


@pytest.mark.parametrize("address", EXPECTED)
def test_an_address_leads_to_its_record(address: str) -> None:
    assert ADDRESSES.by_address[address] == EXPECTED[address]
    assert ADDRESSES.resolve(address) == EXPECTED[address]


def test_every_record_has_an_address_of_its_own() -> None:
    every = [(section, key) for section, key, _ in records(ADDRESSES.programme)]
    of = [ADDRESSES.of(section, key) for section, key in every]

    assert len(set(of)) == len(every)
    assert [ADDRESSES.by_address[address] for address in of] == every
    assert len(ADDRESSES.by_address) == len(every) + len(ADDRESSES.overviews) + len(ADDRESSES.prose)


@pytest.mark.parametrize("target", ["t/s1", "/t/s1/", " t/s1 ", "t/s1/"])
def test_a_page_may_be_named_with_slashes(target: str) -> None:
    assert ADDRESSES.resolve(target) == ("tasks", "S1")


@pytest.mark.parametrize("target", ["words/nib", "words#nib", "/words/#nib", "words/#nib", "/words/nib/"])
def test_an_anchor_may_be_named_like_a_page(target: str) -> None:
    assert ADDRESSES.resolve(target) == ("terms", "nib")


@pytest.mark.parametrize("target", ["t/S1", "x", "t/s1/steps", "words/none", "#nib", "..", "a#b#c", "t//s1"])
def test_what_names_nothing_leads_nowhere(target: str) -> None:
    assert ADDRESSES.resolve(target) is None


def test_pages_are_the_addresses_without_an_anchor() -> None:
    pages = {address for address, _, _ in ADDRESSES.pages()}

    assert pages == {address for address in ADDRESSES.by_address if "#" not in address}


def test_a_relative_link_leads_to_its_address_from_every_page() -> None:
    pages = [address for address, _, _ in ADDRESSES.pages()]
    for origin in pages:
        for address in ADDRESSES.by_address:
            link = href(address, origin)
            path, _, anchor = link.partition("#")
            page = posixpath.normpath(posixpath.join("/site/en", origin, path)).rstrip("/")

            assert page == posixpath.join("/site/en", address.partition("#")[0]).rstrip("/"), (origin, link)
            assert anchor == address.partition("#")[2]
            assert not path or path.endswith("/")  # a folder, so that no server has to redirect


def test_links_read_as_people_would_write_them() -> None:
    assert href("t/s1", "s/1") == "../../t/s1/"
    assert href("t/s1", "") == "t/s1/"
    assert href("", "t/s1") == "../../"
    assert href("", "") == "./"
    assert href("t/s1", "t/s1") == "./"
    assert href("words#nib", "words") == "#nib"
    assert href("words#nib", "words#donasi") == "#nib"
    assert href("words#nib", "t/s1") == "../../words/#nib"


def test_published_addresses_only_grow(programme: Copy) -> None:
    folder, docs = programme.data, programme.root / "docs"
    docs.mkdir()
    lists = (folder / "published.txt", docs / "published.txt")

    def listed() -> set[str]:
        return {address for file in lists for _, address in read_published(file)}

    first = record_published(folder, ADDRESSES, docs)
    assert sorted(first) == sorted(address for address in ADDRESSES.by_address if address)
    assert record_published(folder, ADDRESSES, docs) == []

    smaller = Addresses(ADDRESSES.programme)  # the hand-written pages are gone
    assert record_published(folder, smaller, docs) == []
    assert listed() == set(first)

    larger = Addresses(ADDRESSES.programme, prose=("", "bulletin"))
    assert record_published(folder, larger, docs) == ["bulletin"]
    assert listed() == {*first, "bulletin"}
    assert {address for _, address in read_published(lists[1])} == {"about", "guide/first", "bulletin"}
    programme.add("redirects.yaml", "redirects: {about: bulletin, guide/first: bulletin, bulletin: s}\n")
    record_translations(programme.read())
    assert {p.what for p in programme.problems()} == {
        "the redirect leads to `bulletin`, which does not exist"  # this copy has no such page
    }
