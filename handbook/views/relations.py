"""What follows from the data: which tasks a stage has in play, which tasks use a role, and the like."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from handbook.incremental.reads import query
from handbook.markup.abbreviations import abbreviations_in
from handbook.model.kinds import KINDS
from handbook.model.parts import PartnerShare, PlanItem
from handbook.model.per_programme import per_programme
from handbook.model.records import Programme, Task, Term
from handbook.model.text import Statement, Text
from handbook.model.traverse import entries


@dataclass(frozen=True)
class TaskInStage:
    """A task as a stage has it: `weighs_most` if this is a stage in which it weighs most."""

    code: str
    weighs_most: bool


Keys = dict[str, list[str]]


@dataclass(frozen=True)
class _Index:
    """Keys of records by the key of what they name, made in one pass over the programme."""

    tasks_by_group: Keys
    roles_by_group: Keys
    tasks_by_role: Keys
    tasks_by_partner: Keys
    tasks_by_document: Keys
    stages_by_partner: Keys
    stages_by_document: Keys
    documents_by_stage: Keys
    documents_by_target: Keys


@per_programme
def _index(programme: Programme) -> _Index:
    tasks, stages, documents = programme.tasks, programme.stages, programme.documents
    return _Index(
        _inverted(tasks, lambda task: (task.group,)),
        _inverted(programme.roles, lambda role: role.groups),
        _inverted(tasks, lambda task: (call.role for call in task.roles)),
        _inverted(tasks, lambda task: (share.partner for share in task.partners)),
        _inverted(tasks, lambda task: task.documents),
        _inverted(stages, lambda stage: stage.partners),
        _inverted(stages, lambda stage: stage.documents),
        _inverted(documents, lambda document: (document.made_in,) if document.made_in else ()),
        _inverted(documents, lambda document: document.feeds),
    )


def _inverted(records: Mapping[str, Any], named: Callable[[Any], Iterable[str]]) -> Keys:
    """Keys of records, in their order, by each key that they name."""
    result: Keys = {}
    for key, record in records.items():
        for name in dict.fromkeys(named(record)):
            result.setdefault(name, []).append(key)
    return result


@query
def tasks_of_stage(programme: Programme, stage: str) -> list[TaskInStage]:
    """Tasks of the stage's group, those that weigh most in this stage first."""
    group = programme.group_of(stage)
    result = [
        TaskInStage(code, any(weight.stage == stage for weight in programme.tasks[code].stages))
        for code in _index(programme).tasks_by_group.get(group or "", ())
    ]
    return sorted(result, key=lambda item: not item.weighs_most)


@query
def roles_of_group(programme: Programme, group: str) -> list[str]:
    """Keys of the roles that a group has."""
    return list(_index(programme).roles_by_group.get(group, ()))


@query
def codes_of_group(programme: Programme, group: str) -> list[str]:
    """Codes of the tasks of a group."""
    return list(_index(programme).tasks_by_group.get(group, ()))


def tasks_of_group(programme: Programme, group: str) -> dict[str, Task]:
    """Tasks of a group, by code."""
    return {code: programme.tasks[code] for code in codes_of_group(programme, group)}


@query
def group_of(programme: Programme, section: str, key: str) -> str | None:
    """Key of the group to which a record belongs; None if it belongs to none."""
    if section == "stages":
        return programme.group_of(key)
    return getattr(getattr(programme, section)[key], "group", None)


@query
def records_of_group(programme: Programme, section: str, group: str) -> list[str]:
    """Keys of the records of a section that belong to a group; stages in the order of the group."""
    if section == "stages":
        return list(programme.groups[group].stages)
    return [key for key in getattr(programme, section) if group_of(programme, section, key) == group]


@query
def by_group(programme: Programme, section: str) -> dict[str, list[str]]:
    """Keys of the records of a section by group; those that belong to none under ""."""
    keys = list(getattr(programme, section))
    rest = [key for key in keys if group_of(programme, section, key) is None]
    if len(rest) == len(keys):
        return {"": keys}
    grouped = {group: records_of_group(programme, section, group) for group in programme.groups}
    return {**grouped, **({"": rest} if rest else {})}


@query
def tasks_calling(programme: Programme, role: str) -> dict[str, list[str]]:
    """Codes of the tasks that use a role, by group."""
    result: dict[str, list[str]] = {}
    for code in _index(programme).tasks_by_role.get(role, ()):
        result.setdefault(programme.tasks[code].group, []).append(code)
    return result


@query
def tasks_with_partner(programme: Programme, partner: str) -> list[str]:
    """Codes of the tasks in which a partner takes part."""
    return list(_index(programme).tasks_by_partner.get(partner, ()))


@query
def shares_of_partner(programme: Programme, partner: str) -> list[tuple[str, PartnerShare]]:
    """Code of each task that says what a partner gives or gets, with that share."""
    return [
        (code, share)
        for code in tasks_with_partner(programme, partner)
        for share in programme.tasks[code].partners
        if share.partner == partner and (share.gives or share.gets)
    ]


def clock(plan: Sequence[PlanItem]) -> list[tuple[int, PlanItem]]:
    """The items of a plan, each with the minute at which it begins."""
    starts = accumulate((item.minutes for item in plan), initial=0)
    return list(zip(starts, plan, strict=False))


@query
def stages_with_partner(programme: Programme, partner: str) -> list[str]:
    """Numbers of the stages that name a partner."""
    return list(_index(programme).stages_by_partner.get(partner, ()))


@query
def tasks_on_document(programme: Programme, document: str) -> list[str]:
    """Codes of the tasks that work on a document."""
    return list(_index(programme).tasks_by_document.get(document, ()))


@query
def stages_with_document(programme: Programme, document: str) -> list[str]:
    """Numbers of the stages in which a document is in play."""
    return list(_index(programme).stages_by_document.get(document, ()))


@query
def documents_made_in(programme: Programme, stage: str) -> list[str]:
    """Keys of the documents that are first made in a stage."""
    return list(_index(programme).documents_by_stage.get(stage, ()))


@query
def documents_feeding(programme: Programme, document: str) -> list[str]:
    """Keys of the documents that a document builds on."""
    return list(_index(programme).documents_by_target.get(document, ()))


@query
def naming(programme: Programme, of: str, section: str, key: str) -> list[str]:
    """Keys of the records of the section `of` that name a record of `section` in a field of that name."""
    return [name for name, held in getattr(programme, of).items() if key in getattr(held, section)]


@query
def groups_from(programme: Programme, group: str | None) -> list[str]:
    """Keys of the groups in which a partner takes part: from `group` on, or all."""
    keys = list(programme.groups)
    return keys[keys.index(group) :] if group in keys else keys


@query
def name_of(programme: Programme, section: str, key: str) -> Text:
    """The name of a record, in all languages."""
    name: Text = getattr(programme, section)[key].name
    return name


@query
def lead_of(programme: Programme, section: str, key: str) -> Statement:
    """The lead of a record of a kind that has pages."""
    lead: Statement = getattr(getattr(programme, section)[key], KINDS[section].lead)
    return lead


@query
def terms_by_abbreviation(programme: Programme) -> dict[str, list[tuple[int, str]]]:
    """Place in the glossary and key of the terms that have each abbreviation."""
    result: dict[str, list[tuple[int, str]]] = {}
    for place, (key, term) in enumerate(programme.terms.items()):
        if term.abbr:
            result.setdefault(term.abbr, []).append((place, key))
    return result


@query
def place_of_term(programme: Programme, key: str) -> int:
    """The place of a term in the glossary; the number of terms if there is no such term."""
    return _places(programme).get(key, len(programme.terms))


@per_programme
def _places(programme: Programme) -> dict[str, int]:
    return {key: place for place, key in enumerate(programme.terms)}


def terms_on_page(programme: Programme, record: object) -> dict[str, Term]:
    """Terms whose abbreviation a record's texts use in any language, or that it names, as in the glossary."""
    by_abbreviation = terms_by_abbreviation(programme)
    found = {(place_of_term(programme, key), key) for key in getattr(record, "terms", ())}
    for _, entry in entries(record, ("record",)):
        if isinstance(entry, Text):
            for words in entry.wording.values():
                for abbreviation in abbreviations_in(words):
                    found.update(by_abbreviation.get(abbreviation, ()))
    return {key: programme.terms[key] for _, key in sorted(found) if key in programme.terms}
