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

from handbook.html.assets import plain_name
from handbook.localised import Locale, locales
from handbook.source.load import read
from tests._small import write_small
from tests.command_server import MODULES, run_module
from tests.places import LIBRARIES, LIBRARIES_DOCS, ROOT

# What commands read from the environment while they run; other variables count when Python starts.
SETTINGS = {"REPOSITORY_URL", "SITE_URL"}
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}

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
    if command[0] == "-m" and command[1] in MODULES and environment.keys() <= SETTINGS:
        given = {**os.environ, **QUIET, "PYTHONPATH": str(folder), **environment}
        return run_module(command[1], command[2:], folder, given, kept=ROOT)
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={**os.environ, **QUIET, "PYTHONPATH": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def of_small(options: tuple[str, ...], folder: Path) -> tuple[str, ...]:
    """Options of a command, which in the checkout reads the small programme if they name no other."""
    return options if folder != ROOT or "--data" in options else ("--data", str(LIBRARIES), *options)


def build(site: Path, *options: str, folder: Path = ROOT, **environment: str) -> Path:
    """Build a site strictly with `handbook build`; its folder."""
    command = ("-m", "handbook", "build", "--strict", "--site-dir", str(site))
    done = run(*command, *of_small(options, folder), folder=folder, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return site


def make(command: str, site: Path, *options: str, folder: Path = ROOT, **environment: str) -> str:
    """Run `handbook <command>` on a site, which it builds where there is none; what it says."""
    words = ("-m", "handbook", command, "--site-dir", str(site))
    done = run(*words, *of_small(options, folder), folder=folder, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def copy_project(folder: Path) -> Path:
    """A copy of the generator below `folder` that holds the small programme in the place of its own."""
    copy = folder / "handbook"
    copy.mkdir()
    for name in ("handbook", "macros"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "mkdocs.en.yml", "pyproject.toml", "Makefile"):
        shutil.copy(ROOT / name, copy)
    shutil.copytree(LIBRARIES, copy / "data")
    shutil.copytree(LIBRARIES_DOCS, copy / "docs")
    return copy


def asset(site: Path, name: str) -> Path:
    """A script or style sheet of a site by its name without the checksum, such as `assets/handbook.css`."""
    (found,) = [file for file in (site / name).parent.iterdir() if plain_name(file.name) == Path(name).name]
    return found


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
    """The site of the small programme."""
    return once(tmp_path_factory, "libraries", build)


@pytest.fixture(scope="session")
def site_locales() -> dict[str, Locale]:
    """The programme of `site` in its languages."""
    return locales(read(LIBRARIES, LIBRARIES_DOCS))


@pytest.fixture(scope="session")
def garden_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the smallest programme, which has no prose."""
    data = write_small(tmp_path_factory.mktemp("garden") / "data")
    return once(tmp_path_factory, "garden", lambda site: build(site, "--data", str(data)))


@pytest.fixture(scope="session")
def unchecked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project whose check lets everything in prose pass, so that the build must refuse it."""
    project = copy_project(tmp_path_factory.mktemp("unchecked"))
    rules = project / "handbook" / "check" / "hand_written.py"
    text, own = rules.read_text(encoding="utf-8"), "(prose_harmless, prose_files_harmless)"
    assert own in text
    rules.write_text(text.replace(own, "()"), encoding="utf-8")
    return project
