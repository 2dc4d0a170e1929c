"""Runs a command, waits for all processes that it leaves behind, and writes down what they have used.

`python -m bench.accounted FILE COMMAND …`; the file gets seconds of wall clock, until the command has
ended, and of processor. A process that outlives the one that began it would not be counted otherwise.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2): what descendants leave behind becomes our child


def main(file: str, *command: str) -> int:
    """Run a command; its exit status."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    start = time.perf_counter()
    status = subprocess.call(command)
    wall = time.perf_counter() - start
    with suppress(ChildProcessError):
        while True:
            os.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    Path(file).write_text(json.dumps({"wall": wall, "cpu": used.ru_utime + used.ru_stime}), encoding="ascii")
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
