"""Every check of the data, each a small rule that is true of any programme.

A rule takes the `Case` and yields a `Problem` for each place where it does not hold. The modules hold one
subject each; `problems()` runs them all.
"""

from __future__ import annotations

from handbook.check import (
    abbreviations,
    addressing,
    grounds,
    groups,
    labels,
    languages,
    references,
    translations,
)
from handbook.check.case import Case, Rule
from handbook.load import Dataset
from handbook.problems import Problem

RULES: tuple[Rule, ...] = (
    *languages.RULES,
    *references.RULES,
    *groups.RULES,
    *grounds.RULES,
    *abbreviations.RULES,
    *addressing.RULES,
    *labels.RULES,
    *translations.RULES,
)


def problems(dataset: Dataset) -> list[Problem]:
    """Every problem of the data, in the order of files and lines."""
    found = set(dataset.problems)
    if dataset.programme is not None:
        case = Case(dataset, dataset.programme)
        found.update(problem for rule in RULES for problem in rule(case))
    return sorted(found)
