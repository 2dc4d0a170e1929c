"""Small drawings for kinds of things: within the style sheet, beside words, never alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from handbook.html.stylesheet import stylesheet
from handbook.model.appearance import Appearance
from handbook.model.kinds import KINDS
from macros.material import MaterialChanged
from tests.browser_kit import DESKTOP, Served, Watcher, page

DRAWN = [section for section, kind in KINDS.items() if kind.drawing]


def test_what_readers_meet_most_has_one() -> None:
    assert {"stages", "tasks", "roles", "partners", "documents", "questions", "topics", "terms"} <= set(DRAWN)
    names = [KINDS[section].drawing for section in DRAWN]
    assert len(set(names)) == len(names)


def test_the_style_sheet_has_it_within_and_asks_for_nothing() -> None:
    drawing = '<svg viewBox="0 0 24 24"><path d="M1 1#%"/></svg>\n'
    style = stylesheet(Appearance(), {KINDS["stages"].drawing: drawing})
    addresses = re.findall(r'--hb-drawing: url\("([^"]*)"\)', style)
    assert addresses == ["data:image/svg+xml,<svg viewBox='0 0 24 24'><path d='M1 1%23%25'/></svg>"]


def test_an_icon_that_is_gone_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from macros import material

    monkeypatch.setattr(material, "_folder", lambda _config: tmp_path)
    with pytest.raises(MaterialChanged, match="there is no icon"):
        material.drawings(None)  # type: ignore[arg-type]


WIDTH = """e => {
  const style = getComputedStyle(e, "::before");
  return ["none", "normal"].includes(style.content) ? 0 : parseFloat(style.width);
}"""


def test_pages_and_navigation_show_it_beside_words(browser: Browser, served_site: Served) -> None:
    with page(browser, viewport=DESKTOP) as window:
        watcher = Watcher(window)
        for address in ("s/2/", "t/s1/", "r/penghubung/", "d/buku-induk/", "p/kepala-desa/", "gerakan/"):
            window.goto(served_site.address + address, wait_until="load")
            title = window.locator("h1")
            assert title.evaluate(WIDTH) > 0 and title.inner_text().strip(), address
        window.goto(f"{served_site.address}downloads/", wait_until="load")
        assert window.locator("h1").evaluate(WIDTH) == 0
        heads = window.locator(".hb-nav summary > [class^=kind-]")
        assert heads.count() > 4
        assert all(heads.nth(n).inner_text().strip() for n in range(heads.count()))
        assert not [asked for asked in watcher.asked if asked.endswith(".svg") and "icon.svg" not in asked]
        assert watcher.errors == []
