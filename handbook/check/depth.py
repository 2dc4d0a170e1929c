"""Records say enough to be useful: steps, evidence, a checklist, what to do."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.case import Case, Rule
from handbook.markup import inline
from handbook.model.kinds import KINDS
from handbook.model.parts import Step
from handbook.source.problems import Problem


def records_say_enough(case: Case) -> Iterator[Problem]:
    """A task has steps and evidence, a stage a checklist, a role what it does."""
    for section in KINDS:
        yield from _say_enough(case, section)


def local_tasks_say_enough(case: Case) -> Iterator[Problem]:
    """The same of the tasks of a region."""
    yield from _say_enough(case, "local_tasks")


def _say_enough(case: Case, section: str) -> Iterator[Problem]:
    for key, record in getattr(case.programme, section).items():
        for field in KINDS[section].expected:
            if not getattr(record, field):
                about = type(record).model_fields[field].description
                what = f"`{key}` in {section} has no `{field}`"
                yield case.problem((section, key), what, f"write under `{field}`: {about}", blocks=False)


def steps_say_who_and_what_is_left(case: Case) -> Iterator[Problem]:
    """A step says who does it and what it leaves behind."""
    for key, task in case.programme.tasks.items():
        for index, step in enumerate(task.steps):
            for field in ("who", "leaves"):
                if getattr(step, field) is None:
                    path = ("tasks", key, "steps", index)
                    what = f"step {index + 1} of `{key}` has no `{field}`"
                    about = Step.model_fields[field].description
                    yield case.problem(path, what, f"add `{field}`: {about}", blocks=False)


def answers_lead_on(case: Case) -> Iterator[Problem]:
    """An answer names at least one page on which there is more."""
    first = case.programme.languages[0]
    for key, question in case.programme.questions.items():
        if not any(inline.record_links(question.answer.get(first))):
            what = f"the answer to `{key}` leads to no page"
            remedy = "name a record in it, such as [[t/b3]] or [[t/b3|words]]"
            yield case.problem(("questions", key, "answer"), what, remedy, blocks=False)


RULES: tuple[Rule, ...] = (records_say_enough, steps_say_who_and_what_is_left, answers_lead_on)
