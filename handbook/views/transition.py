"""What changes from one group of stages to the next, derived from the counterparts in the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from handbook.localised import Locale
from handbook.model.records import Programme, RoleInGroup, Task
from handbook.views.kept import kept


class Change(StrEnum):
    """What happens to something on the way to the next group."""

    STAYS = "stays"
    REWORDED = "reworded"
    LEAVES = "leaves"
    ARRIVES = "arrives"


@dataclass(frozen=True)
class TaskChange:
    """A task before and after; one of the two is None if it leaves or arrives."""

    change: Change
    before: str | None
    after: str | None


@dataclass(frozen=True)
class RoleChange:
    """A role before and after."""

    change: Change
    role: str
    before: RoleInGroup | None
    after: RoleInGroup | None


@dataclass(frozen=True)
class Transition:
    """All that changes from the group `before` to the group `after`."""

    before: str
    after: str
    tasks: tuple[TaskChange, ...]
    roles: tuple[RoleChange, ...]
    partners: tuple[str, ...]  # those that take part from `after` on

    @property
    def anchor(self) -> str:
        """Its anchor on the page of transitions."""
        return f"{self.before}-to-{self.after}".lower()

    def tasks_by(self, change: str) -> list[TaskChange]:
        """The tasks with this `change`."""
        return self._by_change.get(change, [])

    @cached_property
    def _by_change(self) -> dict[str, list[TaskChange]]:
        result: dict[str, list[TaskChange]] = {}
        for item in self.tasks:
            result.setdefault(item.change, []).append(item)
        return result


def transitions(programme: Programme) -> list[Transition]:
    """One for each pair of neighbouring groups."""
    groups = list(programme.groups)
    return [
        Transition(
            before,
            after,
            tuple(_task_changes(programme, before, after)),
            tuple(_role_changes(programme, before, after)),
            tuple(key for key, partner in programme.partners.items() if partner.from_group == after),
        )
        for before, after in pairwise(groups)
    ]


@kept
def transitions_of(locale: Locale) -> tuple[Transition, ...]:
    """Those of a locale's programme, found once."""
    return tuple(transitions(locale.programme))


def names_of(locale: Locale, move: Transition) -> dict[str, str]:
    """The names of the two groups, as labels about a transition take them."""
    groups = locale.programme.groups
    return {
        "before": locale.text(groups[move.before].name),
        "after": locale.text(groups[move.after].name),
    }


def counterpart_in(programme: Programme, code: str, group: str) -> str | None:
    """The counterpart of a task in `group`, or None."""
    held = (other for other in programme.tasks[code].counterpart if other in programme.tasks)
    return next((other for other in held if programme.tasks[other].group == group), None)


def compare(before: Task, after: Task) -> Change:
    """Whether a task stays as it is or is reworded, by its name and summary."""
    same = before.name == after.name and before.summary.wording == after.summary.wording
    return Change.STAYS if same else Change.REWORDED


def _task_changes(programme: Programme, before: str, after: str) -> Iterator[TaskChange]:
    tasks = programme.tasks
    for code, task in tasks.items():
        if task.group == before:
            other = counterpart_in(programme, code, after)
            change = compare(task, tasks[other]) if other else Change.LEAVES
            yield TaskChange(change, code, other)
    for code, task in tasks.items():
        if task.group == after and counterpart_in(programme, code, before) is None:
            yield TaskChange(Change.ARRIVES, None, code)


def role_change(before: RoleInGroup | None, after: RoleInGroup | None) -> Change:
    """What happens to a role on the way from one group to the next; at least one of the two has it."""
    if before and after:
        same = before.description.wording == after.description.wording
        return Change.STAYS if same else Change.REWORDED
    return Change.LEAVES if before else Change.ARRIVES


def _role_changes(programme: Programme, before: str, after: str) -> Iterator[RoleChange]:
    for key, role in programme.roles.items():
        old, new = role.groups.get(before), role.groups.get(after)
        if old or new:
            yield RoleChange(role_change(old, new), key, old, new)
