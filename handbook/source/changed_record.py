"""Which record of a YAML file was changed, where all other lines are as they were.

Parsing a file of several megabytes takes seconds, and one of its records a millisecond.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ChangedRecord:
    """A record and its lines, of which `first` is the first; `moved` is by how many lines the rest moved.

    `text` is what stands on its lines, with the end of the last one.
    """

    section: str | int
    key: str | int
    first: int
    lines: list[str]
    text: str
    moved: int

    @property
    def end(self) -> int:
        """The line after the record, as lines were counted before."""
        return self.first + len(self.lines) - self.moved

    def now(self, line: int) -> int:
        """Where a line outside of the record stands now."""
        return line + self.moved if line >= self.end else line


def changed_record(
    before: Sequence[str], now: Sequence[str], places: Mapping[str | int, tuple[int, Any]]
) -> ChangedRecord | None:
    """The only record whose lines differ, or None if it cannot be told; `places` are those of `before`."""
    same, most = 0, min(len(before), len(now))
    while same < most and before[same] == now[same]:
        same += 1
    same_after = 0
    while same_after < most - same and before[-1 - same_after] == now[-1 - same_after]:
        same_after += 1
    if any(line and line[0] != " " for line in now[same : len(now) - same_after]):
        return None  # the changed lines may not belong to the record, whatever stands in them
    starts = [
        (line, section, key)
        for section, (of_section, inside) in places.items()
        for line, key in (
            (of_section, None),
            *((line, key) for key, (line, _) in (inside or {}).items() if line > of_section),
        )
    ]
    last_changed = max(same + 1, len(before) - same_after)
    for number, (first, section, key) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(before) + 1
        if key is not None and first <= same + 1 and last_changed < end:
            moved = len(now) - len(before)
            lines = list(now[first - 1 : end - 1 + moved])
            if lines and _indent(lines[0]) == _indent(before[first - 1]) > 0:
                text = "\n".join(lines if end > len(before) else [*lines, ""])
                return ChangedRecord(section, key, first, lines, text, moved)
            return None
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
