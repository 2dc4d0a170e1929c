"""A browser for the tests: finds one, or installs one, or says what to install.

`python -m tools.browser` makes sure that there is one and prints which.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

NAMES = (
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
FONT = "fonts-dejavu-core"  # without recommended packages a browser may have no font at all
ADVICE = (
    "The browser tests need Chromium or Chrome, and none could be installed. Install one (Debian or Ubuntu: "
    "sudo apt-get install chromium; elsewhere: Google Chrome), or name one: HANDBOOK_BROWSER=/path/to/chrome"
)


class NoBrowser(RuntimeError):
    """There is no browser and none could be installed; the message says what to do."""


def find(environment: Mapping[str, str] = os.environ) -> str | None:
    """Path of an installed browser, or None; `HANDBOOK_BROWSER` comes first.

    Raises:
        NoBrowser: where `HANDBOOK_BROWSER` names something that does not exist.
    """
    named = environment.get("HANDBOOK_BROWSER")
    if named:
        if not Path(named).is_file():
            raise NoBrowser(f"HANDBOOK_BROWSER names {named}, which does not exist")
        return named
    on_path = (shutil.which(name, path=environment.get("PATH")) for name in NAMES)
    in_place = (place for place in PLACES if Path(place).is_file())
    return next(filter(None, on_path), None) or next(in_place, None) or _playwrights_own()


def ensure(look: Callable[[], str | None] = find, run: Callable[[list[str]], bool] | None = None) -> str:
    """Path of a browser, installed where there was none.

    Raises:
        NoBrowser: where none could be installed.
    """
    attempt = run or _run
    found = look()
    if found:
        return found
    for commands in _ways_to_install():
        if all(attempt(command) for command in commands):
            found = look()
            if found:
                return found
    raise NoBrowser(ADVICE)


def _ways_to_install() -> list[list[list[str]]]:
    ways = []
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", FONT]
        ways.append([["apt-get", "update", "-qq"], install])
    ways.append([[sys.executable, "-m", "playwright", "install", "chromium"]])
    return ways


def _run(command: list[str]) -> bool:
    print("$", " ".join(command), file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    except OSError:
        return False
    return done.returncode == 0


def _playwrights_own() -> str | None:
    """The browser that Playwright's installer has fetched before, if any."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def main() -> int:
    """Make sure that there is a browser; 1 where there is none."""
    try:
        print(ensure())
    except NoBrowser as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
