"""What follows from the data: which tasks a stage has in play, which tasks use a role, and the like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from handbook.markup.abbreviations import abbreviations_in
from handbook.model.parts import PartnerShare, PlanItem
from handbook.model.records import Programme, Task, Term
from handbook.model.text import Text
from handbook.model.traverse import entries


@dataclass(frozen=True)
class TaskInStage:
    """A task as a stage has it: `weighs_most` if this is a stage in which it weighs most."""

    code: str
    task: Task
    weighs_most: bool


def tasks_of_stage(programme: Programme, stage: str) -> list[TaskInStage]:
    """Tasks of the stage's group, those that weigh most in this stage first."""
    group = programme.group_of(stage)
    result = [
        TaskInStage(code, task, any(weight.stage == stage for weight in task.stages))
        for code, task in programme.tasks.items()
        if task.group == group
    ]
    return sorted(result, key=lambda item: not item.weighs_most)


def roles_of_group(programme: Programme, group: str) -> list[str]:
    """Keys of the roles that a group has."""
    return [key for key, role in programme.roles.items() if group in role.groups]


def tasks_of_group(programme: Programme, group: str) -> dict[str, Task]:
    """Tasks of a group, by code."""
    return {code: task for code, task in programme.tasks.items() if task.group == group}


def group_of(programme: Programme, section: str, key: str) -> str | None:
    """Key of the group to which a record belongs; None if it belongs to none."""
    if section == "stages":
        return programme.group_of(key)
    return getattr(getattr(programme, section)[key], "group", None)


def records_of_group(programme: Programme, section: str, group: str) -> list[str]:
    """Keys of the records of a section that belong to a group; stages in the order of the group."""
    if section == "stages":
        return list(programme.groups[group].stages)
    return [key for key in getattr(programme, section) if group_of(programme, section, key) == group]


def by_group(programme: Programme, section: str) -> dict[str, list[str]]:
    """Keys of the records of a section by group; those that belong to none under ""."""
    keys = list(getattr(programme, section))
    rest = [key for key in keys if group_of(programme, section, key) is None]
    if len(rest) == len(keys):
        return {"": keys}
    grouped = {group: records_of_group(programme, section, group) for group in programme.groups}
    return {**grouped, **({"": rest} if rest else {})}


def tasks_calling(programme: Programme, role: str) -> dict[str, list[str]]:
    """Codes of the tasks that use a role, by group."""
    result: dict[str, list[str]] = {}
    for code, task in programme.tasks.items():
        if any(call.role == role for call in task.roles):
            result.setdefault(task.group, []).append(code)
    return result


def tasks_with_partner(programme: Programme, partner: str) -> list[str]:
    """Codes of the tasks in which a partner takes part."""
    return [c for c, task in programme.tasks.items() if any(s.partner == partner for s in task.partners)]


def shares_of_partner(programme: Programme, partner: str) -> list[tuple[str, PartnerShare]]:
    """Code of each task that says what a partner gives or gets, with that share."""
    return [
        (code, share)
        for code, task in programme.tasks.items()
        for share in task.partners
        if share.partner == partner and (share.gives or share.gets)
    ]


def clock(plan: Sequence[PlanItem]) -> list[tuple[int, PlanItem]]:
    """The items of a plan, each with the minute at which it begins."""
    starts = accumulate((item.minutes for item in plan), initial=0)
    return list(zip(starts, plan, strict=False))


def stages_with_partner(programme: Programme, partner: str) -> list[str]:
    """Numbers of the stages that name a partner."""
    return [number for number, stage in programme.stages.items() if partner in stage.partners]


def tasks_on_document(programme: Programme, document: str) -> list[str]:
    """Codes of the tasks that work on a document."""
    return [code for code, task in programme.tasks.items() if document in task.documents]


def stages_with_document(programme: Programme, document: str) -> list[str]:
    """Numbers of the stages in which a document is in play."""
    return [number for number, stage in programme.stages.items() if document in stage.documents]


def documents_made_in(programme: Programme, stage: str) -> list[str]:
    """Keys of the documents that are first made in a stage."""
    return [key for key, document in programme.documents.items() if document.made_in == stage]


def documents_feeding(programme: Programme, document: str) -> list[str]:
    """Keys of the documents that a document builds on."""
    return [key for key, held in programme.documents.items() if document in held.feeds]


def naming(programme: Programme, of: str, section: str, key: str) -> list[str]:
    """Keys of the records of the section `of` that name a record of `section` in a field of that name."""
    return [name for name, held in getattr(programme, of).items() if key in getattr(held, section)]


def groups_from(programme: Programme, group: str | None) -> list[str]:
    """Keys of the groups in which a partner takes part: from `group` on, or all."""
    keys = list(programme.groups)
    return keys[keys.index(group) :] if group in keys else keys


class Glossary:
    """Finds the terms whose abbreviation occurs in a text."""

    def __init__(self, programme: Programme):
        self._terms = programme.terms
        self._by_abbreviation: dict[str, list[str]] = {}
        for key, term in programme.terms.items():
            if term.abbr:
                self._by_abbreviation.setdefault(term.abbr, []).append(key)

    def on_page(self, record: object) -> dict[str, Term]:
        """Terms that a record's texts use in any language, or that it names, in the glossary's order."""
        keys = set(getattr(record, "terms", ()))
        for _, entry in entries(record, ("record",)):
            if isinstance(entry, Text):
                for words in entry.wording.values():
                    for abbreviation in abbreviations_in(words):
                        keys.update(self._by_abbreviation.get(abbreviation, ()))
        return {key: term for key, term in self._terms.items() if key in keys} if keys else {}
