"""The process that makes the pages of `handbook serve` ends with the command that started it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.places import LIBRARIES, ROOT
from tests.site_builds import QUIET


def test_it_says_nothing_when_that_was_killed(tmp_path: Path) -> None:
    told = {"data": str(LIBRARIES), "docs": "", "folder": str(tmp_path), "address": "http://127.0.0.1:1/"}
    reading, writing = os.pipe()
    os.close(reading)  # as when that was killed
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "macros.serving.worker", json.dumps(told)],
            cwd=ROOT,
            env={**os.environ, **QUIET},
            input=b'{"read": 1}\n',
            stdout=writing,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    finally:
        os.close(writing)
    assert ended.stderr == b""
