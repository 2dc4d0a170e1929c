"""Editions that a Dask cluster builds are those of one machine, also if a worker of it dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import distributed as _distributed
import fsspec
import pytest

from handbook.region_builds import cluster
from handbook.region_builds.place import Place
from handbook.region_builds.work import Inputs, State, Task
from macros.regions.delivery import upload
from tests.places import ROOT
from tests.region_kit import files, handbook, project, report, states
from tests.site_builds import QUIET

pytestmark = pytest.mark.build

distributed: Any = _distributed  # it has no types

CODES = tuple(f"10.{number}" for number in range(10, 18))
BUILD = ("regions", "build", "regions", "--pdfs", "none", "--quiet")


def test_the_bytes_are_the_same_on_a_cluster_of_which_a_worker_is_killed(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", *CODES)
    assert handbook(folder, *BUILD, "--out", "here").returncode == 0
    os.environ.update(QUIET)
    with distributed.LocalCluster(
        host="127.0.0.1",
        n_workers=2,
        threads_per_worker=1,
        dashboard_address="127.0.0.1:0",
        local_directory=str(tmp_path),
    ) as cluster:
        command = [sys.executable, "-m", "handbook", *BUILD, "--out", "there"]
        command += ["--scheduler", cluster.scheduler_address]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
        ) as running:
            while not any((folder / "there").glob("*/.edition.json")) and running.poll() is None:
                time.sleep(0.02)
            victim = next(iter(cluster.workers.values()))
            os.kill(victim.pid, signal.SIGKILL)
            told, _ = running.communicate(timeout=200)
    assert running.returncode == 0, told
    assert "8 built" in told
    assert "begun again" in told
    for code in CODES:
        assert files(folder / "there" / code) == files(folder / "here" / code)
    assert max(row["tries"] for row in report(folder / "there")["editions"]) >= 2


ANSWERING = """
import pickle, sys
from handbook.region_builds.work import Done, Inputs, State
while True:
    given = pickle.load(sys.stdin.buffer)
    if not isinstance(given, Inputs):
        pickle.dump(Done(given.code, State.BUILT), sys.stdout.buffer)
        sys.stdout.buffer.flush()
"""


def test_workers_that_join_later_get_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tasks that the scheduler is given at a time grow with the threads of all workers."""
    (tmp_path / "answering.py").write_text(ANSWERING, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    given: list[str] = []

    def tasks() -> Iterator[Task]:
        for number in range(30):
            given.append(f"10.{number}")
            yield Task(f"10.{number}", {}, "", "", "none", "out")

    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as local:
        done = cluster.Cluster("answering", local.scheduler_address, 1).build(
            Inputs(b"", {}, "", ""), tasks()
        )
        assert next(done).state is State.BUILT
        alone = len(given)
        local.scale(4)
        with local.get_client() as client:
            client.wait_for_workers(4)
        next(done)
        assert (alone, len(given)) == (3, 10)
        assert len(list(done)) == 28
    for (
        process
    ) in cluster._processes.values():  # which are of this process, since the workers are its threads
        process.end()
    cluster._processes.clear()


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", "10.10")
    told = handbook(
        folder,
        *BUILD,
        "--out",
        "out",
        "--scheduler",
        "tcp://127.0.0.1:9",
        DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT="1s",
    )
    assert told.returncode == 2
    assert "127.0.0.1:9" in told.stderr
    assert "Traceback" not in told.stderr


def test_editions_can_be_put_where_fsspec_puts_them(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", "10.10", "10.11")
    assert handbook(folder, *BUILD, "--out", "here").returncode == 0
    there = f"file://{tmp_path}/there"
    assert handbook(folder, *BUILD, "--out", there).returncode == 0
    for code in ("10.10", "10.11"):
        assert files(tmp_path / "there" / code) == files(folder / "here" / code)
    assert files(tmp_path / "there" / "en") == files(folder / "here" / "en")  # the index
    assert handbook(folder, *BUILD, "--out", there).returncode == 0
    assert set(states(tmp_path / "there").values()) == {"unchanged"}


def test_what_is_no_more_is_removed_from_an_object_store(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for names in (("a/index.html", "b.txt", ".edition.json"), ("a/index.html", ".edition.json")):
        for file in site.rglob("*"):
            if file.is_file():
                file.unlink()
        for name in names:
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_text(name, encoding="utf-8")
        upload(site, Task("10.10", {}, "", "", "none", "memory://editions"))
        held = fsspec.filesystem("memory").find("/editions/10.10")
        assert [name.removeprefix("/editions/10.10/") for name in held] == sorted(names)
    assert Place("memory://editions").read("10.10/a/index.html") == b"a/index.html"
