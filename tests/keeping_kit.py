"""A browser that keeps the texts of a site on the device, and a site below a path that can change."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from handbook.source.load import load
from tests.browser_kit import PHONE, Served, Watcher, page, serve, wait_for
from tests.places import LIBRARIES

PATH = "rak/buku/"  # below which the site is served
PATIENCE = 30_000  # milliseconds: the script comes two seconds after the page
_SAYS = "words => document.querySelector('.hb-keeping p')?.textContent.startsWith(words)"
SPARING = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"


@dataclass
class Shelf:
    """A site that is served below a path; `address` is that of its root."""

    served: Served
    folder: Path

    @property
    def address(self) -> str:
        """The site's address, over plain http to this machine, which browsers trust."""
        return f"{self.served.address}{PATH}"

    @property
    def asked(self) -> list[str]:
        """What was asked for since `forget`, below the site's root."""
        return [path.removeprefix(f"/{PATH}") for path, _ in self.served.sent]

    def forget(self) -> None:
        """Count what is asked for from here on."""
        self.served.sent.clear()

    def put(self, site: Path) -> None:
        """Replace the site by another."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(site, self.folder)

    def cut(self, window: Page, *, off: bool = True) -> None:
        """Cut the line of a page and of its worker, or mend it."""
        window.context.set_offline(off)
        self.served.cut = off


@contextmanager
def shelf(folder: Path, site: Path) -> Iterator[Shelf]:
    """Serve a copy of a site below a path of `folder`."""
    with serve(folder) as served:
        made = Shelf(served, folder / PATH)
        made.put(site)
        yield made


@contextmanager
def reader(browser: Browser, *scripts: str) -> Iterator[tuple[Page, Watcher]]:
    """A page of a browser that knows service workers; an error in it fails the test."""
    with page(browser, keeping=True, viewport=PHONE) as window:
        for script in scripts:
            window.add_init_script(script)
        watcher = Watcher(window)
        yield window, watcher
        assert watcher.errors == []


def words(name: str, code: str = "id") -> str:
    """What a label says before its first place to fill in."""
    return load(LIBRARIES).labels[f"keeping.{name}"][code].partition("{")[0]


def wait_until_said(window: Page, name: str, code: str = "id") -> str:
    """Wait until a page says how far its texts are kept; all that it says."""
    wait_for(window, _SAYS, arg=words(name, code), timeout=PATIENCE)
    return window.locator(".hb-keeping").inner_text()


def wait_until(window: Page, holds: Callable[[], bool]) -> None:
    """Wait for what only a promise tells."""
    for _ in range(PATIENCE // 200):
        if holds():
            return
        window.wait_for_timeout(200)
    assert holds()


def press(window: Page) -> None:
    """Press the button beside what is said."""
    window.locator(".hb-keeping button").click()


def stores(window: Page) -> list[str]:
    """The roots of the languages that are kept."""
    names: list[str] = window.evaluate("caches.keys()")
    return sorted(name.split()[-1] for name in names)


def workers(window: Page) -> list[str]:
    """What the workers of this browser serve."""
    scopes = "navigator.serviceWorker.getRegistrations().then(all => all.map(one => one.scope))"
    found: list[str] = window.evaluate(scopes)
    return found
