"""First views of this programme's pages are light: 32 kB compressed, in four requests.

What a page of each kind fetches is counted in the browser by `tests/test_browser_weight.py`; that one request
more, which holds nothing up, is for the script of ticks, is tested there.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.reading.weights import View, views

# Pages whose own words alone weigh more than the rest of a view leaves room for.
LONG = {
    "istilah/a/": "the terms of a letter, with their meanings in both languages",
    "istilah/m/": "the terms of a letter, with their meanings in both languages",
    "istilah/s/": "the terms of a letter, with their meanings in both languages",
    "kalender/": "every event of the year",
    "data/": "every field of every data file, for those who write programs",
    "dulu-kini/": "what changed since 2010, statement by statement with its source, in both languages",
    "pemutakhiran-ssk/": "a guide of many steps, in both languages",
    "f/keputusan-pokja/": "a whole decree to fill in",
}


@pytest.fixture(scope="module")
def weighed(site: Path) -> dict[str, View]:
    return {view.address: view for view in views(site)}


def test_first_views_are_light(weighed: dict[str, View]) -> None:
    heavy = {address: view.bytes for address, view in weighed.items() if not view.is_light}
    assert {address: size for address, size in heavy.items() if address.removeprefix("en/") not in LONG} == {}
    assert LONG.keys() == {
        address.removeprefix("en/") for address in heavy
    }  # a light one stands here no longer


def test_what_all_pages_carry_leaves_room_for_their_words(weighed: dict[str, View]) -> None:
    assert weighed["404.html"].bytes <= 24_000
