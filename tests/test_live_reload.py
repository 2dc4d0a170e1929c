"""`serve` shows a change of data, prose, templates and theme, and survives mistakes."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from handbook.html import environment
from tests.places import ROOT
from tests.site_builds import QUIET, copy_project

pytestmark = pytest.mark.serve
TEMPLATES = environment.TEMPLATES.relative_to(ROOT)
LIMIT = 60.0  # seconds until a change that never shows is given up; how fast it is shows `make bench`


@dataclass
class Server:
    """A running server of a copy of the project."""

    project: Path
    port: int
    log: Path

    def get(self, page: str) -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{page}", timeout=5) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def shows(self, page: str, words: str) -> bool:
        """Wait until a page shows some words."""
        return self._comes(lambda: words in self.get(page))

    def has_style(self, words: str) -> bool:
        """Wait until the style sheet that a page names holds some words."""

        def holds() -> bool:
            named = re.search(r'href="[./]*(assets/handbook\.[^"]+\.css)"', self.get("t/l1/"))
            return named is not None and words in self.get(named[1])

        return self._comes(holds)

    def _comes(self, there: Callable[[], bool]) -> bool:
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


COMMANDS = {
    "handbook": ["-m", "handbook", "serve", "--port"],
    "mkdocs": ["-m", "mkdocs", "serve", "--dev-addr"],
}


@pytest.fixture(scope="module", params=COMMANDS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp(f"served-by-{request.param}")
    project = copy_project(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    where = str(port) if request.param == "handbook" else f"127.0.0.1:{port}"
    log = folder / "log.txt"
    environment = {**os.environ, **QUIET, "PYTHONPATH": str(project), "SITE_URL": "http://127.0.0.1/"}
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, *COMMANDS[request.param], where],
            cwd=project,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            running = Server(project, port, log)
            assert running.shows("t/l1/", "L1"), log.read_text(encoding="utf-8")
            yield running
        finally:
            process.terminate()
            process.wait(20)


def test_devices_keep_nothing_of_what_is_being_written(server: Server) -> None:
    for folder in ("", "en/"):
        assert re.search(r"assets/handbook\.\w+\.js", server.get(folder))
        assert "data-keeping" not in server.get(folder)
        assert server.get(f"{folder}kept.json") == ""
    assert server.get("service-worker.js") == ""


def test_changes_show(server: Server) -> None:
    server.change("data/roles.yaml", "Pencatat bertanya kepada", "Pencatat kerap bertanya kepada")
    assert server.shows("t/l1/", "Pencatat kerap bertanya kepada")
    server.change("data/roles.yaml", "asks readers twice", "kindly asks readers twice")
    assert server.shows("en/t/l1/", "The recorder kindly asks readers twice")
    server.change("docs/id/tentang.md", "## Tujuan", "## Tujuan utama")
    assert server.shows("tentang/", "Tujuan utama")
    server.change("docs/en/tentang.md", "## Aim", "## Main aim")
    assert server.shows("en/tentang/", "Main aim")
    server.change(f"{TEMPLATES}/blocks.html", '<dl class="facts">', '<dl class="facts changed">')
    assert server.shows("t/l1/", "facts changed")
    server.change("handbook/resources/theme/assets/handbook.css", "html {", "html { --changed:1;")
    assert server.has_style("--changed:1")
    server.change(f"{TEMPLATES}/cite.html", '<footer class="cite"', '<footer class="cite again"')
    assert server.shows("en/t/l1/", "cite again")


def test_a_mistake_keeps_the_last_good_pages_until_it_is_mended(server: Server) -> None:
    server.change("data/roles.yaml", "counterpart: S1", "counterpart: S11")
    assert server.says("there is no `S11`")
    assert server.says("still being served")
    assert "L1" in server.get("t/l1/")
    server.change("data/roles.yaml", "counterpart: S11", "counterpart: S1")
    server.change("data/roles.yaml", 'name: {id: "Mendengar', 'name: {id: "Setelah diperbaiki: mendengar')
    assert server.shows("t/l1/", "Setelah diperbaiki")
