"""Many regions in one run: bad files are refused, nothing is built twice, what fails ends nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from handbook.built_site.process_lock import ProcessLock
from tests.places import ROOT
from tests.region_kit import REGION, files, handbook, project, report, states, write
from tests.site_builds import HEARING_SIGNALS, QUIET

pytestmark = pytest.mark.build

GOOD = [f"10.{number}" for number in range(10, 40)]
HOSTILE = {
    "11.10": REGION.replace("Kota Rekaan", "Kota <script>alert(1)</script>"),
    "11.11": REGION.replace("Wali Kota meminta daftar rak.", "Daftar {{ config }}."),
    "11.12": REGION.replace("Wali Kota meminta daftar rak.", "Daftar #read(secret)."),
    "11.13": REGION.replace("  example: true", "  logo: ../../etc/passwd"),
    "11.14": "a: &a [x]\n" + "\n".join(f"b{n}: &b{n} [{'*a, ' * 9}]" for n in range(30)),
    "11.15": f"region: {{name: {{id: {'x' * 300_000}}}}}",
}
BROKEN = {
    "12.10": REGION.replace("region:", "region"),
    "12.11": REGION.replace("group: siap", "group: tiada"),
    "12.12": REGION[: REGION.index("local_tasks:")].replace('  stage: "1"\n', ""),
    "12.13": "<<<<<<< HEAD\n" + REGION + "=======\n>>>>>>> theirs\n",
}
Run = subprocess.CompletedProcess[str]
BUILD = ("regions", "build", "regions", "--out", "out", "--pdfs", "none", "--quiet")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = project(tmp_path_factory.mktemp("many"), *GOOD)
    for code, text in {**HOSTILE, **BROKEN}.items():
        (folder / "regions" / f"{code}.yaml").write_text(text.replace("32.75", code), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def first(place: Path) -> Run:
    return handbook(place, *BUILD)


def test_good_ones_are_built_and_bad_ones_refused(place: Path, first: Run) -> None:
    assert first.returncode == 1
    told = states(place / "out")
    assert {code for code, state in told.items() if state == "built"} == set(GOOD)
    assert {code for code, state in told.items() if state == "refused"} == {*HOSTILE, *BROKEN}
    assert report(place / "out")["counts"] == {"built": 30, "unchanged": 0, "refused": 10, "failed": 0}
    assert "30 built, 0 unchanged, 10 refused, 0 failed" in first.stdout


@pytest.mark.parametrize("code", [*HOSTILE, *BROKEN])
def test_each_refusal_is_told_with_file_and_line(code: str, place: Path, first: Run) -> None:
    row = next(row for row in report(place / "out")["editions"] if row["code"] == code)
    assert row["messages"]
    for message in row["messages"]:
        assert message.startswith(f"regions/{code}.yaml:")
        assert message in first.stderr
    assert not (place / "out" / code).exists()


def test_the_index_has_the_good_ones(place: Path, first: Run) -> None:
    index = (place / "out" / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{code}/"' in index for code in GOOD)
    assert not any(f'href="{code}/"' in index for code in (*HOSTILE, *BROKEN))
    assert first.stderr.count("Traceback") == 0


@pytest.mark.usefixtures("first")
def test_nothing_is_built_twice_and_a_change_builds_one(place: Path) -> None:
    again = handbook(place, *BUILD)
    assert "0 built, 30 unchanged, 10 refused, 0 failed" in again.stdout
    before = files(place / "out" / GOOD[1])
    file = place / "regions" / f"{GOOD[0]}.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("Hitung rak.", "Hitung semua rak."), encoding="utf-8"
    )
    changed = handbook(place, *BUILD)
    assert "1 built, 29 unchanged, 10 refused, 0 failed" in changed.stdout
    assert files(place / "out" / GOOD[1]) == before
    page = (place / "out" / GOOD[0] / "t" / GOOD[0] / "1" / "index.html").read_text(encoding="utf-8")
    assert "Hitung semua rak." in page


def test_a_file_that_is_broken_later_leaves_the_last_good_edition(place: Path) -> None:
    file = place / "regions" / f"{GOOD[2]}.yaml"
    text = file.read_text(encoding="utf-8")
    before = files(place / "out" / GOOD[2])
    file.write_text(text.replace("group: siap", "group: tiada"), encoding="utf-8")
    try:
        assert handbook(place, *BUILD).returncode == 1
        assert states(place / "out")[GOOD[2]] == "refused"
        assert files(place / "out" / GOOD[2]) == before
        assert f'href="{GOOD[2]}/"' in (place / "out" / "index.html").read_text(encoding="utf-8")
    finally:
        file.write_text(text, encoding="utf-8")


def test_what_editions_had_in_common_before_goes_also_where_one_is_refused(tmp_path: Path) -> None:
    folder = project(tmp_path, "10.10")
    (folder / "regions" / "12.10.yaml").write_text(BROKEN["12.10"], encoding="utf-8")
    held = []
    for address in ("https://one.example.org/", "https://two.example.org/"):
        built = handbook(folder, *BUILD, SITE_URL=address)
        assert "1 built, 0 unchanged, 1 refused, 0 failed" in built.stdout
        held.append([one.name for one in (folder / "out" / ".shared").iterdir()])
    assert [len(names) for names in held] == [1, 1]
    assert held[0] != held[1]


@pytest.mark.usefixtures("first")
def test_parts_of_search_that_hold_the_same_are_shared(place: Path) -> None:
    (base,) = (place / "out" / ".shared").glob("*/site")
    own = {part.name: part for part in (place / "out" / GOOD[5] / "search").glob("part.*.js")}
    shared = {part.name: part for part in (base / "search").glob("part.*.js")}
    same = own.keys() & shared.keys()
    assert same and own.keys() - same
    assert all(own[name].samefile(shared[name]) for name in same)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_a_run_that_is_ended_goes_on_where_it_stopped(sign: signal.Signals, tmp_path: Path) -> None:
    folder = project(tmp_path / "p", *GOOD[:12])
    command = [*HEARING_SIGNALS, sys.executable, "-m", "handbook", *BUILD]
    environment = {**os.environ, **QUIET, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=folder, env=environment) as running:
        while not any((folder / "out").glob("*/.edition.json")) and running.poll() is None:
            time.sleep(0.02)
        running.send_signal(sign)
        assert running.wait() != 0
    _settle(folder / "out")
    there = {
        record.parent.name: record.stat().st_mtime_ns for record in (folder / "out").glob("*/.edition.json")
    }
    assert 0 < len(there) < 12
    again = handbook(folder, *BUILD)
    assert again.returncode == 0, again.stderr
    assert {code for code, state in states(folder / "out").items() if state == "unchanged"} == set(there)
    for code, time_of in there.items():
        assert (folder / "out" / code / ".edition.json").stat().st_mtime_ns == time_of
    left = [path.name for path in (folder / "out").iterdir() if path.name.startswith(".")]
    assert left == [".shared"]


def _settle(out: Path) -> None:
    """Wait until the processes of a killed command have ended: each finishes its edition or drops it."""
    before, now = None, list(os.walk(out))  # it passes over folders that go meanwhile
    while before != now:
        time.sleep(1.5)
        before, now = now, list(os.walk(out))


def test_an_edition_whose_process_is_killed_is_begun_again(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", *GOOD[:6])
    command = [sys.executable, "-m", "handbook", *BUILD, "--jobs", "2"]
    environment = {**os.environ, **QUIET, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as running:
        while not any((folder / "out").glob("*/.edition.json")):
            time.sleep(0.02)
        os.kill(_children(running.pid)[0], signal.SIGKILL)
        told, _ = running.communicate(timeout=120)
    assert running.returncode == 0
    assert "6 built" in told
    assert "begun again" in told
    assert sorted(row["tries"] for row in report(folder / "out")["editions"])[-1] == 2


def _children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def test_a_programme_with_problems_builds_no_edition(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", "10.10")
    roles = folder / "data" / "roles.yaml"
    roles.write_text(
        roles.read_text(encoding="utf-8").replace("group: siap", "group: tiada", 1), encoding="utf-8"
    )
    told = handbook(folder, *BUILD)
    assert told.returncode == 1
    assert "there is no `tiada` in groups" in told.stdout
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--jobs", "0"), "--jobs must be 1 or more"),
        (("--address", "example.org"), "--address is `example.org`"),
        (("--shared-address", "https://example.org/x"), "--shared-address is `https://example.org/x`"),
    ],
)
def test_options_that_cannot_be_are_told(options: tuple[str, ...], words: str, tmp_path: Path) -> None:
    told = handbook(project(tmp_path / "p", "10.10"), *BUILD, *options)
    assert told.returncode == 2
    assert words in told.stderr


def test_a_folder_without_regions_is_told(tmp_path: Path) -> None:
    told = handbook(project(tmp_path / "p"), *BUILD)
    assert (told.returncode, told.stderr) == (
        2,
        "handbook: regions holds no file of a region; `handbook new region` writes one\n",
    )
    assert write(tmp_path / "p", "10.10", 0).exists()


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", "10.10")
    (folder / "out").mkdir()
    (folder / "out" / "index.html").write_text("mine", encoding="utf-8")
    told = handbook(folder, *BUILD)
    assert told.returncode == 2
    assert "out holds files that no such run has written; name a new folder" in told.stderr
    assert files(folder / "out") == {"index.html": b"mine"}


def test_the_folder_of_an_edition_with_other_files_is_left_alone(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", "10.10", "10.11")
    (folder / "out" / ".shared").mkdir(parents=True)
    (folder / "out" / "10.10").mkdir()
    (folder / "out" / "10.10" / "notes.txt").write_text("mine", encoding="utf-8")
    told = handbook(folder, *BUILD)
    assert told.returncode == 1
    assert "10.10 holds files that no such build has written; move them away" in told.stderr
    assert states(folder / "out") == {"10.10": "failed", "10.11": "built"}
    assert files(folder / "out" / "10.10") == {"notes.txt": b"mine"}


def test_two_runs_do_not_build_in_one_folder(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", "10.10")
    (folder / "out" / ".shared").mkdir(parents=True)
    lock = ProcessLock(folder / "out" / ".lock")
    try:
        told = handbook(folder, *BUILD)
    finally:
        lock.release()
    assert told.returncode == 2
    assert "another run is building in" in told.stderr
