"""Run commands and measure them, with all processes that they start, and what they have written."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_ACCOUNTED = str(Path(__file__).with_name("accounted.py"))
_OFTEN = 0.05  # seconds between two looks at the memory
_SHARE = 10  # a look may take a tenth of the time between two of them


@dataclass(frozen=True)
class Run:
    """One run: seconds of wall clock and of processor, peak memory in MB of all its processes together.

    The memory is 0 where the system does not tell it (no /proc).
    """

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True)
class Output:
    """What a build has written: MiB and number of files, pages, and the largest page in kB."""

    mib: float
    files: int
    pages: int
    largest: float
    largest_page: str


class Failed(RuntimeError):
    """A measured command did not succeed; the message holds its last lines."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run `command` in `folder`.

    Raises:
        Failed: where the command exits with anything but 0.
    """
    with tempfile.NamedTemporaryFile("r", encoding="ascii") as told:
        process = subprocess.Popen(
            [sys.executable, "-I", _ACCOUNTED, told.name, *command],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        peak = _Peak(process.pid)
        output, _ = process.communicate()
        memory = peak.stop()
        if process.returncode:
            said = output[-2000:].decode(errors="replace")
            raise Failed(f"{' '.join(command)} exited with {process.returncode}:\n{said}")
        used = json.load(told)
    return Run(used["wall"], used["cpu"], memory)


def in_turn(runs: Iterable[Run]) -> Run:
    """Commands that ran one after another as one: the sum of their times, the highest of their peaks."""
    held = list(runs)
    memory = max((run.memory for run in held), default=0.0)
    return Run(sum(run.wall for run in held), sum(run.cpu for run in held), memory)


def medians(runs: Sequence[Run]) -> Run:
    """The median of each figure."""
    return Run(
        median(run.wall for run in runs), median(run.cpu for run in runs), median(run.memory for run in runs)
    )


def written(folders: Iterable[Path]) -> Output:
    """What stands in some folders; a file with several names is counted once, but for its size only."""
    seen: set[tuple[int, int]] = set()
    size, files, pages, largest = 0, 0, 0, (0, "")
    for folder in folders:
        for file in (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()):
            told = file.stat()
            files += 1
            size += 0 if (told.st_dev, told.st_ino) in seen else told.st_size
            seen.add((told.st_dev, told.st_ino))
            if file.suffix == ".html":
                pages += file.name == "index.html"
                largest = max(largest, (told.st_size, file.relative_to(folder).as_posix()))
    return Output(size / 2**20, files, pages, largest[0] / 1000, largest[1])


class _Peak(threading.Thread):
    """Watches the memory of all below a process; 0 where the system does not tell (/proc)."""

    def __init__(self, pid: int):
        super().__init__(daemon=True)
        self._pid, self._peak, self._over = pid, 0.0, threading.Event()
        self.start()

    def run(self) -> None:
        taken = 0.0
        while not self._over.wait(max(_OFTEN, _SHARE * taken)):  # many pages take long to be counted
            start = time.thread_time()  # on a loaded machine a look waits long, and costs nothing by that
            self._peak = max(self._peak, sum(map(_resident, _family(self._pid)[1:])))
            taken = time.thread_time() - start

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


def settings(project: Path) -> dict[str, str]:
    """The environment in which a project is built: nothing kept outside its folder, nothing set for ours.

    Python keeps the code that it has compiled, as it does unless it is told not to.
    """
    ours = ("SITE_URL", "REPOSITORY_URL", "SOURCE_DATE_EPOCH", "HUGO_CACHEDIR", "PYTHONDONTWRITEBYTECODE")
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ours and not name.startswith("HANDBOOK_")
    }
    return kept | {
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "PYTHONPATH": str(Path(__file__).resolve().parent.parent),  # the generator beside this file
        "XDG_CACHE_HOME": str(project / ".user-cache"),
    }
