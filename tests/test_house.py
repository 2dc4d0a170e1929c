"""The house: locked requirements, a browser for the tests, workflows that use the same verbs."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from tests import site_builds
from tests.places import ROOT
from tests.plugin import pytest_collection_modifyitems
from tests.workflow_kit import WORKFLOWS, jobs, steps
from tools.lock_file import LOCKS


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
    requirements = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[project.scripts]")[0]
    lines = requirements.splitlines()
    listed = [line for line in lines if re.match(r'^  "[A-Za-z]', line)]
    assert len(listed) > 10
    assert [line for line in listed if "#" not in line] == []


@dataclass(eq=False)
class Case:
    """As much of a collected test as its markers depend on."""

    name: str
    fixturenames: tuple[str, ...] = ()
    module: ModuleType = field(default_factory=lambda: ModuleType("case"))
    markers: set[str] = field(default_factory=set)

    @property
    def path(self) -> Path:
        return Path(self.name)

    def add_marker(self, name: str) -> None:
        self.markers.add(name)


def test_markers_are_put_on_tests_by_what_they_use() -> None:
    building, other = ModuleType("building"), ModuleType("other")
    building.run = site_builds.run  # type: ignore[attr-defined]
    other.run = print  # type: ignore[attr-defined]
    cases = {
        Case("test_x.py", ("tmp_path",), other): set(),
        Case("test_x.py", ("browser", "served_site")): {"browser", "build"},
        Case("test_x.py", ("printed",)): {"print"},
        Case("test_x.py", (), building): {"build"},
        Case("test_print_x.py"): {"print"},
    }
    pytest_collection_modifyitems(list(cases))  # type: ignore[arg-type]
    assert [case.markers for case in cases] == list(cases.values())


@pytest.mark.parametrize("file", WORKFLOWS)
def test_a_bare_machine_is_tried_by_each_workflow(file: str) -> None:
    """What README asks for is installed, and nothing more."""
    bare = jobs(file)["bare"]
    assert (bare.get("image") or bare["container"]).startswith("debian:12@")
    installed = "apt-get install -y -qq --no-install-recommends python3 python3-venv make git ca-certificates"
    assert steps(bare) == ["apt-get update -qq", installed, "make", "make test"]


@pytest.mark.parametrize("file", WORKFLOWS)
def test_a_fork_is_tried_by_each_workflow(file: str) -> None:
    """Another programme has the place of this one before anything is checked."""
    swap = "rm -rf data docs && cp -r tests/programmes/libraries/data tests/programmes/libraries/docs ."
    tried = steps(jobs(file)["fork"])
    assert tried.index(swap) < tried.index("make check") < tried.index("make test")


def test_publishing_waits_for_every_other_job() -> None:
    github, gitlab = map(jobs, WORKFLOWS)
    assert set(github["publish"]["needs"]) == set(github) - {"publish"}
    assert {name: job["stage"] for name, job in gitlab.items() if "script" in job} == {
        "test": "test",
        "coverage": "test",
        "audit": "test",
        "fork": "test",
        "bare": "test",
        "pages": "deploy",
    }


@pytest.mark.parametrize("file", WORKFLOWS)
def test_no_workflow_lists_packages_of_its_own(file: str) -> None:
    """What tests need stands in tools/, where the verbs find it."""
    assert [
        step
        for name, job in jobs(file).items()
        if name != "bare" and ("script" in job or "steps" in job)
        for step in steps(job)
        if "apt-get" in step
    ] == []


@pytest.mark.parametrize("file", WORKFLOWS)
def test_workflows_use_the_same_verbs(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert isinstance(yaml.safe_load(text), dict)
    for verb in ("make check", "make test", "make test-servers", "make offline"):
        assert re.search(rf"{verb}\s*$", text, re.MULTILINE), verb
    assert "SITE_URL" in text


def test_the_oldest_and_the_newest_python_are_tried() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest = project["requires-python"].removeprefix(">=")
    github, gitlab = map(jobs, WORKFLOWS)
    tried = github["build"]["strategy"]["matrix"]["python"]
    (images,) = gitlab["test"]["parallel"]["matrix"]
    assert [image.partition("@")[0] for image in images["IMAGE"]] == [
        f"python:{one}-bookworm" for one in tried
    ]
    assert tried[0] == oldest
    newest = {step["with"]["python-version"] for step in github["coverage"]["steps"] if _sets_python(step)}
    assert newest == {tried[-1]}
    assert gitlab["image"] == images["IMAGE"][-1]


def _sets_python(step: dict[str, Any]) -> bool:
    return "python-version" in step.get("with", {})


def test_windows_builds_with_the_steps_of_the_readme() -> None:
    (block,) = re.findall(r"```bat\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    windows = jobs(WORKFLOWS[0])["windows"]
    assert windows["runs-on"] == "windows-latest"
    assert steps(windows) == block.splitlines()[:4]
    assert "handbook build" in steps(windows)[-1]


@pytest.mark.parametrize("file", WORKFLOWS)
def test_coverage_has_a_job_of_its_own(file: str) -> None:
    assert [name for name, job in jobs(file).items() if "make coverage" in str(job)] == ["coverage"]
    assert "coverage" not in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_hooks_before_commits_are_those_of_this_house() -> None:
    """They run what is pinned, and name no other place."""
    text = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    (local,) = yaml.safe_load(text)["repos"]
    assert local["repo"] == "local"
    assert {hook["language"] for hook in local["hooks"]} == {"system"}
    assert {hook["entry"].split()[0] for hook in local["hooks"]} == {".venv/bin/ruff", ".venv/bin/mypy"}
    assert "://" not in text


def test_ci_runs_checks_tests_and_strict_builds_in_a_fresh_environment() -> None:
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    steps = [
        "rm -rf .venv",
        "make check",
        "-m tools.ready dictionaries",
        "handbook spelling --require",
        "make test\n",
        "make test-servers",
    ]
    steps += ["handbook build --strict", "mkdocs build --strict"]
    places = [text.find(step) for step in steps]
    assert -1 not in places
    assert places == sorted(places)
