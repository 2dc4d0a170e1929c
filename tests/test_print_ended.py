"""A print that is ended from outside leaves no half-written file, no process and no folder behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from handbook.outputs.printed import FOLDER
from tests.places import ROOT
from tests.print_kit import Printed
from tests.site_builds import HEARING_SIGNALS, QUIET, build

PATIENCE = 60.0  # seconds


def running(folder: Path) -> list[str]:
    """Command lines of processes whose environment names `folder` as the place for temporary files."""
    result = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"TMPDIR={folder}".encode() in (process / "environ").read_bytes().split(b"\0"):
                result.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return [command for command in result if command]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("ended") / "site")


@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
@pytest.mark.parametrize("after", [0.0, 0.7, 1.5])
def test_a_print_ends_with_all_that_belongs_to_it(
    after: float, ended_by: signal.Signals, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Ended so many seconds `after` the first file: while books begin, are set, and follow each other."""
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    temporary = tmp_path_factory.mktemp("t")  # short: the sockets of processes lie in it
    command = [sys.executable, "-m", "handbook", "print", "--fresh", "--site-dir", str(site)]
    environment = {**os.environ, **QUIET, "TMPDIR": str(temporary)}
    process = subprocess.Popen(
        [*HEARING_SIGNALS, *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + PATIENCE
    while not list((site / FOLDER).glob("*.pdf")) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert list((site / FOLDER).glob("*.pdf")), "something is printed by now"
    time.sleep(after)
    process.send_signal(ended_by)
    _, said = process.communicate(timeout=PATIENCE)

    assert process.returncode in (130, 143)
    assert "Traceback" not in said
    for file in (site / FOLDER).iterdir():
        assert file.suffix == ".pdf", file.name
        assert Printed(file).pages, file.name
    while running(temporary) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert running(temporary) == []
    left = [path.name for path in temporary.iterdir() if path.name.startswith("handbook")]
    assert left == []
