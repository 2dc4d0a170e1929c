"""A command that has nothing to do says so at once: it reads no data; whatever has changed, it looks into."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import LIBRARIES, ROOT
from tests.site_builds import QUIET, build

HEAVY = ("pydantic", "mkdocs", "jinja2", "lxml", "typst", "pikepdf", "handbook.source.load")
CODE = f"""
import sys
from handbook.cli.main import main
code = main(sys.argv[1:])
print("loaded:", *[name for name in {HEAVY} if name in sys.modules])
sys.exit(code)
"""
ONE = "task-l1.id.pdf"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A programme of its own with a site, in which one sheet and the pictures are made."""
    folder = tmp_path_factory.mktemp("unchanged")
    shutil.copytree(LIBRARIES, folder / "data")
    build(folder / "site", folder=folder)
    # Each command changes the site, so that the first looks into it once more.
    for command in (("print", ONE), ("pictures",), ("print", ONE)):
        assert "loaded: pydantic" in ask(folder, *command).stdout
    return folder


def ask(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process that has loaded nothing before."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, *words],
        cwd=folder,
        env={**os.environ, **QUIET, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 2), done.stderr
    return done


def is_told_at_once(done: subprocess.CompletedProcess[str]) -> bool:
    return "loaded:\n" in done.stdout


@pytest.mark.parametrize("command", [("print", ONE), ("print", ONE, "--quiet"), ("pictures",)])
def test_it_tells_the_same_and_loads_little(command: tuple[str, ...], folder: Path) -> None:
    done = ask(folder, *command)
    assert is_told_at_once(done)
    assert " unchanged, in site/" in done.stdout
    assert "set SITE_URL to the address of the site and print again" in done.stdout
    assert done.stdout.startswith("0 ")


def test_it_is_looked_into_where_more_or_something_else_is_asked_for(folder: Path) -> None:
    assert not is_told_at_once(ask(folder, "print", "--list"))
    assert not is_told_at_once(ask(folder, "print", "task-l2.id.pdf"))
    assert not is_told_at_once(ask(folder, "print", ONE, "--large"))
    fresh = ask(folder, "print", ONE, "--fresh")
    assert not is_told_at_once(fresh)
    assert "1 printed" in fresh.stdout
    assert is_told_at_once(ask(folder, "print", ONE))


def test_a_foreign_file_is_told_as_before(folder: Path) -> None:
    (folder / "site" / "mine.txt").write_text("mine", encoding="utf-8")
    done = ask(folder, "print", ONE)
    (folder / "site" / "mine.txt").unlink()
    assert done.returncode == 2
    assert "mine.txt" in done.stderr


def test_changed_data_and_another_address_are_looked_into(folder: Path) -> None:
    assert not is_told_at_once(ask(folder, "print", ONE, SITE_URL="https://example.com/"))
    ask(folder, "print", ONE)
    assert is_told_at_once(ask(folder, "print", ONE))
    file = sorted((folder / "data").glob("*.yaml"))[0]
    file.write_text(file.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    assert not is_told_at_once(ask(folder, "print", ONE))
    assert is_told_at_once(ask(folder, "print", ONE))


def test_a_date_that_is_none_is_refused_before(folder: Path) -> None:
    done = ask(folder, "print", ONE, SOURCE_DATE_EPOCH="soon")
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH" in done.stderr
