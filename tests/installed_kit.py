"""The generator as its users have it: a wheel, installed in an environment without this repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.places import ROOT
from tests.site_builds import QUIET


@dataclass(frozen=True)
class Installed:
    """An environment with the generator; `packages` are the names of the files in its wheel."""

    folder: Path
    packages: frozenset[str]

    @property
    def python(self) -> Path:
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def handbook(self, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `handbook` with `words` in `folder`."""
        return subprocess.run(
            [self.python.with_name("handbook"), *words],
            cwd=folder,
            env=without_repository(),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )


def without_repository() -> dict[str, str]:
    """The environment of this process, without what leads Python to this repository."""
    left_out = ("PYTHONPATH", "SITE_URL", "SOURCE_DATE_EPOCH")
    return {**{k: v for k, v in os.environ.items() if k not in left_out}, **QUIET}


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel of this repository, installed; what it depends on is that of the environment of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    source = folder / "source"  # building writes there
    for name in ("handbook", "macros"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip = (sys.executable, "-m", "pip")
    _run(
        *pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-q", "-w", str(folder), str(source)
    )
    shutil.rmtree(source)
    (wheel,) = folder.glob("handbook-*.whl")
    environment = folder / "environment"
    venv.create(environment, with_pip=False, symlinks=os.name != "nt")
    made = Installed(environment, frozenset(_names(wheel)))
    _run(*pip, "--python", str(made.python), "install", "--no-deps", "--no-index", "-q", str(wheel))
    (own,) = environment.rglob("site-packages")
    (own / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return made


def _names(wheel: Path) -> list[str]:
    with ZipFile(wheel) as held:
        return held.namelist()


def _run(*command: str) -> None:
    done = subprocess.run(command, env=without_repository(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
