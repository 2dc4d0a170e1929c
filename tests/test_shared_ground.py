"""Items that stand on the same ground share one mark; an item that stands on another bears its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.localised import locales
from handbook.model.text import Ground, Grounded
from handbook.source.load import read
from handbook.views.shared_ground import common_ground, same_ground
from tests.html_kit import pages, split
from tests.places import LIBRARIES

EDITORIAL = Grounded(ground=Ground.EDITORIAL)
CITED = Grounded(ground=Ground.REFERENCE, cite=("s01",))
CITED_ELSEWHERE = Grounded(ground=Ground.REFERENCE, cite=("s02",))


@pytest.mark.parametrize(
    ("items", "shared"),
    [
        ([], None),
        ([CITED], CITED),
        ([EDITORIAL, EDITORIAL, EDITORIAL], EDITORIAL),
        ([CITED, EDITORIAL, EDITORIAL], EDITORIAL),
        ([CITED, EDITORIAL], None),
        ([CITED, CITED_ELSEWHERE, EDITORIAL], None),
    ],
)
def test_the_ground_of_more_than_half_is_shared(items: list[Grounded], shared: Grounded | None) -> None:
    assert common_ground(items) == shared


def test_references_to_different_sources_are_different_grounds() -> None:
    assert same_ground(CITED, Grounded(ground=Ground.REFERENCE, cite=("s01",)))
    assert not same_ground(CITED, CITED_ELSEWHERE)


def test_a_shared_mark_says_that_it_is_for_the_items_without_one(site: Path) -> None:
    """Between a heading and the next shared mark stand the marks of single items."""
    about = locales(read(LIBRARIES))
    seen = {True: 0, False: 0}
    for address, page in pages(site):
        edition = about[split(address, tuple(about))[0]]
        marked = False
        for element in page.elements:
            classes = element.get("class").split()
            if element.tag in ("h1", "h2", "h3", "ul", "ol", "table") or (element.tag == "dl" and classes):
                marked = False
            elif "ground" in classes:
                marked = True
            elif "grounds" in classes:
                others = element.text.startswith(edition.label("page.all_others"))
                assert others == marked, (address, element.text)
                seen[others] += 1
                marked = False
    assert all(seen.values()), seen
