"""A reader who comes back after one sentence was changed is sent that page and the index of search, only."""

from __future__ import annotations

import mimetypes
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from handbook.html.assets import CHECKSUM, plain_name
from tests.browser_kit import DESKTOP, page
from tests.site_builds import build, copy_project

VISITED = ("", "s/3/", "t/", "t/l1/", "t/l2/", "words/", "board/", "en/t/l1/")
NAMED = re.compile(rf"{CHECKSUM}\Z")


@contextmanager
def host(site: Path) -> Iterator[tuple[str, list[str]]]:
    """A host as deploy/ has it, ten minutes later: its address, and what it sent whole."""
    sent: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = unquote(urlsplit(self.path).path).lstrip("/")
            file = site / name / "index.html" if (site / name).is_dir() else site / name
            if not file.is_file():
                self.send_error(404)
                return
            seen = file.stat()
            tag = f'"{seen.st_mtime_ns:x}-{seen.st_size:x}"'
            known = self.headers.get("If-None-Match") == tag
            body = b"" if known else file.read_bytes()
            self.send_response(304 if known else 200)
            self.send_header("ETag", tag)
            self.send_header("Last-Modified", formatdate(seen.st_mtime, usegmt=True))
            kept = "max-age=31536000, immutable" if NAMED.search(name) else "no-cache"
            self.send_header("Cache-Control", kept)
            if not known:
                self.send_header("Content-Type", mimetypes.guess_type(file.name)[0] or "text/plain")
                self.send_header("Content-Length", str(len(body)))
                sent.append(name)
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):
                self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/", sent
    finally:
        server.shutdown()
        server.server_close()


def read(window: Page, address: str, sent: list[str]) -> None:
    """Look at pages and search in one of them, until all that search loads has come.

    What is still on its way when a page is left is not kept.
    """
    for path in VISITED:
        window.goto(f"{address}{path}", wait_until="networkidle")
    window.goto(f"{address}t/l2/")
    window.locator(".md-search__input").fill("buku")
    window.locator(".md-search-result__item").first.wait_for()
    before = -1
    while before < len(sent):
        before = len(sent)
        window.wait_for_timeout(500)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("returning"))


def test_only_what_changed_is_sent_again(project: Path, browser: Browser) -> None:
    site = build(project / "site", folder=project)
    file = project / "data" / "roles.yaml"
    text, old = file.read_text(encoding="utf-8"), "Taman baca tahu apakah layanannya"
    assert text.count(old) == 1
    with host(site) as (address, sent), page(browser, viewport=DESKTOP) as window:
        read(window, address, sent)
        first = {plain_name(name) for name in sent}
        assert {"", "t/l1/", "assets/handbook.css", "assets/handbook.js", "assets/search/worker.js"} <= first
        sent.clear()
        read(window, address, sent)
        assert sent == []
        file.write_text(text.replace(old, f"{old} sungguh"), encoding="utf-8")
        build(site, folder=project)
        read(window, address, sent)
        pages = [name for name in sent if not name.startswith("search/")]
        assert pages == ["t/l1/", "en/t/l1/"]  # each holds the other language, too
        assert 1 <= len(sent) - len(pages) <= 2
