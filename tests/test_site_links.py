"""Every link of a built site leads to a page and an anchor that exist; pages are well formed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.html_kit import Page
from tests.page_faults_kit import broken_links, doubled_ids, stray_headings, targets, unclosed

pytestmark = pytest.mark.build


def test_every_internal_link_leads_somewhere(site: Path) -> None:
    assert broken_links(site) == []


def test_what_styles_load_exists(site: Path) -> None:
    for file in site.rglob("*.css"):
        for target in re.findall(r"url\(\s*['\"]?([^)'\"]+)", file.read_text(encoding="utf-8")):
            if not target.startswith(("data:", "#", "http")):
                assert (file.parent / target.partition("#")[0].partition("?")[0]).is_file(), (file, target)


def test_links_of_the_error_pages_work_from_any_depth(site: Path) -> None:
    for file in site.glob("**/404.html"):
        for target in targets(Page.of(file)):
            if target.startswith(("http", "#")):
                continue
            assert re.match(r"/(?!/)", target), f"{file}: {target} does not begin at the host's root"
            path = site / target.strip("/").partition("#")[0]
            assert path.is_file() or (path / "index.html").is_file(), f"{file}: {target}"


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    assert doubled_ids(site) == {}


def test_every_element_is_closed(site: Path) -> None:
    assert unclosed(site) == {}


def test_headings_begin_with_one_title_and_skip_no_level(site: Path) -> None:
    assert stray_headings(site) == {}
