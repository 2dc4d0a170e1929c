"""A translation is as new as its original."""

from __future__ import annotations

import json
from collections.abc import Iterator

from handbook.check.case import Case, Rule
from handbook.files import text_of
from handbook.source.load import label
from handbook.source.merge_marks import KEEP_BOTH, merge_marks
from handbook.source.problems import Problem
from handbook.source.published_addresses import PUBLISHED, written_by_record
from handbook.source.translations import LOCK, pairs, read_lock, stale, well_formed


def translations_fresh(case: Case) -> Iterator[Problem]:
    """No translation is older than its original; the site is still built, with a notice."""
    for pair in stale(case.dataset):
        what = f"the text in `{pair.language}` is older than its original"
        remedy = f"mend it, or run `handbook confirm {pair.key}` if it still holds"
        if pair.path[0] == "docs" and case.dataset.docs:
            file = case.dataset.docs / pair.language / str(pair.path[1])
            yield Problem(label(file), 1, what, remedy, blocks=False)
        else:
            yield case.dataset.problem((*pair.path, pair.language), what, remedy, blocks=False)


def lock_readable(case: Case) -> Iterator[Problem]:
    """The file that records translations is readable."""
    file = case.dataset.folder / LOCK
    name = label(file)
    try:
        text = text_of(file)
        marks = list(merge_marks(text, name, f"{KEEP_BOTH}, with commas between them; {_NEVER}"))
        yield from marks
        if not marks and not well_formed(json.loads(text)):
            what = "the list of translations has another shape than it should"
            yield Problem(name, 1, what, _FROM_COMMIT)
    except FileNotFoundError:
        return
    except (OSError, ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        yield Problem(name, line, "the list of translations cannot be read", _FROM_COMMIT)


_NEVER = "do not delete the file: every stale translation would count as fresh"
_FROM_COMMIT = f"take it from the last commit; {_NEVER}"


def lock_kept(case: Case) -> Iterator[Problem]:
    """If translations were recorded, their list still exists and has not been emptied."""
    dataset = case.dataset
    if read_lock(dataset.folder) or not written_by_record(dataset.folder / PUBLISHED):
        return
    if any(pairs(dataset)) and not any(lock_readable(case)):
        what = "the list of translations is gone, without which every stale translation counts as fresh"
        remedy = "take it from the last commit; if there is none, read every translation again and run "
        yield Problem(label(dataset.folder / LOCK), 1, what, f"{remedy}`handbook confirm --all`")


RULES: tuple[Rule, ...] = (translations_fresh, lock_readable, lock_kept)
