"""One run over a folder of regions: what must be built is built, the rest is told, the index is written."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Protocol

from handbook.progress import SILENT, Progress
from handbook.region_builds import record
from handbook.region_builds.place import Place
from handbook.region_builds.work import Done, Inputs, State, Task
from handbook.regions.facts import EditionFacts

REPORT = "regions.json"
"""How each edition went, among the editions, for programs."""


class Builders(Protocol):
    """What builds editions: processes of this machine, or a cluster."""

    def build(self, inputs: Inputs, tasks: Iterator[Task]) -> Iterator[Done]:
        """How each edition went, in the order in which they are done."""


@dataclass
class Summary:
    """How a run went. `editions` are those that are there, with those of earlier runs.

    `own_bytes` are those of the editions that were built; `gone` are codes of editions without a file; so
    many were begun `again`, since what had begun them ended.
    """

    counts: dict[State, int] = field(default_factory=lambda: dict.fromkeys(State, 0))
    editions: list[EditionFacts] = field(default_factory=list)
    seconds: float = 0.0
    own_bytes: int = 0
    gone: list[str] = field(default_factory=list)
    again: int = 0

    @property
    def good(self) -> bool:
        """Whether every region has its edition of today."""
        return not (self.counts[State.REFUSED] or self.counts[State.FAILED])


def build_all(
    items: Iterable[Task | Done],
    total: int,
    inputs: Inputs,
    builders: Callable[[], Builders],
    place: Place,
    tell: Callable[[Done], None],
    progress: Progress = SILENT,
) -> Summary:
    """Build the edition of each task that is not there as it would be built now.

    `items` are tasks, and what was refused before it could be one; there are `total` of them. `builders`
    are asked for once there is something to build. `tell` is told how each edition went.
    """
    summary, started = Summary(), time.perf_counter()
    progress.step(f"build {total} editions", total)
    rows: list[dict[str, object]] = []

    def note(done: Done) -> None:
        summary.counts[done.state] += 1
        there = done if done.state in (State.BUILT, State.UNCHANGED) else record.read(place, done.code)
        if there is not None and there.facts is not None:
            summary.editions.append(there.facts)
        summary.own_bytes += done.own_bytes if done.state is State.BUILT else 0
        summary.again += done.tries > 1
        rows.append(_row(done))
        tell(done)
        progress.advance()

    def to_build() -> Iterator[Task]:
        for item in items:
            if isinstance(item, Done):
                note(item)
                continue
            held = record.read(place, item.code)
            if held is not None and held.digest == item.digest(inputs.digest):
                note(held)
            else:
                yield item

    waiting = to_build()
    first = next(waiting, None)
    if first is not None:
        for done in builders().build(inputs, _with(first, waiting)):
            note(done)
    progress.done()
    summary.seconds = time.perf_counter() - started
    summary.editions.sort(key=lambda edition: edition.code)
    place.write(REPORT, _report(rows, summary))
    return summary


def _with(first: Task, others: Iterator[Task]) -> Iterator[Task]:
    yield first
    yield from others


def _row(done: Done) -> dict[str, object]:
    held = asdict(done)
    return {name: held[name] for name in held if name != "facts"}


def _report(rows: list[dict[str, object]], summary: Summary) -> bytes:
    told = {
        "seconds": round(summary.seconds, 1),
        "counts": {str(state): count for state, count in summary.counts.items()},
        "own_bytes": summary.own_bytes,
        "editions": sorted(rows, key=lambda row: str(row["code"])),
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
