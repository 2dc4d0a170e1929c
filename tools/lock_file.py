"""The lock files: which package is pinned where and for which machines, its hashes, and what asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "requirements.txt": None,
    "requirements-dev.txt": "dev",
    "requirements-bench.txt": "bench",
    "requirements-handouts.txt": "handouts",
    "requirements-cluster.txt": "cluster",
}
"""Each lock file with the extra of pyproject.toml that it holds besides what everybody needs."""

_PIN = re.compile(r"([a-z0-9-]+)==(\S+)(?: ; ([^\\]*?))?(?: \\)?")
_HASH = re.compile(r"    --hash=sha256:([0-9a-f]{64})(?: \\)?")
_ASKING = re.compile(r"    #   (?:via )?([a-z0-9-]+)(?: \(pyproject\.toml\))?|    # via ([a-z0-9-]+)(?: .*)?")


@dataclass(frozen=True)
class Pin:
    """A package as a lock file has it; `marker` says for which machines, and is "" for all."""

    lock: str
    line: int
    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    asked_by: tuple[str, ...]


def pins(root: Path = ROOT) -> Iterator[Pin]:
    """The pins of all lock files, in order; what two files hold comes twice."""
    for lock in LOCKS:
        file = root / lock
        yield from _pins(lock, file.read_text(encoding="utf-8").splitlines() if file.exists() else [])


def locked(root: Path = ROOT) -> dict[tuple[str, str], str]:
    """The versions in all lock files, which hold the same of each package, by name and marker."""
    return {(pin.name, pin.marker): pin.version for pin in pins(root)}


def _pins(lock: str, lines: list[str]) -> Iterator[Pin]:
    starts = [number for number, line in enumerate(lines) if _PIN.fullmatch(line)]
    for start, end in pairwise([*starts, len(lines)]):
        found = _PIN.fullmatch(lines[start])
        assert found
        hashes = [one[1] for one in map(_HASH.fullmatch, lines[start:end]) if one]
        asking = [one[1] or one[2] for one in map(_ASKING.fullmatch, lines[start:end]) if one]
        yield Pin(lock, start + 1, found[1], found[2], found[3] or "", tuple(hashes), tuple(asking))
