"""A translation is as new as its original."""

from __future__ import annotations

import json
from collections.abc import Iterator

from handbook.check.case import Case, Rule
from handbook.load import label
from handbook.problems import Problem
from handbook.translation import LOCK, stale, well_formed


def translations_fresh(case: Case) -> Iterator[Problem]:
    """No translation is older than its original; the site can be built in spite of it, with a notice."""
    for pair in stale(case.dataset):
        what = f"the text in `{pair.language}` is older than its original"
        remedy = f"mend it, or run `handbook confirm {pair.key}` if it still holds"
        if pair.path[0] == "docs" and case.dataset.docs:
            file = case.dataset.docs / pair.language / str(pair.path[1])
            yield Problem(label(file), 1, what, remedy, blocks=False)
        else:
            yield case.dataset.problem((*pair.path, pair.language), what, remedy, blocks=False)


def lock_readable(case: Case) -> Iterator[Problem]:
    """What is remembered about translations can be read."""
    file = case.dataset.folder / LOCK
    if not file.exists():
        return
    remedy = "take it from the last commit, or delete it and run `handbook record`"
    try:
        lock = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        yield Problem(label(file), line, "the list of translations cannot be read", remedy)
        return
    if not well_formed(lock):
        yield Problem(label(file), 1, "the list of translations has another shape than it should", remedy)


RULES: tuple[Rule, ...] = (translations_fresh, lock_readable)
