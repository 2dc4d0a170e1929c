"""Each stage is in one group, and nothing is named for a group that lacks it."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.case import Case, Rule
from handbook.source.problems import Problem


def stage_in_one_group(case: Case) -> Iterator[Problem]:
    """Every stage is listed by exactly one group."""
    for stage in case.programme.stages:
        holders = [key for key, group in case.programme.groups.items() if stage in group.stages]
        if not holders:
            what = f"the stage {stage} is in no group"
            yield case.problem(("stages", stage), what, "add it to `stages` of one group")
        elif len(holders) > 1:
            what = f"the stage {stage} is in the groups {' and '.join(holders)}"
            yield case.problem(("stages", stage), what, "leave it in one of them")


def group_has_stages(case: Case) -> Iterator[Problem]:
    """A group has at least one stage."""
    for key, group in case.programme.groups.items():
        if not group.stages:
            yield case.problem(("groups", key, "stages"), f"the group {key} has no stage", "list its stages")


def counterparts_mutual(case: Case) -> Iterator[Problem]:
    """Counterparts name each other, and are in different groups."""
    tasks = case.programme.tasks
    for code, task in tasks.items():
        path = ("tasks", code, "counterpart")
        groups_met = {task.group: code}
        for other in task.counterpart:
            if other not in tasks or other == code:
                continue  # keys_exist reports it
            if code not in tasks[other].counterpart:
                what = f"{code} names {other} as its counterpart, but {other} does not name {code}"
                yield case.problem(path, what, f"add {code} to `counterpart` of {other}, or remove {other}")
            met = groups_met.setdefault(tasks[other].group, other)
            if met != other:
                what = f"{other} is in the same group as {met}"
                yield case.problem(path, what, "a counterpart stands in another group, one in each")


def roles_of_the_group(case: Case) -> Iterator[Problem]:
    """A task uses only roles of its own group."""
    for code, task in case.programme.tasks.items():
        for index, call in enumerate(task.roles):
            role = case.programme.roles.get(call.role)
            if role and task.group in case.programme.groups and task.group not in role.groups:
                what = f"the role `{call.role}` does not exist in the group {task.group} of {code}"
                remedy = f"roles of that group: {', '.join(_roles_in(case, task.group))}"
                yield case.problem(("tasks", code, "roles", index, "role"), what, remedy)


def stages_of_the_group(case: Case) -> Iterator[Problem]:
    """The stages in which a task weighs most are of its own group."""
    for code, task in case.programme.tasks.items():
        group = case.programme.groups.get(task.group)
        for index, weight in enumerate(task.stages):
            if group and weight.stage in case.programme.stages and weight.stage not in group.stages:
                what = f"the stage {weight.stage} is not in the group {task.group} of {code}"
                path = ("tasks", code, "stages", index, "stage")
                yield case.problem(path, what, f"stages of that group: {', '.join(group.stages)}")


def partners_not_before_their_group(case: Case) -> Iterator[Problem]:
    """A partner that takes part from a certain group on is not named earlier."""
    programme, order = case.programme, list(case.programme.groups)
    for code, task in programme.tasks.items():
        for index, share in enumerate(task.partners):
            yield from _too_early(case, order, share.partner, task.group, ("tasks", code, "partners", index))
    for key, stage in programme.stages.items():
        for index, partner in enumerate(stage.partners):
            group = programme.group_of(key)
            yield from _too_early(case, order, partner, group, ("stages", key, "partners", index))


def role_has_a_group(case: Case) -> Iterator[Problem]:
    """A role is described for at least one group."""
    for key, role in case.programme.roles.items():
        if not role.groups:
            what = f"the role `{key}` is described for no group"
            yield case.problem(("roles", key, "groups"), what, "add a description for a group that has it")


def _too_early(
    case: Case, order: list[str], partner: str, group: str | None, path: tuple[str | int, ...]
) -> Iterator[Problem]:
    held = case.programme.partners.get(partner)
    start = held.from_group if held else None
    if start in order and group in order and order.index(group) < order.index(start):
        what = f"the partner `{partner}` takes part only from the group {start} on"
        yield case.problem(path, what, f"remove it here, or change `from_group` of `{partner}`")


def _roles_in(case: Case, group: str) -> list[str]:
    return [key for key, role in case.programme.roles.items() if group in role.groups]


RULES: tuple[Rule, ...] = (
    stage_in_one_group,
    group_has_stages,
    counterparts_mutual,
    roles_of_the_group,
    stages_of_the_group,
    partners_not_before_their_group,
    role_has_a_group,
)
