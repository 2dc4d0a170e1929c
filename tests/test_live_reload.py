"""`serve` shows a change of data, prose, templates and theme, and survives mistakes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.site_builds import QUIET, copy_project

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
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            if words in self.get(page):
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
            assert running.shows("t/a6/", "A6"), log.read_text(encoding="utf-8")
            yield running
        finally:
            process.terminate()
            process.wait(20)


def test_changes_show(server: Server) -> None:
    server.change("data/roles.yaml", "Menjalankan tugas lain", "Menjalankan dengan baik tugas lain")
    assert server.shows("t/a6/", "Menjalankan dengan baik tugas lain")
    server.change("data/roles.yaml", "Carry out other tasks", "Carry out with care other tasks")
    assert server.shows("en/t/a6/", "Carry out with care other tasks")
    server.change("docs/id/tentang.md", "## Tujuan", "## Tujuan utama")
    assert server.shows("tentang/", "Tujuan utama")
    server.change("docs/en/tentang.md", "## Aim", "## Main aim")
    assert server.shows("en/tentang/", "Main aim")
    server.change("handbook/html/templates/task.html", '<dl class="facts">', '<dl class="facts changed">')
    assert server.shows("t/a6/", "facts changed")
    server.change("handbook/resources/theme/assets/handbook.css", ":root {", "/* changed */ :root {")
    assert server.shows("assets/handbook.css", "/* changed */")
    server.change("handbook/html/templates/cite.html", '<footer class="cite"', '<footer class="cite again"')
    assert server.shows("en/t/a6/", "cite again")


def test_a_mistake_keeps_the_last_good_pages_until_it_is_mended(server: Server) -> None:
    server.change("data/roles.yaml", "counterpart: B7", "counterpart: B77")
    assert server.says("there is no `B77`")
    assert server.says("still being served")
    assert "A6" in server.get("t/a6/")
    server.change("data/roles.yaml", "counterpart: B77", "counterpart: B7")
    server.change("data/roles.yaml", 'name: {id: "Menjalankan', 'name: {id: "Setelah diperbaiki: menjalankan')
    assert server.shows("t/a6/", "Setelah diperbaiki")
