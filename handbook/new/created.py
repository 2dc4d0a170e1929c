"""The result of `handbook new`."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Created:
    """What was written, each as file, line and name (`tasks.A7`), and notes about it."""

    records: list[tuple[str, int, str]] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
