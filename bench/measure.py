"""Run a command and measure it, with all processes that it starts."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Run:
    """One run: seconds of wall clock and of processor, peak memory in MB of all its processes together.

    The memory is 0 where the system does not tell it (no /proc).
    """

    wall: float
    cpu: float
    memory: float


class Failed(RuntimeError):
    """A measured command did not succeed; the message holds its last lines."""


def run(command: list[str], folder: Path) -> Run:
    """Run `command` in `folder`.

    Raises:
        Failed: where the command exits with anything but 0.
    """
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    peak = _Peak(process.pid)
    output, _ = process.communicate()
    wall = time.perf_counter() - start
    memory = peak.stop()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise Failed(f"{' '.join(command)} exited with {process.returncode}:\n{output[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, memory)


def medians(runs: list[Run]) -> Run:
    """The median of each figure."""
    return Run(
        median(run.wall for run in runs), median(run.cpu for run in runs), median(run.memory for run in runs)
    )


class _Peak(threading.Thread):
    """Watches the memory of a process and its children; 0 where the system does not tell (/proc)."""

    def __init__(self, pid: int):
        super().__init__(daemon=True)
        self._pid, self._peak, self._over = pid, 0.0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self._over.wait(0.05):
            self._peak = max(self._peak, sum(map(_resident, _family(self._pid))))

    def stop(self) -> float:
        """End watching; peak in MB."""
        self._over.set()
        self.join()
        return self._peak


def _family(pid: int) -> list[int]:
    """A process with all below it; each thread has its own list of those that it began."""
    result = [pid]
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return result
    for thread in threads:
        with contextlib.suppress(OSError):  # the thread has ended
            children = (thread / "children").read_text(encoding="ascii").split()
            result += [member for child in children for member in _family(int(child))]
    return result


def _resident(pid: int) -> float:
    """Memory of one process in MB; pages shared with others count in part (PSS)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
