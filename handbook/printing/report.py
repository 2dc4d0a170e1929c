"""How a run that made files went."""

from __future__ import annotations

from dataclasses import dataclass, field


class NoSite(ValueError):
    """The built site lacks a page of the programme; the message says what to do."""


@dataclass
class Report:
    """The result of a run: names of files that are new, unchanged, or failed with the reasons.

    `cpu_seconds` are those of processes whose time the system does not add to that of this one.
    """

    made: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: dict[str, list[str]] = field(default_factory=dict)
    cpu_seconds: list[float] = field(default_factory=list)
