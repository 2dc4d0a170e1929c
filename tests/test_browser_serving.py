"""In a browser, served pages follow what is saved, and show mistakes without running what they quote."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from macros import mistakes
from macros.serving.answers import Server
from macros.serving.shown import Shown
from tests.browser_kit import page

WRONG = mistakes.Mistake(
    place="data/roles.yaml:12", what="there is no `<img src=x onerror=alert(1)>`", remedy="mend it"
)


class Saved:
    """What a programme with two pages shows, as it is saved."""

    def __init__(self, folder: Path):
        self.pages = {"a": "old a", "b": "old b"}
        self.shown = Shown(self._page, folder)

    def save(self, **pages: str) -> int:
        self.pages |= pages
        number = self.shown.expect()
        for path in self.shown.looked_at():
            self.shown.renew(path)
        return number

    def _page(self, path: str) -> tuple[int, bytes | None]:
        text = self.pages.get(path)
        content = f"<!doctype html><title>{path}</title><body><h1>{text}</h1></body>" if text else ""
        return self.shown.wanted, content.encode() or None


@pytest.fixture
def saved(tmp_path: Path) -> Saved:
    return Saved(tmp_path)


@pytest.fixture
def address(saved: Saved) -> Iterator[str]:
    server = Server(0, saved.shown)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_is_loaded_again_only_if_it_has_changed(browser: Browser, saved: Saved, address: str) -> None:
    saved.save()
    with page(browser) as one, page(browser) as other:
        for window, name in ((one, "a"), (other, "b")):
            window.goto(f"{address}{name}/")
            window.evaluate("window.loadedOnce = true")
        saved.save(a="new a")
        expect(one.locator("h1")).to_have_text("new a")
        assert not one.evaluate("window.loadedOnce")
        saved.shown.found(saved.shown.wanted, mistakes.DATA, [WRONG])
        expect(other.locator("#handbook-mistakes")).to_be_visible()
        assert other.evaluate("window.loadedOnce"), "it has heard of the save, and had no need to load"


def test_mistakes_stand_on_the_page_until_they_are_mended(
    browser: Browser, saved: Saved, address: str
) -> None:
    saved.save()
    with page(browser) as window:
        window.goto(f"{address}a/")
        panel = window.locator("#handbook-mistakes")
        expect(panel).to_have_count(0)
        number = saved.save()
        saved.shown.found(number, mistakes.DATA, [WRONG])
        expect(panel).to_contain_text("1 mistake in what was saved")
        expect(panel.locator("li")).to_have_text(f"{WRONG['place']}: {WRONG['what']}; {WRONG['remedy']}")
        expect(panel.locator("img")).to_have_count(0)
        expect(window.locator("h1")).to_have_text("old a")
        saved.shown.found(saved.save(), mistakes.DATA, [])
        expect(panel).to_have_count(0)


def test_a_page_that_comes_into_being_is_loaded(browser: Browser, saved: Saved, address: str) -> None:
    saved.save()
    with page(browser) as window:
        window.goto(f"{address}c/")
        expect(window.locator("h1")).to_have_text("The handbook is being built")
        saved.save(c="now there")
        expect(window.locator("h1")).to_have_text("now there")
