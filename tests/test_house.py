"""The house: locked requirements, a browser for the tests, workflows that use the same verbs."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from handbook.load import ROOT
from tools import browser
from tools.lock import LOCKS


def direct(extra: str | None) -> set[str]:
    """Names of the packages that pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = list(project["dependencies"])
    if extra:
        asked += project["optional-dependencies"][extra]
    return {re.split(r"[<>=!~\s\[]", name)[0].lower().replace("_", "-") for name in asked}


@pytest.mark.parametrize(("lock", "extra"), LOCKS.items())
def test_every_direct_requirement_is_locked_with_hashes(lock: str, extra: str | None) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pinned = re.findall(r"^([a-z0-9-]+)==[^\n]*\\\n    (--hash=sha256:\w+)", text, re.MULTILINE)
    assert direct(extra) <= {name for name, _hash in pinned}
    assert len(pinned) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE))


def test_all_locks_hold_the_same_versions() -> None:
    """Installing an extra must not change what the others were tested with."""
    held: dict[str, set[str]] = {}
    for lock in LOCKS:
        text = (ROOT / lock).read_text(encoding="utf-8")
        for name, version in re.findall(r"^([a-z0-9-]+)==(\S+(?: ; [^\\\n]*)?)", text, re.MULTILINE):
            held.setdefault(f"{name}{version.partition(';')[2]}", set()).add(version)
    assert {name: versions for name, versions in held.items() if len(versions) > 1} == {}


@pytest.mark.parametrize("lock", LOCKS)
def test_no_registry_is_named(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"https?://|--index-url|--extra-index-url|--find-links", text)


def test_each_requirement_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    listed = [line for line in lines if re.match(r'^  "[A-Za-z]', line)]
    assert len(listed) > 10
    assert [line for line in listed if "#" not in line] == []


def test_a_named_browser_is_used(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.touch()
    assert browser.find({"HANDBOOK_BROWSER": str(mine), "PATH": ""}) == str(mine)


def test_a_named_browser_that_is_not_there_is_an_error() -> None:
    with pytest.raises(browser.NoBrowser, match="does not exist"):
        browser.find({"HANDBOOK_BROWSER": "/nowhere/chrome"})


def test_a_browser_on_the_path_is_found(tmp_path: Path) -> None:
    chrome = tmp_path / "google-chrome"
    chrome.write_text("#!/bin/sh\n", encoding="utf-8")
    chrome.chmod(0o755)
    assert browser.find({"PATH": str(tmp_path)}) == str(chrome)


def test_a_missing_browser_is_installed() -> None:
    ran: list[list[str]] = []

    def run(command: list[str]) -> bool:
        ran.append(command)
        return True

    assert browser.ensure(lambda: "/usr/bin/chromium" if ran else None, run) == "/usr/bin/chromium"
    assert ran


@pytest.mark.parametrize(("root", "first"), [(0, "apt-get"), (1000, "-m")])
def test_apt_is_used_only_by_root(
    root: int, first: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    apt = tmp_path / "apt-get"
    apt.write_text("#!/bin/sh\n", encoding="utf-8")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("os.geteuid", lambda: root)
    ran: list[list[str]] = []

    def fails(command: list[str]) -> bool:
        ran.append(command)
        return False

    with pytest.raises(browser.NoBrowser):
        browser.ensure(lambda: None, fails)
    assert first in ran[0]


def test_where_nothing_can_be_installed_the_message_says_what_to_do() -> None:
    tried: list[list[str]] = []

    def fails(command: list[str]) -> bool:
        tried.append(command)
        return False

    with pytest.raises(browser.NoBrowser, match="HANDBOOK_BROWSER="):
        browser.ensure(lambda: None, fails)
    assert any("playwright" in command for command in tried)


@pytest.mark.parametrize("file", [".github/workflows/pages.yml", ".gitlab-ci.yml"])
def test_workflows_use_the_same_verbs(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert isinstance(yaml.safe_load(text), dict)
    for verb in ("make check", "make test", "make offline"):
        assert re.search(rf"{verb}\s*$", text, re.MULTILINE), verb
    assert "SITE_URL" in text


def test_ci_runs_checks_tests_and_strict_builds_in_a_fresh_environment() -> None:
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    steps = [
        "rm -rf .venv",
        "make check",
        "-m tools.dictionaries",
        "handbook spelling --require",
        "make test",
    ]
    steps += ["handbook build --strict", "mkdocs build --strict"]
    places = [text.find(step) for step in steps]
    assert -1 not in places
    assert places == sorted(places)
