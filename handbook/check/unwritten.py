"""Every text that `handbook new` left to be written has been written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handbook.check.case import Case, Rule
from handbook.model.traverse import DataPath
from handbook.source.problems import Problem
from handbook.source.unwritten import is_unwritten


def texts_written(case: Case) -> Iterator[Problem]:
    """No text is still the one that `handbook new` left; the site is still built."""
    for tree in case.dataset.trees.values():
        left = [(path, text) for path, text in _texts(tree.data, ()) if is_unwritten(text)]
        labels = [path for path, _ in left if path[0] == "labels"]
        if len(labels) > 1:  # a language that is being translated has hundreds of them
            what = f"{len(labels)} labels are what `handbook new` left in the place of a text"
            yield Problem(tree.label, tree.line(labels[0]), what, "write each text", blocks=False)
        for path, text in left:
            # The style sheet quotes what not to write.
            if path[0] != "style" and (path[0] != "labels" or len(labels) == 1):
                what = f"“{text}” is what `handbook new` left in the place of a text"
                remedy = "write the text, or delete the field or the record"
                yield Problem(tree.label, tree.line(path), what, remedy, blocks=False)


def _texts(value: Any, path: DataPath) -> Iterator[tuple[DataPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, (dict, list)):
        for key, held in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(held, (*path, key))


RULES: tuple[Rule, ...] = (texts_written,)
