"""Answers browsers on this machine: pages with the script that follows changes, and what has changed."""

from __future__ import annotations

import hashlib
import html
import json
import re
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from handbook.resources import SERVING
from macros.serving.shown import Answer, Shown

HOST = "127.0.0.1"
_FOR_US = re.compile(r"(127\.0\.0\.1|localhost)(:\d+)?", re.IGNORECASE)
_OURS = "/.handbook/"  # addresses that no page has
_HELD = 25.0  # seconds after which a browser that waits for a change is told that there is none


class Server(ThreadingHTTPServer):
    """The server; `shown` is what it shows.

    Raises:
        OSError: if the port cannot be had.
    """

    daemon_threads = True

    def __init__(self, port: int, shown: Shown):
        self.shown = shown
        super().__init__((HOST, port), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say what went wrong, but for a browser that went away."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a page, a file, our script, or what has changed."""
        if not self._is_for_us():
            said = f"This server answers to http://{HOST}:{self.server.server_port}/ only.\n"
            self._send(Answer(403, "text/plain", said.encode()))
            return
        address = urlsplit(self.path)
        path = unquote(address.path, errors="replace").removeprefix("/")
        shown = self.server.shown
        if address.path == f"{_OURS}changes.js":
            self._send(Answer(200, "text/javascript", (SERVING / "changes.js").read_bytes()))
        elif address.path == f"{_OURS}changes":
            self._send(self._changes({name: values[0] for name, values in parse_qs(address.query).items()}))
        elif not path or path.endswith("/") or path.split("/")[-1] == "index.html":
            self._send_page(shown.page(_address(path)))
        elif shown.is_page(path):
            self._redirect(f"/{quote(path)}/")
        else:
            answer = shown.file(path)
            self._send_page(answer) if answer.kind == "text/html" else self._send(answer)

    do_HEAD = do_GET

    def _is_for_us(self) -> bool:
        """Whether the browser means this machine: another name may have been made to lead here."""
        return _FOR_US.fullmatch(self.headers.get("Host", "")) is not None

    def _changes(self, asked: dict[str, str]) -> Answer:
        """Wait until a page or the mistakes are not as the browser has them, and tell how they are."""
        shown, page = self.server.shown, _address(asked.get("page", "").removeprefix("/"))
        end = time.monotonic() + _HELD
        with shown.looking(page), shown.changed:
            while True:
                said = {"shown": shown.page(page, fresh=False).version, "mistakes": shown.mistakes}
                told = hashlib.sha256(json.dumps(shown.mistakes).encode()).hexdigest()[:16]
                left = end - time.monotonic()
                if said["shown"] != asked.get("shown") or told != asked.get("told") or left <= 0:
                    break
                shown.changed.wait(left)
        return Answer(200, "application/json", json.dumps({**said, "told": told}).encode())

    def _send_page(self, answer: Answer) -> None:
        script = f'<script src="{_OURS}changes.js" data-shown="{html.escape(answer.version)}" defer></script>'
        above, end, below = answer.content.rpartition(b"</body>")
        content = above + script.encode() + end + below if end else answer.content + script.encode()
        self._send(Answer(answer.status, answer.kind, content))

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        is_text = answer.kind.startswith("text/") or answer.kind.endswith(("json", "javascript"))
        self.send_header("Content-Type", f"{answer.kind}; charset=utf-8" if is_text else answer.kind)
        self.send_header("Content-Length", str(len(answer.content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.content)

    def _redirect(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """The terminal is for changes and mistakes."""


def _address(path: str) -> str:
    return path.removesuffix("index.html").rstrip("/")
