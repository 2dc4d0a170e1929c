"""The stages among which readers choose the one that their region is in."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.localised import Locale
from handbook.views.relations import tasks_of_stage
from handbook.views.ticks import written_lists


@dataclass(frozen=True)
class StageOption:
    """A stage to choose: its address, its title, the anchors on its page to start from, its lists.

    `lists` has the format of `handbook.views.ticks.written`.
    """

    address: str
    title: str
    parts: tuple[str, ...]
    lists: str


def stage_options(locale: Locale) -> tuple[StageOption, ...]:
    """Every stage, in order; none if the programme has none."""
    return tuple(_option(locale, key) for key in locale.programme.stages)


def _option(locale: Locale, key: str) -> StageOption:
    stage = locale.programme.stages[key]
    held = {
        "first-month": stage.first_month,
        "tasks": tasks_of_stage(locale.programme, key),
        "checklist": stage.checklist,
    }
    return StageOption(
        locale.addresses.of("stages", key),
        locale.name("stages", key),
        tuple(anchor for anchor, items in held.items() if items),
        written_lists(locale, "stages", key),
    )
