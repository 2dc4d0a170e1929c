"""Whether pages look the same, pixel by pixel, with all of Material's styles and with what the build kept.

    python -m tests.compare_styles SITE [ADDRESS ...]

tries every page of a built site, or those named, light and dark, on phone and desktop, on paper, without
JavaScript, unfolded, with focus and pointer, with the menu and with search open; it names each that differs.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Generator, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import material
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

from tests.browser_kit import DESKTOP, FLAGS, PHONE, page, serve
from tools.browser import launched

OWN = ":root { --md-text-font"  # where our styles begin in the style sheet of a site
_AS_WRITTEN = argparse.RawDescriptionHelpFormatter
_SHEET = "**/assets/handbook.*.css"
_LINK = "link[href*='assets/handbook.'], link[data-kept]"
_UNFOLD = """() => {
  for (const block of document.querySelectorAll('details')) block.open = true;
  for (const box of document.querySelectorAll('.switch')) box.checked = true;
}"""
_USE = """([link, text]) => new Promise((done, fail) => {
  const found = document.querySelector(link);
  found.dataset.kept = found.dataset.kept || found.href;
  found.onload = () => requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
  found.onerror = fail;
  found.href = text === null ? found.dataset.kept : URL.createObjectURL(new Blob([text], {type: 'text/css'}));
})"""
_TRIES = 5
_PATIENCE = 60_000  # milliseconds; pictures of long pages take their time on a busy machine
_SHADE = 8  # of 255, by which one and the same page may differ from itself at an edge
State = Callable[[Page], Any]
Views = tuple[tuple[bool, str], ...]  # on a phone or not, and the scheme of colours
EVERY_VIEW: Views = tuple((phone, scheme) for phone in (True, False) for scheme in ("light", "dark"))


def whole(sheet: str) -> str:
    """The style sheet of a site with all of Material's in the place of what was kept of it."""
    folder = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
    names = ("main.*.min.css", "palette.*.min.css")
    held = (next(folder.glob(name)).read_text(encoding="utf-8") for name in names)
    return "".join((*held, "\n", sheet[sheet.index(OWN) :]))


def looks(window: Page, text: str | None, full: bool) -> bytes:
    """A picture of a page with the style sheet `text`, or with its own."""
    window.evaluate(_USE, [_LINK, text])
    return window.screenshot(full_page=full, animations="disabled", caret="hide")


def same(window: Page, sheet: str, full: bool) -> bool:
    """Whether a page looks the same with the style sheet `sheet` and with its own."""
    return alike(lambda own: looks(window, None if own else sheet, full))


def alike(shown: Callable[[bool], bytes]) -> bool:
    """Whether pictures of a page with its own style sheet and with the other are alike.

    A browser does not draw a long page alike each time; what follows from the style sheet differs each time.
    """
    seen: dict[bool, list[bytes]] = {True: [], False: []}
    for _ in range(_TRIES):
        for own in (True, False):
            seen[own].append(shown(own))
        if any(_equal(one, other) for one in seen[True] for other in seen[False]):
            return True
    return False


def _equal(one: bytes, other: bytes) -> bool:
    if one == other:
        return True
    first, second = (Image.open(io.BytesIO(picture)).convert("RGB") for picture in (one, other))
    if first.size != second.size:
        return False
    shades = ImageChops.difference(first, second).tobytes()
    return max(shades) <= _SHADE


def states(phone: bool, query: str) -> Iterator[tuple[str, State, bool]]:
    """What can be done to a page: a name, what does it, and whether the whole page is compared."""
    yield "as it comes", lambda window: window.wait_for_load_state(), True
    yield "at the link that leads to the contents", lambda window: window.keyboard.press("Tab"), False
    yield "at the next link", lambda window: window.keyboard.press("Tab"), False
    yield "at a heading's link", lambda window: window.evaluate(_FOCUS, ".headerlink"), False
    yield "at a link", lambda window: window.evaluate(_FOCUS, "article a"), False
    yield "with the pointer on a link", _point, False
    yield "unfolded", lambda window: window.evaluate(_UNFOLD), True
    if phone:
        yield "with the menu open", lambda window: window.locator(".hb-menu").click(), False
        yield "with the menu closed", lambda window: window.keyboard.press("Escape"), False
    yield "with search open", lambda window: _search(window, query), False
    yield "with all results", lambda window: window.evaluate(_UNFOLD), False
    yield "after the search", lambda window: window.keyboard.press("Escape"), True
    yield "on paper", lambda window: window.emulate_media(media="print"), True


_FOCUS = "name => { const found = document.querySelector(name); if (found) found.focus(); }"


def _point(window: Page) -> None:
    link = window.locator("article a:visible")
    if link.count():
        link.first.hover(force=True)


def _search(window: Page, query: str) -> None:
    if window.locator(".hb-search-page").count():
        return
    opener = window.locator(".hb-search")
    (opener if opener.is_visible() else window.locator(".md-search__input")).click()
    window.locator(".md-search__input").fill(query)
    window.locator(".md-search-result__item").first.wait_for()


def differences(
    browser: Browser, start: str, addresses: list[str], sheet: str, query: str, looked_at: Views = EVERY_VIEW
) -> Generator[str, None, None]:
    """Pages of a site at `start`, and their states, that look otherwise with the style sheet `sheet`."""
    for phone, scheme in looked_at:
        options: dict[str, Any] = {"viewport": PHONE if phone else DESKTOP, "color_scheme": scheme}
        kind = f"{scheme}, {'phone' if phone else 'desktop'}"
        for address in addresses:
            with page(browser, bypass_csp=True, **options) as window:  # which refuses other styles
                window.set_default_timeout(_PATIENCE)
                window.goto(f"{start}{address}", wait_until="networkidle")
                for name, reach, full in states(phone, query):
                    reach(window)
                    if not same(window, sheet, full):
                        yield f"/{address} {name} ({kind})"
            if not _same_without_script(browser, f"{start}{address}", sheet, options):
                yield f"/{address} without JavaScript ({kind})"


def _same_without_script(browser: Browser, address: str, sheet: str, options: Mapping[str, Any]) -> bool:
    """Whether a page looks the same with both style sheets where no script runs, with its menu open too."""

    def shown(own: bool, *, opened: bool) -> bytes:
        with page(browser, java_script_enabled=False, **options) as window:
            window.set_default_timeout(_PATIENCE)
            if not own:
                window.route(_SHEET, lambda route: route.fulfill(body=sheet, content_type="text/css"))
            window.goto(address)
            if opened:
                window.locator(".hb-menu").click()
            return window.screenshot(full_page=not opened, animations="disabled")

    opens = (False, True) if options["viewport"] == PHONE else (False,)
    return all(alike(partial(shown, opened=each)) for each in opens)


def pages_of(site: Path) -> list[str]:
    """The addresses of all pages of a site that have its style sheet."""
    found = (file for file in sorted(site.rglob("*.html")) if b"assets/handbook." in file.read_bytes())
    return [file.relative_to(site).as_posix().removesuffix("index.html") for file in found]


def main() -> int:
    """Compare; 1 if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_AS_WRITTEN)
    parser.add_argument("site", type=Path)
    parser.add_argument("addresses", nargs="*")
    parser.add_argument("--query", default="a")
    given = parser.parse_args()
    sheet = whole(next((given.site / "assets").glob("handbook.*.css")).read_text(encoding="utf-8"))
    addresses = given.addresses or pages_of(given.site)
    found = 0
    with serve(given.site) as served, launched(FLAGS) as browser:
        for difference in differences(browser, served.address, addresses, sheet, given.query):
            print(difference, flush=True)
            found += 1
    print(f"{len(addresses)} pages compared: {found} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
