"""The page for addresses that do not exist works below a path that the site was not built for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser_kit import DESKTOP, PHONE, page, serve, wait_for

PLACES = ("", "panduan/", "a/b/c/")


def lay(site: Path, top: Path, place: str, language: str) -> None:
    """The site below a path of a host that shows the page of one language for every missing address."""
    shutil.copytree(site, top / place, dirs_exist_ok=True)
    (top / "404.html").write_bytes((site / language / "404.html").read_bytes())


STYLED = "getComputedStyle(document.body).getPropertyValue('--hb-line') !== ''"


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("place", PLACES)
def test_links_and_styles_work_wherever_the_site_stands(
    place: str, language: str, browser: Browser, site: Path, tmp_path: Path
) -> None:
    lay(site, tmp_path, place, language)
    with serve(tmp_path) as served, page(browser, viewport=DESKTOP) as window:
        window.goto(f"{served.address}{place}{language}no/such/page/")
        wait_for(window, STYLED)
        links = window.evaluate("[...document.querySelectorAll(`a:not([href^='#'])`)].map((one) => one.href)")
        ours = [link.partition("#")[0] for link in links if link.startswith(served.address)]
        assert len(ours) > 20
        assert [link for link in ours if not (tmp_path / link.removeprefix(served.address)).exists()] == []
        assert any(link.endswith(f"/{place}{language}look/") for link in ours)


def test_without_scripts_drawings_do_not_fill_the_screen(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    lay(site, tmp_path, "panduan/", "")
    with serve(tmp_path) as served, page(browser, viewport=PHONE, java_script_enabled=False) as window:
        window.goto(f"{served.address}panduan/no/such/page/")
        drawings = window.locator("svg")
        assert drawings.count() > 2
        for place in range(drawings.count()):
            box = drawings.nth(place).bounding_box()
            assert box is None or box["width"] <= 30


def test_a_host_without_the_site_is_not_asked_for_ever(browser: Browser, site: Path, tmp_path: Path) -> None:
    (tmp_path / "404.html").write_bytes((site / "404.html").read_bytes())
    with serve(tmp_path) as served, page(browser) as window:
        window.goto(f"{served.address}{'/'.join('abcdefghijkl')}/")
        window.wait_for_load_state("networkidle")
        sheets = [path for path, _ in served.sent if path.endswith(".css")]
        assert 1 < len(sheets) <= 9
