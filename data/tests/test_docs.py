"""What README, CONTRIBUTING and deploy/README say can be done, can be done."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.places import LIBRARIES, LIBRARIES_DOCS, ROOT
from tools.lock_file import LOCKS

PAPERS = (
    *("README.md", "README.id.md", "CONTRIBUTING.md", "CONTRIBUTING.id.md"),
    *("deploy/editions.md", "deploy/editions.id.md", "deploy/README.md"),
)
# The commands of the last one are run by tests/test_region_deploy.py: some need one another.
LINKING = (*PAPERS, "SECURITY.md", "SECURITY.id.md", "deploy/regions.md")
# Commands that a test cannot run as they stand, what is run instead, and why.
INSTEAD = {
    "make test": ("make -n test", "it would run itself"),
    "make audit": ("make -n audit", "it asks a database elsewhere"),
    "make lock": ("make -n lock", "it asks the package registry"),
    ".venv/bin/python -m tools.ready dictionaries": (
        ".venv/bin/python -m tools.ready --help",
        "it installs what the machine lacks",
    ),
    ".venv/bin/handbook compress": (
        ".venv/bin/handbook build && .venv/bin/handbook compress",
        "what it packs is built first",
    ),
    ".venv/bin/python -m tools.lock --upgrade nh3": ("make -n lock", "it asks the package registry"),
    ".venv/bin/python -m tools.lock --upgrade": ("make -n lock", "it asks the package registry"),
}


def commands(paper: str) -> list[str]:
    """Commands in the fenced `sh` blocks of a paper, without comments."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / paper).read_text(encoding="utf-8"), re.DOTALL)
    lines = (re.sub(r"\s+#.*", "", line).strip() for block in blocks for line in block.splitlines())
    return [line for line in lines if line]


@pytest.fixture(scope="module")
def checkouts(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A copy of the project for each paper, whose code and data the installed command uses."""
    folder = tmp_path_factory.mktemp("projects with a space")

    @cache
    def checkout(paper: str) -> Path:
        copy = folder / Path(paper).as_posix().replace("/", "-")
        left_out = shutil.ignore_patterns(".git", ".venv", "site", "__pycache__", ".*_cache", ".cache")
        shutil.copytree(ROOT, copy, ignore=left_out)
        if paper.startswith("deploy/"):  # as true of any programme, and soonest seen with a small one
            for name, small in (("data", LIBRARIES), ("docs", LIBRARIES_DOCS)):
                shutil.rmtree(copy / name)
                shutil.copytree(small, copy / name)
        for name in ("pyproject.toml", *LOCKS):
            os.utime(copy / name, (0, 0))  # older than the environment, which must not be installed anew
        (copy / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)
        # What is printed is kept by its contents: what any copy has printed, none prints again.
        kept = ROOT / ".cache" / "print"
        kept.mkdir(parents=True, exist_ok=True)
        (copy / ".cache").mkdir()
        (copy / ".cache" / "print").symlink_to(kept, target_is_directory=True)
        return copy

    return checkout


# Papers in the other language name the same commands, which is tested below.
RUN = [paper for paper in PAPERS if not paper.endswith(".id.md")]


@pytest.mark.build
@pytest.mark.parametrize(
    ("paper", "command"), [(paper, command) for paper in RUN for command in commands(paper)]
)
def test_every_command_runs(paper: str, command: str, checkouts: Callable[[str], Path]) -> None:
    shown, _why = INSTEAD.get(command, (command, ""))
    project = checkouts(paper)
    done = subprocess.run(
        ["/bin/sh", "-c", shown],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"{paper}: {shown}\n{done.stdout[-1500:]}{done.stderr[-1500:]}"


def test_each_paper_is_about_commands_at_all() -> None:
    assert all(commands(paper) for paper in PAPERS)


@pytest.mark.parametrize(("one", "other"), [PAPERS[:2], PAPERS[2:4], PAPERS[4:6]])
def test_both_languages_name_the_same_commands(one: str, other: str) -> None:
    assert commands(one) == commands(other)


@pytest.mark.parametrize("paper", LINKING)
def test_links_of_the_papers_lead_to_files(paper: str) -> None:
    folder = (ROOT / paper).parent
    text = (ROOT / paper).read_text(encoding="utf-8")
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
    targets = [t for t in re.findall(r"\]\(([^)\s]+)\)", prose) if not t.startswith("http")]
    missing = [target for target in targets if not (folder / target.partition("#")[0]).exists()]
    assert targets and not missing


@pytest.mark.parametrize("paper", PAPERS[:2])
def test_every_path_in_the_table_exists(paper: str) -> None:
    rows = re.findall(r"^\| (`[^|]+`) \|", (ROOT / paper).read_text(encoding="utf-8"), re.MULTILINE)
    paths = [path for row in rows for path in re.findall(r"`([^`]+)`", row)]
    assert len(paths) > 5
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_verb_that_is_named_is_in_the_help() -> None:
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    offered = set(re.findall(r"^make (\w+)", shown, re.MULTILINE))
    texts = [(ROOT / paper).read_text(encoding="utf-8") for paper in LINKING]
    named = {verb for text in texts for verb in re.findall(r"(?:`|^)make (\w+)", text, re.MULTILINE)}
    assert {"build", "serve", "test", "check", "bench", "help"} <= offered
    assert named <= offered


def test_files_that_the_windows_steps_name_exist() -> None:
    steps = re.findall(r"```bat\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)[0]
    named = re.findall(r"-r (\S+)", steps)
    assert named == ["requirements.txt"]
    assert (ROOT / named[0]).is_file()
