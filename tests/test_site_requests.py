"""Nothing that a page loads comes from another host."""

from __future__ import annotations

import re
from pathlib import Path

from tests.html_kit import pages
from tests.site_builds import asset

LOADED_BY = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src"}
FOREIGN = re.compile(r"(?:[a-z]+:)?//", re.IGNORECASE)


def test_pages_load_nothing_from_elsewhere(site: Path) -> None:
    for address, page in pages(site):
        for tag, name in LOADED_BY.items():
            assert [e for e in page.all(tag) if FOREIGN.match(e.get(name))] == [], address
        loading = [e for e in page.all("link") if e.get("rel").strip() not in ("canonical", "alternate")]
        assert [e.get("href") for e in loading if FOREIGN.match(e.get("href"))] == [], address


def test_styles_load_nothing_from_elsewhere(site: Path) -> None:
    styles = list(site.rglob("*.css"))
    assert styles
    for file in styles:
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"url\(\s*['\"]?(?:https?:)?//|@import", text), file


def test_our_script_names_no_host(site: Path) -> None:
    text = asset(site, "assets/handbook.js").read_text(encoding="utf-8")
    assert "http" not in text
