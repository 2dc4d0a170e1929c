"""One pin is upgraded with what it needs, and nothing else; what cannot be resolved changes nothing.

The resolver is the real one; its packages lie in a folder, so that no registry is asked.
"""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.places import ROOT
from tools.lock import main
from tools.lock_file import LOCKS, locked

PROJECT = """\
[project]
name = "handbook"
version = "1"
requires-python = ">=3.11"
dependencies = ["press", "ink<3"]
[project.optional-dependencies]
dev = ["proof"]
bench = []
handouts = ["press"]
cluster = []
[tool.uv.pip]
no-index = true
find-links = ["wheels"]
"""
# What each version of a package needs.
OLD = {"press==1.0": ["type>=1"], "ink==2.0": [], "type==1.0": [], "proof==1.0": ["type"]}
NEW = {
    "press==1.1": ["type>=2", "lead"],
    "ink==2.1": [],
    "ink==3.0": [],
    "type==2.0": [],
    "lead==1.0": [],
    "proof==1.1": ["type"],
}


def offer(folder: Path, packages: dict[str, list[str]]) -> None:
    """Lay packages without contents where the resolver looks for them."""
    (folder / "wheels").mkdir(exist_ok=True)
    for package, needs in packages.items():
        name, _, version = package.partition("==")
        about = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        about += "".join(f"Requires-Dist: {need}\n" for need in needs)
        with ZipFile(folder / "wheels" / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"{name}-{version}.dist-info/METADATA", about)
            wheel.writestr(f"{name}-{version}.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
            wheel.writestr(f"{name}-{version}.dist-info/RECORD", "")


def texts(folder: Path) -> dict[str, str]:
    return {lock: (folder / lock).read_text(encoding="utf-8") for lock in LOCKS}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that was locked before newer versions came."""
    for name in ("UV_FIND_LINKS", "UV_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX", "UV_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("UV_OFFLINE", "1")
    (tmp_path / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    offer(tmp_path, OLD)
    assert main([], tmp_path) == 0
    offer(tmp_path, NEW)
    return tmp_path


def test_without_being_asked_no_pin_changes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = texts(project)
    capsys.readouterr()
    assert main([], project) == 0
    assert texts(project) == before
    assert capsys.readouterr().out == ""
    assert locked(project) == {
        ("press", ""): "1.0",
        ("ink", ""): "2.0",
        ("type", ""): "1.0",
        ("proof", ""): "1.0",
    }


def test_one_pin_is_upgraded_with_what_it_needs_and_nothing_else(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["--upgrade", "Press"], project) == 0
    assert capsys.readouterr().out == "lead: new → 1.0\npress: 1.0 → 1.1\ntype: 1.0 → 2.0\n"
    held = {lock: set(re.findall(r"^\S+==\S+", text, re.MULTILINE)) for lock, text in texts(project).items()}
    site = {"press==1.1", "ink==2.0", "type==2.0", "lead==1.0"}
    assert held == dict.fromkeys(LOCKS, site) | {"requirements-dev.txt": site | {"proof==1.0"}}


def test_a_pin_of_development_changes_no_other_lock(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(project)
    capsys.readouterr()
    assert main(["--upgrade", "proof"], project) == 0
    assert capsys.readouterr().out == "proof: 1.0 → 1.1\n"
    changed = [lock for lock, text in texts(project).items() if text != before[lock]]
    assert changed == ["requirements-dev.txt"]


def test_all_pins_are_upgraded_as_far_as_the_project_allows(project: Path) -> None:
    assert main(["--upgrade"], project) == 0
    held = locked(project)
    assert (held["press", ""], held["ink", ""], held["proof", ""]) == ("1.1", "2.1", "1.1")


def test_a_package_that_is_not_locked_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = texts(project)
    assert main(["--upgrade", "press", "pres"], project) == 2
    assert "not locked: pres; name packages of requirements.txt" in capsys.readouterr().err
    assert texts(project) == before


def test_what_cannot_be_resolved_changes_no_lock(project: Path) -> None:
    before = texts(project)
    text = (project / "pyproject.toml").read_text(encoding="utf-8")
    (project / "pyproject.toml").write_text(text.replace("bench = []", 'bench = ["ink>3"]'), encoding="utf-8")
    assert main(["--upgrade", "press"], project) != 0
    assert texts(project) == before


def test_every_pin_of_this_project_is_read() -> None:
    lines = {line for lock in LOCKS for line in (ROOT / lock).read_text(encoding="utf-8").splitlines()}
    assert len(locked()) == len({line for line in lines if re.match(r"[a-z0-9]", line)})
