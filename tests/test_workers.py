"""Pages that several processes render are those that one renders."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from macros.workers import WorkerFailed, in_parts
from tests.places import LIBRARIES
from tests.site_builds import build, prints, run

MANY_PROCESSORS = (
    "import os, sys; os.cpu_count = lambda: 8; "
    "from handbook.cli.main import main; sys.exit(main(sys.argv[1:]))"
)


@pytest.mark.parametrize("processes", [1, 2, 3, 7, 40])
def test_parts_come_back_in_their_order(processes: int) -> None:
    items = list(range(23))
    parts = list(in_parts(items, lambda part: [(item, os.getpid()) for item in part], processes))
    assert [item for part in parts for item, _ in part] == items
    own = {process for part in parts for _, process in part}
    assert len(own) == len(parts) and (os.getpid() in own) == (processes == 1)


def test_nothing_to_do_needs_no_process() -> None:
    assert list(in_parts([], lambda part: part, 4)) == [[]]


def test_a_process_that_fails_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    def work(part: list[int]) -> list[int]:
        if 5 in part:
            raise ValueError("five is too much")
        return part

    with pytest.raises(WorkerFailed):
        list(in_parts(list(range(8)), work, 3))
    assert "five is too much" in capfd.readouterr().err


def test_a_process_that_has_said_what_is_wrong_says_no_more(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(WorkerFailed):
        list(in_parts([1, 2], lambda part: sys.exit(len(part)), 2))
    assert capfd.readouterr().err == ""


@pytest.mark.build
def test_a_site_built_by_many_processes_has_the_same_bytes(tmp_path: Path) -> None:
    one, many = tmp_path / "one", tmp_path / "many"
    one.mkdir()
    many.mkdir()
    build(one / "site", "--data", str(LIBRARIES), folder=one)
    done = run(
        "-c",
        MANY_PROCESSORS,
        "build",
        "--strict",
        "--data",
        str(LIBRARIES),
        "--site-dir",
        "site",
        folder=many,
    )
    assert done.returncode == 0, done.stderr
    assert prints(many / "site") == prints(one / "site")
