"""The benchmark of regional editions: its regions, its arithmetic, what it tells."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bench import report
from bench.measure import Failed, Run, run
from bench.regions import __main__ as command
from bench.regions.figures import a_minute, base, estimate, growth, marginal, overhead, own
from bench.regions.made import code_of, region
from bench.regions.runs import Built, Full, Row, rows_of
from bench.regions.told import Measured, told

PATTERN: dict[str, Any] = {
    "region": {"name": {"id": "Kota"}, "kind": "city", "stage": 3, "logo": "x.svg", "notes": {"t/a": []}},
    "local_tasks": {"9/1": {"group": "1-3", "name": {"id": "A"}}, "9/2": {"group": "4-6"}},
}
ROWS = (
    Row("40.01", "a", 10.0, 900),
    Row("40.02", "b", 4.0, 900),
    Row("40.03", "a", 1.0, 100),
    Row("40.04", "a", 2.0, 300),
    Row("40.05", "b", 3.0, 200),
)
TWO = Built(2, False, "leaflets", Run(12.0, 30.0, 500.0), ROWS, 4 << 20)


def built(count: int, cpu: float, workers: int = 1, *, wall: float = 10.0, cluster: bool = False) -> Built:
    """A run of so many editions, each of which took a second but for the first of each worker."""
    rows = tuple(Row(code_of(number), f"w{number % workers}", 1.0, 50_000) for number in range(count))
    return Built(workers, cluster, "leaflets", Run(wall, cpu, 300.0), rows, 8 << 20)


FULL = Full(Run(5.0, 8.0, 100.0), 10_000_000, Run(30.0, 50.0, 400.0), 40_000_000)
MEASURED = Measured(
    FULL,
    (
        *(built(1, 20), built(10, 29), built(10, 30, 2, wall=8), built(50, 79, wall=60)),
        *(built(50, 80, 2, wall=32), built(50, 90, 2, wall=36, cluster=True)),
    ),
    replace(built(10, 20), pdfs="none"),
    replace(built(10, 60), pdfs="all", rows=tuple(replace(r, cpu=2.5) for r in built(10, 60).rows)),
)


def test_a_region_has_two_tasks_of_one_group_and_what_the_pattern_has() -> None:
    made = region(7, PATTERN)
    assert {task["group"] for task in made["local_tasks"].values()} == {"1-3"}
    assert list(made["local_tasks"]) == ["40.08/1", "40.08/2"]
    assert (made["region"]["logo"], made["region"]["stage"]) == ("40.08.svg", 2)
    assert made["region"]["notes"] == PATTERN["region"]["notes"]
    assert PATTERN["region"]["stage"] == 3


def test_each_region_has_a_code_that_no_province_has() -> None:
    codes = [code_of(number) for number in range(900)]
    assert len(set(codes)) == 900
    assert {code[0] for code in codes} == {"4"} and {len(code) for code in codes} == {5}


def test_the_first_edition_of_each_worker_is_left_out() -> None:
    assert [row.code for row in TWO.later] == ["40.03", "40.04", "40.05"]
    shuffled = replace(TWO, rows=tuple(reversed(ROWS)))
    assert shuffled.later == TWO.later
    assert (marginal(TWO), own(TWO)) == (2.0, 200)
    assert base(TWO) == (30 - 6) / 2
    assert marginal(replace(TWO, rows=ROWS[:2])) is None and own(replace(TWO, rows=ROWS[:2])) is None


def test_growth_is_told_between_runs() -> None:
    runs = [built(50, 79), built(1, 20), built(10, 29)]
    assert growth(runs) == [(1, 10, 1.0), (10, 50, 1.25)]
    assert growth(runs[:1]) == []


def test_cores_share_the_editions_and_not_what_each_makes_once() -> None:
    assert estimate(20.0, 1.0, 514, 2) == 277.0
    assert estimate(20.0, 1.0, 514, 514) == 21.0
    assert a_minute(built(10, 1, wall=30)) == 20.0
    assert overhead(built(2, 1, wall=10), built(2, 1, wall=12)) == pytest.approx(20.0)


def test_an_edition_that_failed_or_was_begun_again_is_not_measured() -> None:
    row = {"code": "40.01", "worker": "a", "cpu_seconds": 1.5, "own_bytes": 7, "state": "built", "tries": 1}
    assert rows_of([row], 1) == (Row("40.01", "a", 1.5, 7),)
    for wrong in ({"state": "failed"}, {"tries": 2}):
        with pytest.raises(Failed, match="1 of 2 editions were built at the first attempt"):
            rows_of([row, {**row, **wrong}], 2)


def test_the_table_and_what_follows_from_it() -> None:
    said = told(MEASURED, "Today.")
    lines = said.splitlines()
    assert (
        lines[0]
        == "Made-up regions, each with two tasks, a note and two agencies; leaflets of stages. Today."
    )
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    assert cells[1] == ["1", "1", "10", "20", "300", "6", "–", "–", "8"]
    assert cells[6] == ["50", "2, Dask", "36", "90", "300", "83.3", "1", "50", "8"]
    assert [line for line in lines if line.startswith("- ")] == [
        "- one edition in full (`handbook build`): 8 s of CPU, 10.0 MB; "
        "with all PDFs (`handbook print`): 50 s, 40.0 MB",
        "- CPU for the site, a further edition beside one in full: 12.5 %",
        "- CPU with all PDFs, a further edition beside one in full: 5 %",
        "- space of the site, a further edition beside one in full: 0.5 %",
        "- space with all PDFs, a further edition beside one in full: 0.125 %",
        "- CPU of each further edition, with one worker: 1 s from 1 to 10, 1.25 s from 10 to 50",
        "- two workers beside one, 50 editions: 1.88 × as fast",
        "- Dask beside processes, two workers, 50 editions: +12.5 % time",
        "- estimate for 514 editions: 4.8 min on 2, 62 s on 16, 33 s on 160 cores "
        "(30 s once for each worker + 1 s × 514 / cores)",
    ]


def test_one_region_alone_tells_what_it_can() -> None:
    said = told(Measured(FULL, (built(1, 20),), built(1, 9), built(1, 30)), "Today.")
    assert "estimate" not in said and "beside" not in said
    assert "| 1        | 1       |" in said


def test_processor_time_of_what_is_killed_and_not_waited_for_counts(tmp_path: Path) -> None:
    """As it is where PDFs are printed: the work is done, its process is killed, and the command ends."""
    burn = "import time\nwhile time.process_time() < 0.6: pass\nprint(flush=True); time.sleep(60)"
    program = (
        f"import os, subprocess, sys\nchild = subprocess.Popen([sys.executable, '-c', {burn!r}], stdout=-1)\n"
    )
    program += "child.stdout.readline(); child.kill(); sys.stdout.flush(); os._exit(0)"
    assert run([sys.executable, "-c", program], tmp_path).cpu > 0.6


@pytest.mark.parametrize("counts", [("0",), ("901",), ("x",), ()])
def test_counts_that_cannot_be_are_refused(
    counts: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        command.main(["--counts", *counts])
    assert "--counts" in capsys.readouterr().err


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int, str, bool]]:
    """What the command measures, without the measuring."""
    held: list[tuple[int, int, str, bool]] = []

    def stand_in(_: Path, count: int, workers: int, pdfs: str, *, cluster: bool = False) -> Built:
        held.append((count, workers, pdfs, cluster))
        return replace(built(count, 9.0, workers, cluster=cluster), pdfs=pdfs)

    monkeypatch.setattr(command, "build", stand_in)
    monkeypatch.setattr(command, "full", lambda _: FULL)
    monkeypatch.setattr(command, "warm_up", lambda _: None)
    return held


def test_everything_is_measured_in_one_run(
    asked: list[tuple[int, int, str, bool]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["--counts", "50", "1", "--scheduler"]) == 0
    assert asked == [
        *((1, 1, "leaflets", False), (50, 1, "leaflets", False), (50, 2, "leaflets", False)),
        *((50, 2, "leaflets", True), (10, 1, "none", False), (10, 1, "all", False)),
    ]
    assert "- estimate for 514 editions: " in capsys.readouterr().out


def test_the_table_goes_into_the_readme_if_asked(
    asked: list[tuple[int, int, str, bool]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = report.README.read_text(encoding="utf-8")
    (copy := tmp_path / "README.md").write_text(text, encoding="utf-8")
    monkeypatch.setattr(report, "README", copy)
    assert command.main(["--counts", "1", "3"]) == 0
    assert copy.read_text(encoding="utf-8") == text
    assert command.main(["--counts", "1", "3", "--write"]) == 0
    written = copy.read_text(encoding="utf-8")
    assert "| editions | workers |" in written
    assert report.put(written, command.NAME, "x") == report.put(text, command.NAME, "x")
    assert [count for count, *_ in asked[:3]] == [1, 3, 3]
