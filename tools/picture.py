"""The picture of a page in the README; `python -m tools.picture SITE` takes it anew from a built site."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.browser import launched
from tools.machine import NotReady

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "deploy" / "pictures" / "task.png"


def main() -> int:
    """Open the page of the fullest task with both languages shown, and save what a desktop shows."""
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "site").resolve()
    pages = sorted((site / "t").glob("*/index.html"), key=lambda page: page.stat().st_size)
    if not pages:
        print(f"{site} holds no built site; run make first", file=sys.stderr)
        return 1
    try:
        _take(pages[-1])
    except NotReady as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size / 1000:.0f} kB")
    return 0


def _take(source: Path) -> None:
    with launched() as browser:
        page = browser.new_page(viewport={"width": 1200, "height": 760})
        page.goto(source.as_uri())
        page.locator("label.both").click()
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURE)


if __name__ == "__main__":
    sys.exit(main())
