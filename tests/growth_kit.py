"""Whether a text that is eight times as long takes eight times as long: seen in one run, on any machine."""

from __future__ import annotations

import time
from collections.abc import Callable

FEW, MANY = 250, 2000
WORST = 24  # for eight times the work; what grows with the square of the length takes 64 times as long
LEAST = 0.005  # seconds; less cannot be told from the machine's own noise


def growth(run: Callable[[str], object], piece: str) -> float:
    """How many times as long `run` takes for eight times as many pieces, in seconds of processor."""
    return _seconds(run, piece * MANY) / max(_seconds(run, piece * FEW), LEAST)


def _seconds(run: Callable[[str], object], text: str) -> float:
    results = []
    for _ in range(3):
        began = time.process_time()
        run(text)
        results.append(time.process_time() - began)
    return min(results)
