"""A browser for tests and measurements, and the driver that steers it.

Looking for them starts no driver: on a bare machine it lacks a library, and cannot say so itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tools.machine import INSTALL, Lack, NotReady, cause, may_install, run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

NAMED = "HANDBOOK_BROWSER"
# Without windows: pages open in them two to three times as fast, so they come first.
HEADLESS = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = (
    *HEADLESS,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
# Where the driver's own installer puts browsers, and what they are called there, on each system.
CACHES = ("~/.cache/ms-playwright", "~/Library/Caches/ms-playwright", "~/AppData/Local/ms-playwright")
FETCHED = ("chrome-*/chrome", "chrome-*/*.app/Contents/MacOS/*", "chrome-*/chrome.exe")
FETCHED_HEADLESS = ("chrome-*/headless_shell*", "chrome-headless-shell-*/chrome-headless-shell*")

CHROMIUM = ("chromium", "fonts-dejavu-core")  # without a font, which chromium only recommends, no text shows
LIBRARIES = ("libatomic1",)  # which the driver's node needs, and a small installation of Debian lacks
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--dump-dom", "about:blank")


def lacks() -> list[Lack]:
    """The driver and the browser, if they do not start.

    Raises:
        NotReady: if `HANDBOOK_BROWSER` names what does not start.
    """
    result = []
    said = driver("--version")
    if said:
        remedy = "install the library that the browser driver asks for"
        result.append(Lack(f"what the browser driver needs to start ({said})", LIBRARIES, remedy))
    if find() is None:
        remedy = f"install Google Chrome, or name a browser: {NAMED}=/path/to/chrome"
        # The packages that its own browser needs are installed too, which root alone can do.
        fetch = (*_DRIVER, "install", *(["--with-deps"] if may_install() else []), "chromium")
        result.append(Lack("a browser (Chromium, Chrome or Edge) that starts", CHROMIUM, remedy, fetch))
    return result


def hasten(environment: Mapping[str, str] = os.environ) -> None:
    """Install a browser without windows if packages bring one; nothing needs it, so no failure is told."""
    path = environment.get("PATH")
    if environment.get(NAMED) or not may_install() or any(shutil.which(name, path=path) for name in HEADLESS):
        return
    lists = shutil.which("apt-cache", path=path)
    if (
        lists
        and not subprocess.run([lists, "show", HEADLESS[0]], capture_output=True, check=False).returncode
    ):
        run([*INSTALL, "-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=10", HEADLESS[0]])


def find(environment: Mapping[str, str] = os.environ) -> str | None:
    """Path of the first browser that starts, or None; `HANDBOOK_BROWSER` alone counts if it is set.

    Raises:
        NotReady: if `HANDBOOK_BROWSER` names what does not start.
    """
    result = next(filter(_starts, _candidates(environment)), None)
    named = environment.get(NAMED)
    if named and not result:
        raise NotReady(f"{NAMED} names {named}, which does not start as a browser; name another")
    return result


@contextmanager
def launched(flags: Sequence[str] = ("--no-sandbox",)) -> Iterator[Browser]:
    """The browser that `find` finds, running; make sure of it with `ensure(lacks)` first.

    Raises:
        NotReady: if none starts.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = _first_running(playwright, list(flags))
        try:
            yield running
        finally:
            running.close()


def _first_running(playwright: Playwright, flags: list[str]) -> Browser:
    from playwright.sync_api import Error

    for path in _candidates(os.environ):
        with suppress(Error):
            return playwright.chromium.launch(executable_path=path, args=flags)
    raise NotReady("no browser starts; run: python -m tools.ready browser")


_DRIVER = (sys.executable, "-m", "playwright")


def driver(*arguments: str) -> str:
    """Run the driver's command line; what it says went wrong, if it failed."""
    done = subprocess.run([*_DRIVER, *arguments], capture_output=True, text=True, check=False)
    return cause(done.stderr) or "it says nothing" if done.returncode else ""


def _candidates(environment: Mapping[str, str]) -> Iterator[str]:
    if environment.get(NAMED):
        yield environment[NAMED]
        return
    for name in NAMES:
        result = shutil.which(name, path=environment.get("PATH"))
        if result:
            yield result
    yield from (place for place in PLACES if Path(place).is_file())
    named = environment.get("PLAYWRIGHT_BROWSERS_PATH")
    for cache in [named] if named else CACHES:
        for name, shapes in (("chromium_headless_shell-*", FETCHED_HEADLESS), ("chromium-*", FETCHED)):
            # The newest comes first: its number stands at the end of its folder's name.
            folders = Path(cache).expanduser().glob(name)
            for folder in sorted(folders, key=lambda folder: (len(folder.name), folder.name), reverse=True):
                yield from (str(file) for shape in shapes for file in sorted(folder.glob(shape)))


def _starts(path: str) -> bool:
    """Whether a browser shows an empty page, with a profile of its own."""
    with tempfile.TemporaryDirectory(prefix="handbook-browser-", ignore_cleanup_errors=True) as profile:
        command = [path, f"--user-data-dir={profile}", *FLAGS]
        try:
            done = subprocess.run(command, capture_output=True, timeout=60, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return False
    return done.returncode == 0 and b"<html" in done.stdout
