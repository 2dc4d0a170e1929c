"""A real browser, and a server that sends a built site as a host would: compressed."""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Frame, Page, Request

from tools.browser import lacks, launched
from tools.machine import NotReady, ensure

# One page of each kind of the small programme.
KINDS = {
    "home": "",
    "stage": "s/3/",
    "role": "r/penghubung/",
    "task": "t/s1/",
    "document": "d/buku-induk/",
    "partner": "p/kepala-desa/",
    "topic": "gerakan/",
    "list": "t/",
    "glossary": "words/",
    "matrix": "table/",
    "transition": "change/",
    "sources": "sources/",
    "questions": "answers/",
    "changes": "news/",
    "materials": "materials/",
    "progress": "board/",
    "downloads": "downloads/",
    "data": "data/",
    "editions": "editions/",
    "accessibility": "accessibility/",
    "privacy": "privacy/",
    "contact": "contact/",
    "prose": "cara-pakai/",
    "error": "no/such/page/",
}
LANGUAGES = ("", "en/")
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
LEFT_EARLY = "net::ERR_ABORTED"  # the page was left, or closed, before an answer came
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP handbook.test 127.0.0.1",  # another host than this machine, without TLS
]


@dataclass
class Served:
    """A served site in `folder`; `sent` holds path and packed bytes of each answer since it was cleared.

    While the line is `cut`, nothing is answered. Pages are sent with the content security `policy`.
    """

    address: str
    folder: Path
    sent: list[tuple[str, int]] = field(default_factory=list)
    cut: bool = False
    policy: str = ""


@contextmanager
def serve(site: Path) -> Iterator[Served]:
    """Serve a folder on this machine, with 404.html for what does not exist."""
    served = Served("", site)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if served.cut:
                self.close_connection = True
                return
            path = unquote(urlsplit(self.path).path).lstrip("/")
            file = site / path
            if file.is_dir():
                file = file / "index.html"
            status = 200 if file.is_file() else 404
            shown = file if status == 200 else site / "404.html"
            body = gzip.compress(shown.read_bytes() if shown.is_file() else b"", 6)
            kind = mimetypes.guess_type(file.name)[0] if status == 200 else "text/html"
            self.send_response(status)
            text = kind and (kind.startswith("text/") or kind.endswith(("javascript", "json", "xml")))
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else str(kind))
            if served.policy and kind == "text/html":
                self.send_header("Content-Security-Policy", served.policy)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            served.sent.append((self.path, len(body)))
            with suppress(BrokenPipeError, ConnectionResetError):  # the page was left early
                self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    served.address = f"http://127.0.0.1:{server.server_address[1]}/"
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def served_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The small programme, built for the address at which it is served."""
    from tests.site_builds import build

    site = tmp_path_factory.mktemp("served") / "site"
    with serve(site) as served:
        build(site, SITE_URL=served.address)
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    try:
        ensure(lacks)
    except NotReady as error:
        pytest.fail(str(error), pytrace=False)
    with launched(FLAGS) as running:
        yield running


class Watcher:
    """Keeps what a page logs and asks for."""

    def __init__(self, window: Page):
        self.asked: list[str] = []
        self._errors: list[str] = []
        self._left_early: list[tuple[int, str]] = []  # with the visit in which it was asked for
        self._asked_in: dict[Request, int] = {}
        self._visit = 0
        self._main_frame = window.main_frame
        window.on("console", self._log)
        window.on("pageerror", lambda error: self._errors.append(str(error)))
        window.on("request", self._ask)
        window.on("requestfailed", self._fail)
        window.on("framenavigated", self._navigate)

    @property
    def errors(self) -> list[str]:
        """What went wrong; an answer that nobody waited for, since the page was left, is no error."""
        given_up = (error for visit, error in self._left_early if visit == self._visit)
        return [*self._errors, *given_up]

    def forget_errors(self) -> None:
        """Begin anew, after errors that had to come."""
        self._errors.clear()
        self._left_early.clear()

    def _log(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._errors.append(f"{message.type}: {message.text}")

    def _ask(self, request: Request) -> None:
        self.asked.append(request.url)
        self._asked_in[request] = self._visit

    def _fail(self, request: Request) -> None:
        error = f"failed: {request.url} ({request.failure})"
        if request.failure == LEFT_EARLY:
            self._left_early.append((self._asked_in.get(request, self._visit), error))
        else:
            self._errors.append(error)

    def _navigate(self, frame: Frame) -> None:
        if frame == self._main_frame:
            self._visit += 1


@contextmanager
def page(browser: Browser, *, keeping: bool = False, **options: Any) -> Iterator[Page]:
    """A fresh page with its own storage; `options` as for a browser context.

    Without `keeping` the browser knows no service workers, which fetch every text a moment after a page.
    """
    context = browser.new_context(**options)
    context.set_default_timeout(10_000)
    if not keeping:
        context.add_init_script("delete Navigator.prototype.serviceWorker")
    try:
        yield context.new_page()
    finally:
        context.close()


def wait_for(window: Page, expression: str, arg: object = None, timeout: int = 10_000) -> None:
    """Wait until a JavaScript expression, or function of `arg`, holds.

    Playwright's own way is refused by the content security policy of pages, which forbids to evaluate texts.
    """
    for _ in range(timeout // 50):
        if window.evaluate(expression, arg):
            return
        window.wait_for_timeout(50)
    raise AssertionError(f"this never holds: {expression}")


ADD_STYLE = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


def add_style(window: Page, css: str) -> None:
    """Add styles to a page; the policy of pages refuses an element, which is Playwright's own way."""
    window.evaluate(ADD_STYLE, css)


# What moves is taken to its end, and what that sets moving, too; what is not drawn would never begin.
AT_REST = """async () => {
  const ends = (one) => one.effect.getComputedTiming().endTime < Infinity;
  const moving = () => document.getAnimations().filter(ends);
  for (let frame = 0; frame < 20 && (frame < 3 || moving().length); frame += 1) {
    await new Promise(requestAnimationFrame);
    for (const one of moving()) one.finish();
  }
}"""


def switch(window: Page, name: str, *, on: bool) -> None:
    """Switch one of the choices of a page by its label, as readers do, if it is not as wanted."""
    if window.locator(f"#{name}").is_checked() is not on:
        window.locator(f"label[for={name}]").click()
