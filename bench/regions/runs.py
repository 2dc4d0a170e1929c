"""Runs commands that build editions, each in a new project, and holds what they took.

CPU is that of every process. `bench.accounted` runs the command and is the parent of all that its processes
leave behind (PR_SET_CHILD_SUBREAPER): what prints is killed when the work is done, and nobody waits for it
there, so that it becomes a child of `bench.accounted`, which waits for it and so is told of its CPU.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Failed, Run, in_turn, run, settings, written
from bench.regions.made import code_of, write_project
from bench.tools.ours import HANDBOOK

_MIB = 2**20


@dataclass(frozen=True)
class Row:
    """What one edition took, as the report of the run tells it; `own` are bytes that no other edition has."""

    code: str
    worker: str
    cpu: float
    own: int


@dataclass(frozen=True)
class Built:
    """A run that built so many editions with so many workers; `size` are the bytes of all that it wrote."""

    workers: int
    cluster: bool
    pdfs: str
    run: Run
    rows: tuple[Row, ...]
    size: int

    @property
    def later(self) -> tuple[Row, ...]:
        """The editions but for the first of each worker, which has made what all share.

        Workers take them in the order of their codes.
        """
        seen: set[str] = set()
        result = []
        for row in sorted(self.rows, key=lambda row: row.code):
            if row.worker in seen:
                result.append(row)
            seen.add(row.worker)
        return tuple(result)


@dataclass(frozen=True)
class Full:
    """One edition without the others: built as a site, then all of its PDFs printed; bytes of each."""

    site: Run
    site_size: int
    printed: Run
    printed_size: int


def warm_up(folder: Path) -> None:
    """Build an edition, so that compiled code and templates lie beside the generator, as after any first run.

    Raises:
        Failed: where the command fails.
    """
    project = write_project(folder, 1)
    run([*HANDBOOK, "build", "--region", code_of(0), "--site-dir", "site"], project, settings(project))


def full(folder: Path) -> Full:
    """Build and print one edition in full, from nothing; `printed` is both.

    Raises:
        Failed: where a command fails.
    """
    project = write_project(folder, 1)
    about = ["--region", code_of(0), "--site-dir", "site", "--quiet"]
    site = run([*HANDBOOK, "build", *about], project, settings(project))
    site_size = _bytes(project / "site")
    printed = run([*HANDBOOK, "print", *about], project, settings(project))
    return Full(site, site_size, in_turn([site, printed]), _bytes(project / "site"))


def build(folder: Path, count: int, workers: int, pdfs: str, *, cluster: bool = False) -> Built:
    """Build so many editions, from nothing.

    Raises:
        Failed: where the command fails, or has not built each edition at the first attempt.
    """
    project = write_project(folder, count)
    command = [*HANDBOOK, "regions", "build", "regions", "--out", "out", "--quiet", "--pdfs", pdfs]
    command += ["--jobs", str(workers), *(["--scheduler", "local"] if cluster else [])]
    taken = run(command, project, settings(project))
    told = json.loads((project / "out" / "regions.json").read_text(encoding="utf-8"))["editions"]
    return Built(workers, cluster, pdfs, taken, rows_of(told, count), _bytes(project / "out"))


def rows_of(told: Sequence[dict[str, object]], count: int) -> tuple[Row, ...]:
    """What the report of a run tells of its editions, if it has built each at the first attempt.

    Raises:
        Failed: where it has not.
    """
    good = [row for row in told if (row["state"], row["tries"]) == ("built", 1)]
    if len(good) != count:
        raise Failed(f"{len(good)} of {count} editions were built at the first attempt")
    return tuple(
        Row(str(row["code"]), str(row["worker"]), float(str(row["cpu_seconds"])), int(str(row["own_bytes"])))
        for row in good
    )


def _bytes(folder: Path) -> int:
    return round(written([folder]).mib * _MIB)
