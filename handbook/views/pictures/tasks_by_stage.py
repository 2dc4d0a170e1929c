"""Tasks by stage: in which stages of its group each task mainly falls, and which roles it calls on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from handbook.incremental.reads import query
from handbook.localised import Locale
from handbook.model.records import Task
from handbook.views.pictures.picture import Picture
from handbook.views.relations import codes_of_group, tasks_calling

WHOLE = 12
"""Up to so many stages of a group stand in each strip; of more only those in which a task mainly falls."""
MOST = 100
"""More tasks are a list, which the page has already: there is no picture of them."""


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
    """All tasks, or those that call on one role, which is then not told again.

    None if there are none, or too many.
    """
    tasks = _tasks(locale, role)
    if sum(map(len, tasks.values())) > MOST:
        return None
    groups = tuple(_group(locale, group, codes, role) for group, codes in tasks.items() if codes)
    return TasksByStage(locale.label("tasks_by_stage.title"), groups) if groups else None


def _tasks(locale: Locale, role: str | None) -> dict[str, list[str]]:
    """Codes of the tasks to show, by group."""
    programme = locale.programme
    if role is not None:
        calling = tasks_calling(programme, role)
        return {group: calling.get(group, []) for group in programme.groups}
    return {group: codes_of_group(programme, group) for group in programme.groups}


def _group(locale: Locale, group: str, codes: Sequence[str], role: str | None) -> GroupOfTasks:
    return GroupOfTasks(group, tuple(_rows(locale, group, codes, role)))


def _rows(locale: Locale, group: str, codes: Sequence[str], role: str | None) -> Iterator[TaskRow]:
    stages = locale.programme.groups[group].stages
    for code in codes:
        task = locale.programme.tasks[code]
        roles = () if role else tuple(dict.fromkeys(call.role for call in task.roles))
        yield TaskRow(code, _cells(task, stages), roles)


def _cells(task: Task, stages: tuple[str, ...]) -> tuple[Cell, ...]:
    mainly = {weight.stage for weight in task.stages}
    cells = (Cell(stage, stage in mainly) for stage in stages)
    return tuple(cell for cell in cells if cell.mainly or len(stages) <= WHOLE)
