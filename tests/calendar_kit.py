"""Programmes with calendars of any length."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from handbook.source.load import Dataset
from tests.picture_programme_kit import programme, record, statement, text

TASKS = {"a1": record("task", group="a", counterpart="none", steps=[statement("s")])}
SOURCES = {"s1": {"title": "A rule", "language": "en", "issuer": "A ministry", "certainty": "single"}}


def event(what: str, begins: int, ends: int, **fields: Any) -> dict[str, Any]:
    """An event with a rule that is cited."""
    rule = {**text(f"{what} by rule"), "ground": "reference", "cite": ["s1"]}
    return record(what, begins=begins, ends=ends, rule=rule, brings=[statement(f"{what} brings")]) | fields


def with_calendar(folder: Path, **events: dict[str, Any]) -> Dataset:
    """A programme of one task with these events."""
    return programme(folder, tasks=TASKS, sources=SOURCES, calendar=events)


def many(folder: Path, count: int) -> Dataset:
    """A programme with so many events, three items to bring to each."""
    held = {
        f"e{n}": event(
            f"Event number {n} of the year",
            n % 12 + 1,
            n % 12 + 1,
            brings=[statement(f"what one brings to event {n} as item {m}") for m in range(3)],
        )
        for n in range(count)
    }
    return with_calendar(folder, **held)
