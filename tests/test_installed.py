"""From a wheel, in an environment without this repository, every command works where a programme lies."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from handbook.resources import PACKAGE
from tests.installed_kit import Installed, without_repository
from tests.places import LIBRARIES


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds another programme's `data/`, and prose beside it."""
    folder = tmp_path_factory.mktemp("programme")
    shutil.copytree(LIBRARIES, folder / "data")
    for language, title in (("id", "Tentang buku ini"), ("en", "About this book")):
        page = folder / "docs" / language / "tentang-buku.md"
        page.parent.mkdir(parents=True)
        page.write_text(f"---\ntitle: {title}\ndescription: {title}.\n---\n\n# {title}\n", encoding="utf-8")
    return folder


def test_a_wheel_holds_every_file_that_is_not_code(installed: Installed) -> None:
    files = (file for file in PACKAGE.rglob("*") if file.is_file() and file.suffix != ".py")
    names = {f.relative_to(PACKAGE.parent).as_posix() for f in files if "__pycache__" not in f.parts}
    assert len(names) > 90
    assert names - installed.packages == set()


def test_nothing_of_the_repository_is_seen(installed: Installed, programme: Path) -> None:
    code = "import handbook, macros; print(handbook.__file__); print(macros.__file__)"
    done = subprocess.run(
        [installed.python, "-c", code],
        cwd=programme,
        env=without_repository(),
        capture_output=True,
        text=True,
        check=False,
    )
    places = [Path(line) for line in done.stdout.splitlines()]
    assert len(places) == 2
    assert all(place.is_relative_to(installed.folder) for place in places), places


def test_every_command_finds_data_and_prose_in_the_current_folder(
    installed: Installed, programme: Path
) -> None:
    def handbook(*words: str) -> str:
        done = installed.handbook(programme, *words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    assert handbook("check").startswith("no problems: ")
    handbook("schema")
    assert (programme / "data" / "schema").is_dir()
    handbook("build", "--strict")
    assert (programme / "site" / "en" / "tentang-buku" / "index.html").is_file()
    handbook("print", "--poster", "--lang", "id")
    assert (programme / "site" / "pdf" / "poster.id.pdf").read_bytes().startswith(b"%PDF-")
    handbook("record")
    assert "tentang-buku" in (programme / "docs" / "published.txt").read_text(encoding="utf-8")
    handbook("new", "term", "shelf")
    assert "shelf:" in (programme / "data" / "glossary.yaml").read_text(encoding="utf-8")
    handbook("clean")
    assert not (programme / "site").exists()


def test_a_folder_without_data_is_said_to_be_one(installed: Installed, tmp_path: Path) -> None:
    done = installed.handbook(tmp_path, "build")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no folder data/ here; " in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_new_programme_is_checked_built_printed_and_served_at_once(
    installed: Installed, tmp_path: Path
) -> None:
    done = installed.handbook(tmp_path, "init", "book", "--languages", "id,en", "--name", "Buku Baru")
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("next: cd book, then handbook build, or handbook serve\n")
    book = tmp_path / "book"

    checked = installed.handbook(book, "check")
    assert checked.stdout.startswith(
        "no problems: 1 stage, 1 group, 1 role, 1 task, 1 document, 1 partner, 1 paper, 1 topic, 1 term, "
        "1 source, 1 question, 1 event, 1 change, "
    ), checked
    built = installed.handbook(book, "build", "--strict")
    assert built.returncode == 0, built.stdout + built.stderr
    assert "Buku Baru" in (book / "site" / "index.html").read_text(encoding="utf-8")
    assert (book / "site" / "en" / "t" / "a1" / "index.html").is_file()
    printed = installed.handbook(book, "print", "--book", "--lang", "en")
    assert printed.returncode == 0, printed.stdout + printed.stderr
    assert (book / "site" / "pdf" / "handbook.en.pdf").read_bytes().startswith(b"%PDF-")
    assert "Buku Baru" in _served(installed, book)


def _served(installed: Installed, folder: Path) -> str:
    """The home page as `handbook serve` shows it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(installed.python.with_name("handbook")), "serve", "--port", str(port)]
    none = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=folder, env=without_repository(), stdout=none, stderr=none)
    try:
        end = time.monotonic() + 120
        while time.monotonic() < end and server.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
                    return str(answer.read().decode())
            except OSError:
                time.sleep(0.2)
        raise AssertionError("the server did not answer")
    finally:
        server.terminate()
        server.wait(timeout=60)
