"""Lists of other records on the page of a record: short, or the number of them with the way to all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from handbook.localised import Locale
from handbook.model.fields import Form
from handbook.views import relations
from handbook.views.blocks import Block, Item, links

MOST = 40
"""So many names can be read on the page of another record."""


def few(section: str, keys: Sequence[str], most: int = MOST) -> tuple[Item, ...]:
    """Records by name as items; of more than `most` only how many, with a link to the overview of all."""
    return links(section, keys) if len(keys) <= most else (Item(named=(section, ""), note=str(len(keys))),)


def tasks_of_stage(locale: Locale, key: str, _stage: Any) -> Iterator[Block]:
    """The tasks of a stage: those that fall mainly in it, and what else its group has under way.

    These others are the same in every stage of the group: if they are many, their number must do.
    """
    mainly_here, also = locale.label("stage.weighs_most"), locale.label("stage.also")
    held = relations.tasks_of_stage(locale.programme, key)
    first = [task.code for task in held if task.weighs_most]
    others = [task.code for task in held if not task.weighs_most]
    items = [Item(named=("tasks", code), note=mainly_here) for code in first]
    if len(others) > MOST:
        items.append(Item(named=("tasks", ""), note=f"{also} ({len(others)})"))
    else:
        items += [Item(named=("tasks", code), note=also if first else "") for code in others]
    yield Block("tasks", locale.label("stage.tasks"), tuple(items), Form.LINKS, style="task-list")
