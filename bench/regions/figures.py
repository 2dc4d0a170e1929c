"""What follows from the runs: the cost of one more edition, how it grows, and what many would take."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import mean

from bench.regions.runs import Built


def marginal(built: Built) -> float | None:
    """Seconds of CPU of each edition after the first of its worker; None if there is none."""
    return mean(row.cpu for row in built.later) if built.later else None


def own(built: Built) -> float | None:
    """Bytes that each such edition has of its own: hard links are not counted; None if there is none."""
    return mean(row.own for row in built.later) if built.later else None


def base(built: Built) -> float:
    """Seconds of CPU of a worker besides its later editions: start, what all share, its first edition."""
    return (built.run.cpu - sum(row.cpu for row in built.later)) / built.workers


def a_minute(built: Built) -> float:
    """Editions in a minute of wall clock."""
    return 60 * len(built.rows) / built.run.wall


def growth(series: Sequence[Built]) -> list[tuple[int, int, float]]:
    """From how many editions to how many, and CPU of each in between; as many workers in each run."""
    ordered = sorted(series, key=lambda built: len(built.rows))
    return [
        (
            len(one.rows),
            len(other.rows),
            (other.run.cpu - one.run.cpu) / (len(other.rows) - len(one.rows)),
        )
        for one, other in pairwise(ordered)
    ]


def estimate(once: float, each: float, editions: int, cores: int) -> float:
    """Seconds of wall clock for so many editions, where each core has a worker.

    Each worker makes what all share once, at the same time as the others; then they divide the editions.
    """
    return once + each * editions / cores


def overhead(one: Built, other: Built) -> float:
    """By how many per cent the wall clock of `other` is longer than that of `one`."""
    return 100 * (other.run.wall / one.run.wall - 1)
