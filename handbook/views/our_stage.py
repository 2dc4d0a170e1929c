"""The stages among which readers choose the one that their region is in."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.localised import Edition
from handbook.views.relations import tasks_of_stage
from handbook.views.ticks import lists_of, written


@dataclass(frozen=True)
class StageOption:
    """A stage to choose: its address, its title, the anchors that its page has to start from, its lists.

    `lists` is written as `handbook.views.ticks.written` does.
    """

    address: str
    title: str
    parts: tuple[str, ...]
    lists: str


def stage_options(edition: Edition) -> tuple[StageOption, ...]:
    """Every stage, in order; none where the programme has none."""
    return tuple(_option(edition, key) for key in edition.programme.stages)


def _option(edition: Edition, key: str) -> StageOption:
    stage = edition.programme.stages[key]
    held = {
        "first-month": stage.first_month,
        "tasks": tasks_of_stage(edition.programme, key),
        "checklist": stage.checklist,
    }
    return StageOption(
        edition.addresses.of("stages", key),
        edition.name("stages", key),
        tuple(anchor for anchor, items in held.items() if items),
        written(lists_of(edition, "stages", key)),
    )
