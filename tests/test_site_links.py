"""Every link of the built sites leads to a page and an anchor that exist; pages are well formed."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.html_kit import Page, pages

pytestmark = pytest.mark.build

ROOT = "https://example.org/"


@pytest.fixture(params=["site", "libraries_site"])
def built(request: pytest.FixtureRequest) -> Path:
    result = request.getfixturevalue(request.param)
    assert isinstance(result, Path)
    return result


def targets(page: Page) -> list[str]:
    """What a page links to or loads."""
    result = []
    for element in page.elements:
        for name in ("href", "src"):
            value = element.get(name)
            elsewhere = element.get("rel") == "external" or re.match(r"(?:mailto:|data:)", value)
            if value and not elsewhere:
                result.append(value)
    return result


def test_every_internal_link_leads_somewhere(built: Path) -> None:
    read = dict(pages(built))
    ids = {address: set(page.ids) for address, page in read.items()}
    broken = []
    for address, page in read.items():
        base = f"{ROOT}{address}/" if address else ROOT
        for target in targets(page):
            parts = urlsplit(urljoin(base, target))
            if f"{parts.scheme}://{parts.netloc}/" != ROOT:
                continue
            path = unquote(parts.path).strip("/")
            if path in read:
                if parts.fragment and parts.fragment not in ids[path]:
                    broken.append((address, target))
            elif not (built / path).is_file():
                broken.append((address, target))
    assert broken == []


def test_what_styles_load_exists(built: Path) -> None:
    for file in built.rglob("*.css"):
        for target in re.findall(r"url\(\s*['\"]?([^)'\"]+)", file.read_text(encoding="utf-8")):
            if not target.startswith(("data:", "#", "http")):
                assert (file.parent / target.partition("#")[0].partition("?")[0]).is_file(), (file, target)


def test_links_of_the_error_pages_work_from_any_depth(built: Path) -> None:
    for file in built.glob("**/404.html"):
        for target in targets(Page.of(file)):
            if target.startswith(("http", "#")):
                continue
            assert re.match(r"/(?!/)", target), f"{file}: {target} does not begin at the host's root"
            path = built / target.strip("/").partition("#")[0]
            assert path.is_file() or (path / "index.html").is_file(), f"{file}: {target}"


def test_no_id_stands_twice_on_a_page(built: Path) -> None:
    for address, page in pages(built):
        doubled = {anchor for anchor in page.ids if page.ids.count(anchor) > 1}
        assert not doubled, (address, doubled)


def test_every_element_is_closed(built: Path) -> None:
    for address, page in pages(built):
        assert page.errors == [], address


def test_headings_begin_with_one_title_and_skip_no_level(built: Path) -> None:
    for address, page in pages(built):
        levels = [int(e.tag[1]) for e in page.elements if re.fullmatch(r"h[1-6]", e.tag)]
        assert levels.count(1) == 1, address
        assert levels[0] == 1, address
        assert all(b - a <= 1 for a, b in pairwise(levels)), (address, levels)
