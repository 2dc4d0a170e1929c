"""The same sources give the same site, byte for byte, whoever builds it, where and when."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.places import LIBRARIES, LIBRARIES_DOCS, ROOT
from tests.site_builds import prints

pytestmark = pytest.mark.build

# Builds at another time, and on a machine that says it has so many cores; processes that it forks do, too.
_ELSEWHERE = """
import os, runpy, sys, time_machine
os.cpu_count = lambda: int(os.environ["CORES"])
os.sched_getaffinity = lambda _: set(range(int(os.environ["CORES"])))
with time_machine.travel(os.environ["WHEN"]):
    runpy.run_module("handbook", run_name="__main__", alter_sys=True)
"""


@dataclass(frozen=True)
class Place:
    """Where and when a build runs."""

    name: str
    folder: str = "here"
    when: str = "2026-11-30T12:00:00Z"
    cores: int = 2
    environment: dict[str, str] = field(default_factory=dict)


PLACES = (
    Place("another day", when="2031-02-28T23:59:30Z"),
    Place("another zone", environment={"TZ": "Pacific/Kiritimati"}),
    Place("another locale", environment={"LC_ALL": "C", "LANG": "C"}),
    Place("one core", cores=1),
    Place("many cores", cores=7),
    Place("another folder", folder="di sini/küche"),
    Place("another order of hashes", environment={"PYTHONHASHSEED": "7"}),
    Place("another user", environment={"HOME": "/nonexistent", "USER": "nobody", "LOGNAME": "nobody"}),
)


def built(place: Place, top: Path) -> dict[str, str]:
    """What each file holds of a site that was built in a place, in a folder where nothing is kept."""
    folder = top / place.folder
    shutil.copytree(LIBRARIES, folder / "data")
    shutil.copytree(LIBRARIES_DOCS, folder / "docs")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CORES": str(place.cores), "WHEN": place.when}
    done = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE, "build", "--site-dir", "site"],
        cwd=folder,
        env=environment | place.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return prints(folder / "site")


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the site holds that was built in the usual place."""
    return built(Place("usual"), tmp_path_factory.mktemp("usual"))


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_it_has_the_same_bytes_everywhere(place: Place, usual: dict[str, str], tmp_path: Path) -> None:
    other = built(place, tmp_path)
    assert len(usual) > 200
    assert {name for name in usual.keys() | other.keys() if usual.get(name) != other.get(name)} == set()
