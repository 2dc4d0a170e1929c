"""Each statement of the source says where it stands there, and no passage of the source is left out.

The source is the text that the handbook was made from. The rules hold as soon as it lists its passages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handbook.check.case import Case, Rule
from handbook.model.text import Ground, Text
from handbook.source.problems import Problem
from handbook.source.remedies import did_you_mean


def passage_given(case: Case) -> Iterator[Problem]:
    """A statement of the source names its passages; no other statement names any."""
    known = _passages(case)
    for path, entry in case.grounded:
        if entry.ground is Ground.SOURCE and known and not entry.passage:
            what = "nothing says where in the source this stands"
            remedy = (
                "add `passage: key`; if the source does not say it, the ground is `reference` or `editorial`"
            )
            yield case.problem(path, what, remedy)
        if entry.passage and entry.ground is not Ground.SOURCE:
            what = "`passage` stands where the ground is not `source`"
            yield case.problem((*path, "passage"), what, "delete it")


def passages_exist(case: Case) -> Iterator[Problem]:
    """Every passage that a statement names is one of the source."""
    known = _passages(case)
    for path, entry in case.grounded:
        for index, key in enumerate(entry.passage):
            if key not in known:
                what = f"the source has no passage `{key}`"
                others = (
                    f"its passages are: {', '.join(known)}" if known else "list it there under `passages`"
                )
                yield case.problem((*path, "passage", index), what, did_you_mean(key, list(known), others))


def passages_told(case: Case) -> Iterator[Problem]:
    """Every passage of the source is told by a statement; no other document lists passages."""
    told = {key for _, entry in case.grounded for key in entry.passage}
    seed = case.programme.programme.seed
    for source, record in case.programme.sources.items():
        for key in record.passages:
            path = ("sources", source, "passages", key)
            if source != seed:
                what = f"`{source}` is not the source that `ground: source` stands for"
                yield case.problem(
                    path, what, "move its passages to the record that `seed` names, or delete them"
                )
            elif key not in told:
                what = f"no statement tells the passage `{key}` of the source"
                yield case.problem(path, what, "name it as the `passage` of a statement, or delete it")


def _passages(case: Case) -> Mapping[str, Text]:
    seed = case.programme.sources.get(case.programme.programme.seed or "")
    return seed.passages if seed else {}


RULES: tuple[Rule, ...] = (passage_given, passages_exist, passages_told)
