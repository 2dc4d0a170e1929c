"""The editions and what changed in them as a file for programs, from which the next build knows what was."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from handbook.files import text_of
from handbook.regions.by_province import in_order
from handbook.regions.changes import Change, Kind, newest
from handbook.regions.facts import EditionFacts
from handbook.source.problems import DataError, Problem

NAME = "editions.json"


def data_file(editions: Sequence[EditionFacts], changes: Sequence[Change]) -> str:
    """The file: `editions` in the order of their codes, `changes` from the newest on."""
    held = {
        "editions": [asdict(edition) for edition in in_order(editions)],
        "changes": [asdict(change) for change in newest(changes)],
    }
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


def read_data_file(out: Path) -> tuple[list[EditionFacts], list[Change]]:
    """The editions and changes that the index in `out` holds; none if there is no index.

    Raises:
        DataError: if its data file cannot be read.
    """
    file = out / NAME
    if not file.exists():
        return [], []
    try:
        held = json.loads(text_of(file))
        editions = [EditionFacts(**each) for each in held["editions"]]
        changes = [Change(**{**each, "kind": Kind(each["kind"])}) for each in held["changes"]]
    except (OSError, ValueError, TypeError, KeyError) as error:
        line = getattr(error, "lineno", 1)
        what = f"the list of editions of the last build cannot be read ({type(error).__name__}: {error})"
        remedy = "restore the file, or remove it: all editions then count as new"
        raise DataError([Problem(str(file), line, what, remedy)]) from None
    return editions, changes
