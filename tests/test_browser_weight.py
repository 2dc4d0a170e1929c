"""The first view of a page is light: at most 32 kB compressed in at most four requests.

One request more, which holds nothing up, is for the script of pages on which readers keep something; with it
they are at most 36 kB.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from handbook.html.assets import plain_name
from tests.browser_kit import KINDS, LANGUAGES, PHONE, Served, page, wait_for

MOST_BYTES = 32_000
LONGER = {"data": 39_000}  # every field of every data file, for those who write programs
MOST_REQUESTS = 4
MOST_WITH_SCRIPT = 36_000  # with that one script, which brings the words that it says
KEEPING = {"home", "stage", "task", "list", "transition", "progress"}
READER_HAS_COME = """performance.getEntriesByType("resource")
    .some(one => /reader\\/(reader|board)\\.\\w+\\.js$/.test(one.name))"""


@pytest.mark.parametrize("folder", LANGUAGES, ids=["original", "translation"])
@pytest.mark.parametrize("kind", KINDS)
def test_first_view(kind: str, folder: str, browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=PHONE) as window:
        served_site.sent.clear()
        window.goto(f"{served_site.address}{folder}{KINDS[kind]}", wait_until="networkidle")
        if kind in KEEPING:  # on a busy machine its script comes after half a second without requests
            wait_for(window, READER_HAS_COME)
        sent = [(path, size) for path, size in served_site.sent]
        weight = sum(size for _, size in sent)
        print(f"{kind}: {weight / 1000:.1f} kB in {len(sent)} requests")
        extra = [
            size for path, size in sent if plain_name(path).endswith(("reader/reader.js", "reader/board.js"))
        ]
        assert len(extra) == (kind in KEEPING)
        assert weight - sum(extra) <= LONGER.get(kind, MOST_BYTES), sent
        assert not extra or weight <= MOST_WITH_SCRIPT, sent
        assert len(sent) - len(extra) <= MOST_REQUESTS, sent
