"""A running server of a copy of the project, which tests change."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.site_builds import HEARING_SIGNALS, QUIET, copy_project

LIMIT = 60.0  # seconds until a change that never shows is given up; how fast it is shows `make bench`


@dataclass
class Server:
    """A running server of a copy of the project."""

    project: Path
    port: int
    log: Path
    process: subprocess.Popen[bytes]

    def get(self, page: str) -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{page}", timeout=5) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def shows(self, page: str, words: str) -> bool:
        """Wait until a page shows some words."""
        return self.comes(lambda: words in self.get(page))

    def has_style(self, words: str) -> bool:
        """Wait until the style sheet that a page names holds some words."""

        def holds() -> bool:
            named = re.search(r'href="[./]*(assets/handbook\.[^"]+\.css)"', self.get("t/l1/"))
            return named is not None and words in self.get(named[1])

        return self.comes(holds)

    def comes(self, there: Callable[[], bool]) -> bool:
        """Wait until something is so."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            if there():
                return True
            time.sleep(0.1)
        return False

    def says(self, words: str) -> bool:
        """Wait until the server has said something."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            if words in self.log.read_text(encoding="utf-8"):
                return True
            time.sleep(0.1)
        return False

    def change(self, name: str, old: str, new: str) -> None:
        file = self.project / name
        text = file.read_text(encoding="utf-8")
        assert old in text, (name, old)
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def version(self, page: str) -> str:
        """What a served page says it is."""
        found = re.search(r'data-shown="(\w+)"', self.get(page))
        assert found is not None, page
        return found[1]

    def state(self, page: str, known: str = "none", told: str = "") -> dict[str, Any]:
        """What a browser is told of a page that knows nothing yet, or else waits for something else."""
        asked = f".handbook/changes?page={quote(f'/{page}')}&shown={known}&told={told}"
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{asked}", timeout=LIMIT) as answer:
            held: dict[str, Any] = json.loads(answer.read())
            return held

    def news(self, page: str, before: dict[str, Any]) -> dict[str, Any]:
        """What a browser is told next that knows how a page was before."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            heard = self.state(page, before["shown"], before["told"])
            if heard != before:
                return heard
        raise TimeoutError(page)

    def count(self, words: str) -> int:
        """How often the server has said something."""
        return self.log.read_text(encoding="utf-8").count(words)


COMMANDS = {
    "handbook": ["-m", "handbook", "serve", "--port"],
    "mkdocs": ["-m", "mkdocs", "serve", "--dev-addr"],
}


@contextmanager
def serving(command: str, folder: Path) -> Iterator[Server]:
    """A server of a copy of the project below a folder, which is ended afterwards."""
    project = copy_project(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    where = str(port) if command == "handbook" else f"127.0.0.1:{port}"
    log = folder / "log.txt"
    temporary = folder / "temporary"
    temporary.mkdir()
    environment = {**os.environ, **QUIET, "PYTHONPATH": str(project), "SITE_URL": "http://127.0.0.1/"}
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [*HEARING_SIGNALS, sys.executable, *COMMANDS[command], where],
            cwd=project,
            env={**environment, "TMPDIR": str(temporary)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            running = Server(project, port, log, process)
            assert running.shows("t/l1/", "L1"), log.read_text(encoding="utf-8")
            yield running
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)
