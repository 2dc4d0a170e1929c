"""Tasks by stage: in which stages of its group each task mainly falls, and which roles it calls on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from handbook.incremental.reads import query
from handbook.localised import Locale
from handbook.model.records import Task
from handbook.views.pictures.picture import Picture
from handbook.views.relations import codes_of_group, tasks_calling

WHOLE = 12
"""Up to so many stages of a group stand in each strip; of more only those in which a task mainly falls."""


@dataclass(frozen=True)
class Cell:
    """A stage in the strip of a task; `mainly` is true where the task mainly falls."""

    stage: str
    mainly: bool


@dataclass(frozen=True)
class TaskRow:
    """A task: its code, the stages of its strip, the keys of the roles that it calls on."""

    code: str
    cells: tuple[Cell, ...]
    roles: tuple[str, ...]

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages in which it mainly falls."""
        return tuple(cell.stage for cell in self.cells if cell.mainly)


@dataclass(frozen=True)
class GroupOfTasks:
    """The tasks of a group."""

    group: str
    rows: tuple[TaskRow, ...]


@dataclass(frozen=True)
class TasksByStage(Picture):
    """The tasks of all groups that have some."""

    name: ClassVar[str] = "tasks-by-stage"
    groups: tuple[GroupOfTasks, ...]


@query
def tasks_by_stage(locale: Locale, role: str | None = None) -> TasksByStage | None:
    """All tasks, or those that call on one role, which is then not told again; None if there are none."""
    groups = tuple(held for group in locale.programme.groups if (held := _group(locale, group, role)).rows)
    return TasksByStage(locale.label("tasks_by_stage.title"), groups) if groups else None


def _group(locale: Locale, group: str, role: str | None) -> GroupOfTasks:
    return GroupOfTasks(group, tuple(_rows(locale, group, role)))


def _rows(locale: Locale, group: str, role: str | None) -> Iterator[TaskRow]:
    programme = locale.programme
    calling = None if role is None else tasks_calling(programme, role).get(group, [])
    for code in codes_of_group(programme, group) if calling is None else calling:
        task = programme.tasks[code]
        roles = tuple(dict.fromkeys(call.role for call in task.roles))
        yield TaskRow(code, _cells(task, programme.groups[group].stages), () if role else roles)


def _cells(task: Task, stages: tuple[str, ...]) -> tuple[Cell, ...]:
    mainly = {weight.stage for weight in task.stages}
    cells = (Cell(stage, stage in mainly) for stage in stages)
    return tuple(cell for cell in cells if cell.mainly or len(stages) <= WHOLE)
