"""What changes from one group of stages to the next, derived from the counterparts in the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from handbook.incremental.reads import query
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
class Way:
    """The way from the group `before` to the next one, `after`."""

    before: str
    after: str

    @property
    def anchor(self) -> str:
        """Its anchor on the page of transitions."""
        return f"{self.before}-to-{self.after}".lower()


@dataclass(frozen=True)
class Transition(Way):
    """All that changes from the group `before` to the group `after`."""

    tasks: tuple[TaskChange, ...]
    roles: tuple[RoleChange, ...]
    partners: tuple[str, ...]  # those that take part from `after` on

    def tasks_by(self, change: str) -> list[TaskChange]:
        """The tasks with this `change`."""
        return self._by_change.get(change, [])

    @cached_property
    def _by_change(self) -> dict[str, list[TaskChange]]:
        result: dict[str, list[TaskChange]] = {}
        for item in self.tasks:
            result.setdefault(item.change, []).append(item)
        return result


def ways(programme: Programme) -> list[Way]:
    """From each group to the next."""
    return [Way(before, after) for before, after in pairwise(programme.groups)]


def transitions(programme: Programme) -> list[Transition]:
    """One for each pair of neighbouring groups."""
    return [
        Transition(
            way.before,
            way.after,
            tuple(_task_changes(programme, way.before, way.after)),
            tuple(_role_changes(programme, way.before, way.after)),
            tuple(key for key, partner in programme.partners.items() if partner.from_group == way.after),
        )
        for way in ways(programme)
    ]


@kept
def transitions_of(locale: Locale) -> tuple[Transition, ...]:
    """Those of a locale's programme, found once."""
    return tuple(transitions(locale.programme))


def names_of(locale: Locale, move: Way) -> dict[str, str]:
    """The names of the two groups, as labels about a transition take them."""
    return {name: locale.short_name("groups", getattr(move, name)) for name in ("before", "after")}


def counterpart_in(programme: Programme, code: str, group: str) -> str | None:
    """The counterpart of a task in `group`, or None."""
    held = (other for other in programme.tasks[code].counterpart if other in programme.tasks)
    return next((other for other in held if programme.tasks[other].group == group), None)


@query
def change_of(programme: Programme, before: str, after: str) -> Change:
    """Whether a task stays as it is or is reworded on the way from one code to another."""
    return compare(programme.tasks[before], programme.tasks[after])


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
