"""A command that has nothing to do says so at once: it reads no data; whatever has changed, it looks into."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.cli import common
from handbook.cli.main import main
from handbook.source.load import Dataset
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


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A programme of its own that was built, and of which nothing is left to record."""
    folder = tmp_path_factory.mktemp("programme")
    shutil.copytree(LIBRARIES, folder / "data")
    for command in (("record",), ("record",), ("build",)):
        assert "loaded: pydantic" in ask(folder, *command).stdout
    return folder


AT_ONCE = {
    ("build",): " in site, unchanged\n",
    ("build", "--quiet"): " in site, unchanged\n",
    ("record",): "nothing new to record\n",
    ("record", "--if-written"): "nothing new to record\n",
}


@pytest.mark.parametrize("command", AT_ONCE, ids=" ".join)
def test_a_site_and_a_record_that_are_new_are_not_looked_into(
    command: tuple[str, ...], programme: Path
) -> None:
    done = ask(programme, *command)
    assert is_told_at_once(done)
    assert AT_ONCE[command] in done.stdout


@pytest.mark.parametrize("command", ["build", "record"])
def test_they_are_looked_into_after_a_change(command: str, programme: Path) -> None:
    source = programme / "data" / "programme.yaml"
    held = source.read_text(encoding="utf-8")
    source.write_text(f"{held}# more\n", encoding="utf-8")
    done = ask(programme, command)
    source.write_text(held, encoding="utf-8")
    assert not is_told_at_once(done)
    assert not is_told_at_once(ask(programme, command))
    assert is_told_at_once(ask(programme, command))


def test_a_site_is_built_again_for_another_address_and_with_other_strictness(programme: Path) -> None:
    assert not is_told_at_once(ask(programme, "build", SITE_URL="https://example.com/"))
    assert not is_told_at_once(ask(programme, "build", "--strict"))
    assert not is_told_at_once(ask(programme, "build"))
    assert is_told_at_once(ask(programme, "build"))


@pytest.mark.parametrize(
    "name", ["site/mine.txt", ".site.building-99999999/x", "site/.en.building-99999999/x"]
)
def test_a_site_with_anything_else_is_looked_into(name: str, programme: Path) -> None:
    other = programme / name
    other.parent.mkdir(exist_ok=True)
    other.write_text("mine", encoding="utf-8")
    done = ask(programme, "build")
    assert not is_told_at_once(done)
    other.unlink(missing_ok=True)
    ask(programme, "build")  # removes what is left of a build
    assert is_told_at_once(ask(programme, "build"))


def test_data_that_change_while_they_are_recorded_are_looked_into(
    programme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = programme / "data" / "programme.yaml"
    held = source.read_text(encoding="utf-8")
    source.write_text(f"{held}# one\n", encoding="utf-8")
    read, seen = common.readable_of, []

    def read_and_edited(arguments: argparse.Namespace) -> Dataset:
        seen.append(read(arguments))
        source.write_text(f"{held}# two\n", encoding="utf-8")
        return seen[-1]

    monkeypatch.chdir(programme)
    monkeypatch.setattr(common, "readable_of", read_and_edited)
    for times in (1, 2, 2):  # the second time nothing changes any more
        assert main(["record"]) == 0
        assert len(seen) == times
    source.write_text(held, encoding="utf-8")


def test_a_site_with_a_changed_or_missing_page_is_looked_into(programme: Path) -> None:
    page = programme / "site" / "index.html"
    held = page.read_bytes()
    page.write_bytes(held + b"<!-- mine -->")
    assert ask(programme, "build").returncode == 2
    page.write_bytes(held)
    (programme / "site" / "words" / "index.html").unlink()
    assert not is_told_at_once(ask(programme, "build"))
    assert (programme / "site" / "words" / "index.html").is_file()
