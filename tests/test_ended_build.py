"""A build that is told to end leaves nothing half-built behind."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from bench import programme
from handbook.load import ROOT

LONG = programme.Size("long", stages=40, roles=40, tasks=300, terms=100)  # so that there is time to end it


def test_nothing_is_left_beside_the_site(tmp_path: Path) -> None:
    programme.write(LONG, tmp_path / "data")
    where = ["--data", str(tmp_path / "data"), "--site-dir", str(tmp_path / "site")]
    command = [sys.executable, "-m", "handbook", "build", *where]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as process:
        while process.poll() is None and not list(tmp_path.glob(".site.building-*")):
            time.sleep(0.01)
        process.terminate()
        process.communicate(timeout=60)
    assert process.returncode == 143
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
