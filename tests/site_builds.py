"""Sites built once for all tests that read them."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from handbook.source.load import ROOT

LIBRARIES = ROOT / "tests" / "programmes" / "libraries" / "data"
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
PROSE = {
    "id": "---\ndescription: Untuk siapa.\n---\n# Tentang {: #about }\n\n## Tujuan {: #aim }\n\nMembaca.\n",
    "en": "---\ndescription: For whom.\n---\n# About {: #about }\n\n## Aim {: #aim }\n\nReading.\n",
}

# Before a command that a test ends by a signal: shells and `nohup` leave some of them ignored.
HEARING_SIGNALS = (
    sys.executable,
    "-c",
    "import os, signal, sys; "
    "[signal.signal(s, signal.SIG_DFL) for s in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]; "
    "os.execvp(sys.argv[1], sys.argv[1:])",
)


def run(*command: str, folder: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python with `command` in `folder`; the code that is used is the one in that folder."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={**os.environ, **QUIET, "PYTHONPATH": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def build(site: Path, *options: str, folder: Path = ROOT, **environment: str) -> Path:
    """Build a site strictly with `handbook build`; its folder."""
    command = ("-m", "handbook", "build", "--strict", "--site-dir", str(site), *options)
    done = run(*command, folder=folder, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return site


def make(command: str, site: Path, *options: str, folder: Path = ROOT, **environment: str) -> str:
    """Run `handbook <command>` on a site, which it builds where there is none; what it says."""
    words = ("-m", "handbook", command, "--site-dir", str(site), *options)
    done = run(*words, folder=folder, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def copy_project(folder: Path) -> Path:
    """A copy of the project below `folder`, without what is built or installed and without tests."""
    left_out = shutil.ignore_patterns(".git", ".venv", "site", "__pycache__", ".*_cache", ".cache", "tests")
    return Path(shutil.copytree(ROOT, folder / "handbook", ignore=left_out))


def copy_small(folder: Path) -> Path:
    """A copy of the project that holds the second programme, with one page of prose: quick to build."""
    project = copy_project(folder)
    labels = (project / "data" / "interface.yaml").read_bytes()
    for name in ("data", "docs"):
        shutil.rmtree(project / name)
    shutil.copytree(LIBRARIES, project / "data")
    (project / "data" / "interface.yaml").write_bytes(labels)
    for code, text in PROSE.items():
        (project / "docs" / code).mkdir(parents=True)
        (project / "docs" / code / "tentang.md").write_text(text, encoding="utf-8")
    return project


def prints(site: Path) -> dict[str, str]:
    """A fingerprint of every file of a site."""
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


def write_data(file: Path, data: object) -> None:
    """Write a data file; JSON is YAML, without the aliases that a YAML writer would make of equal parts."""
    file.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")


def once(factory: pytest.TempPathFactory, name: str, fill: Callable[[Path], object]) -> Path:
    """A folder that the first of all workers who asks for it fills, and that all of them only read."""
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "shared" / name
    folder.parent.mkdir(exist_ok=True)
    with FileLock(f"{folder}.lock"):
        done = Path(f"{folder}.done")
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)  # as another worker left it, for whom it failed
            fill(folder)
            done.touch()
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the project's own programme."""
    return once(tmp_path_factory, "own", build)


@pytest.fixture(scope="session")
def libraries_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the second programme."""
    return once(tmp_path_factory, "libraries", lambda site: build(site, "--data", str(LIBRARIES)))


@pytest.fixture(scope="session")
def unchecked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project whose check lets everything in prose pass, so that the build must refuse it."""
    project = copy_small(tmp_path_factory.mktemp("unchecked"))
    rules = project / "handbook" / "check" / "hand_written.py"
    text, own = rules.read_text(encoding="utf-8"), "(prose_harmless, prose_files_harmless)"
    assert own in text
    rules.write_text(text.replace(own, "()"), encoding="utf-8")
    return project
