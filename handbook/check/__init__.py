"""Every check of the data, each a small rule that is true of any programme.

A rule takes the `Case` and yields a `Problem` for each place where it is broken. Each module holds one
subject; `problems()` runs all rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check import (
    abbreviations,
    addressing,
    appearance,
    calendar_events,
    depth,
    extra_files,
    forms,
    grounds,
    groups,
    hand_written,
    labels,
    languages,
    marks,
    papers,
    passages,
    printed,
    prose_files,
    published_editions,
    readable,
    redirects,
    references,
    responsible,
    sentences,
    terms,
    translations,
    unread,
    unwritten,
    wording,
)
from handbook.check.case import Case, Rule
from handbook.check.regions import region_problems
from handbook.source.load import Dataset
from handbook.source.problems import Problem
from handbook.source.region_file import RegionalDataset

RULES: tuple[Rule, ...] = (
    *languages.RULES,
    *forms.RULES,
    *references.RULES,
    *groups.RULES,
    *calendar_events.RULES,
    *grounds.RULES,
    *passages.RULES,
    *abbreviations.RULES,
    *terms.RULES,
    *addressing.RULES,
    *redirects.RULES,
    *extra_files.RULES,
    *appearance.RULES,
    *prose_files.RULES,
    *hand_written.RULES,
    *labels.RULES,
    *marks.RULES,
    *papers.RULES,
    *printed.RULES,
    *published_editions.RULES,
    *responsible.RULES,
    *depth.RULES,
    *sentences.RULES,
    *wording.RULES,
    *translations.RULES,
    *readable.RULES,
    *unread.RULES,
    *unwritten.RULES,
)

# Rules that look at one record at a time: they apply even if others could not be read.
ONE_RECORD: tuple[Rule, ...] = (
    *languages.RULES,
    *forms.RULES,
    references.ids_well_formed,
    references.sections_well_formed,
    references.inline_marks_well_formed,
    references.links_agree,
    *calendar_events.RULES,
    groups.group_has_stages,
    groups.role_has_a_group,
    grounds.ground_given,
    grounds.reference_cites,
    *depth.RULES,
    *sentences.RULES,
    *wording.RULES,
    addressing.published_lists_readable,
    addressing.prose_readable,
    prose_files.prose_names_well_formed,
    *marks.RULES,
    *papers.RULES,
    *hand_written.RULES,
    translations.lock_readable,
    *readable.RULES,
    *unread.RULES,
    *unwritten.RULES,
    *appearance.RULES,
)


def problems(dataset: Dataset) -> list[Problem]:
    """Every problem of the data, in order of file and line.

    If a file or record cannot be read, rules that compare records would report what is merely out of sight,
    so only those run that look at one record at a time.
    """
    if isinstance(dataset, RegionalDataset):
        return sorted({*problems(dataset.national), *region_problems(dataset)})
    return sorted({problem for _, problem in problems_by_rule(dataset)})


def problems_by_rule(dataset: Dataset) -> Iterator[tuple[Rule | None, Problem]]:
    """Every problem with the rule that found it; None for what was found while files were read."""
    yield from ((None, problem) for problem in dataset.problems)
    if dataset.readable is not None:
        case = Case(dataset, dataset.readable)
        for rule in RULES if dataset.complete else ONE_RECORD:
            yield from ((rule, problem) for problem in rule(case))
