"""A build that is ended leaves nothing half-built for long, and never takes the last good site with it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bench import programme
from handbook.built_site import staging as staging_module
from handbook.built_site.staging import Staging, remove_site
from tests.places import LIBRARIES, ROOT
from tests.site_builds import HEARING_SIGNALS, QUIET, run

LONG = programme.Size("long", stages=20, roles=20, tasks=120, terms=50)  # so that there is time to end it
PATIENCE = 60.0  # seconds


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("long") / "data"
    programme.write(LONG, folder)
    return folder


def begin(data: Path, site: Path, *through: str) -> subprocess.Popen[bytes]:
    """A build of the long programme that is under way in both languages."""
    build = [sys.executable, "-m", "handbook", "build", "--data", str(data), "--site-dir", str(site)]
    process = subprocess.Popen(
        [*HEARING_SIGNALS, *through, *build],
        cwd=ROOT,
        env={**os.environ, **QUIET},
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    end = time.monotonic() + PATIENCE
    while process.poll() is None and not list(site.parent.glob(".site.building-*.en")):
        assert time.monotonic() < end
        time.sleep(0.01)
    return process


def left(site: Path) -> list[str]:
    return sorted(path.name for path in site.parent.iterdir() if path.name != site.name)


def until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end
        time.sleep(0.05)


def short_build(site: Path) -> subprocess.CompletedProcess[str]:
    return run("-m", "handbook", "build", "--data", str(LIBRARIES), "--site-dir", str(site))


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_nothing_is_left_beside_the_site(name: str, data: Path, tmp_path: Path) -> None:
    sign = getattr(signal, name)
    with begin(data, tmp_path / "site") as process:
        os.killpg(process.pid, sign)
        process.communicate(timeout=PATIENCE)
    assert process.returncode == 128 + sign
    assert list(tmp_path.iterdir()) == []


def test_a_build_that_is_to_outlive_its_terminal_does(data: Path, tmp_path: Path) -> None:
    with begin(data, tmp_path / "site", "nohup") as process:
        os.killpg(process.pid, signal.SIGHUP)
        time.sleep(0.5)
        assert process.poll() is None
        process.terminate()
        process.communicate(timeout=PATIENCE)


def test_the_next_build_removes_what_a_killed_one_left(data: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with begin(data, site) as process:
        process.kill()
    assert len(left(site)) > 1
    time.sleep(1)  # its other languages end with it
    frozen = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    time.sleep(1)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == frozen
    assert short_build(site).returncode == 0
    assert (site / "index.html").is_file()
    assert left(site) == []


def test_left_overs_of_before_there_were_locks_go_too(tmp_path: Path) -> None:
    for name in (".site.building-999", ".site.building-999.en", ".site.building-999.old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text("half", encoding="utf-8")
    mine = [".site.building-7.my notes", ".site.building-notes", ".site2.building-7", "site.building-7"]
    for name in mine:
        (tmp_path / name).mkdir()
    (tmp_path / "site").mkdir()
    assert short_build(tmp_path / "site").returncode == 0
    assert left(tmp_path / "site") == mine


def test_a_build_that_is_under_way_is_left_alone(data: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with begin(data, site) as process:
        os.killpg(process.pid, signal.SIGSTOP)  # else it may end before the short one does
        before = left(site)
        assert short_build(site).returncode == 0
        assert left(site) == before
        os.killpg(process.pid, signal.SIGCONT)
        process.terminate()
        process.communicate(timeout=PATIENCE)
    assert left(site) == []


def test_a_site_that_a_killed_build_had_moved_away_comes_back(tmp_path: Path) -> None:
    """Killed between the two renames that put a new site in the old one's place."""
    site = tmp_path / "site"
    assert short_build(site).returncode == 0
    (site / "pdf").mkdir()
    staging = tmp_path / ".site.building-999-0a"
    shutil.copytree(site, staging)
    site.rename(tmp_path / ".site.building-999-0a.old")
    broken = tmp_path / "data"
    broken.mkdir()
    done = run("-m", "handbook", "build", "--data", str(broken), "--site-dir", str(site))
    assert done.returncode == 1
    assert (site / "index.html").is_file(), "also if nothing new can be built"
    assert left(site) == ["data"]


def test_a_site_is_replaced_without_ever_being_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("old", encoding="utf-8")
    staging = Staging(site)
    staging.folder.mkdir()
    (staging.folder / "index.html").write_text("new", encoding="utf-8")

    def moved(self: Path, _: Path) -> Path:
        raise AssertionError(f"{self} was away for a moment")

    monkeypatch.setattr(Path, "rename", moved)
    staging.put_in_place()
    assert (site / "index.html").read_text(encoding="utf-8") == "new"
    assert left(site) == []


@pytest.mark.parametrize("there", [True, False])
def test_where_names_cannot_be_exchanged_the_site_is_moved(
    there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging_module, "exchange", lambda *_: False)
    site = tmp_path / "site"
    if there:
        site.mkdir()
        (site / "index.html").write_text("old", encoding="utf-8")
    staging = Staging(site)
    staging.folder.mkdir()
    (staging.folder / "index.html").write_text("new", encoding="utf-8")
    staging.put_in_place()
    assert (site / "index.html").read_text(encoding="utf-8") == "new"
    assert left(site) == []


def test_a_failed_swap_leaves_the_last_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("old", encoding="utf-8")
    staging = Staging(site)
    staging.folder.mkdir()
    rename = Path.rename

    def fails(self: Path, target: Path) -> Path:
        if self == staging.folder:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(staging_module, "exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(OSError, match="No space"):
        staging.put_in_place()
    staging.end()
    assert (site / "index.html").read_text(encoding="utf-8") == "old"
    assert left(site) == []


def test_a_site_that_was_half_removed_is_not_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    (site / "t").mkdir(parents=True)
    (site / "index.html").write_text("page", encoding="utf-8")

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            remove_site(site)
    assert not site.exists()
