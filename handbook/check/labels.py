"""Every label that pages show is there, and none is kept that no page shows."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache
from pathlib import Path

from handbook.check.case import Case, Rule
from handbook.source.load import ROOT
from handbook.source.problems import Problem
from handbook.source.remedies import did_you_mean
from handbook.views.label_keys import label_keys, unexplained

# Where pages come from; labels are asked for as t("some.key"), label("some.key"), in print say("some.key").
_PLACES = ("macros", "theme", "handbook", "print")
# Without these nobody can say that a label is not shown.
_TEMPLATES = (
    "handbook/html/templates",
    "theme",
    "print",
)
_ENDINGS = {".html", ".py", ".xml", ".md", ".typ"}
_CALL = re.compile(r"""\b(?:t\(|say(?:-both)?\(|label\(|labels\[)\s*["']([\w.-]+)["'](?!\s*~)""")
_FAMILY = re.compile(r"""\b(?:t\(|label\(|labels\[)\s*f?["']([\w.-]+\.)(?:\{|["']\s*~)""")


def labels_complete(case: Case) -> Iterator[Problem]:
    """Labels that the templates ask for exist; labels that nobody asks for go."""
    _, families = labels_asked_for()
    asked = needed(case.programme.labels, case.programme.languages)
    missing = sorted(asked - set(case.programme.labels))
    for key in missing:
        yield case.problem(("labels",), f"the label `{key}` is missing", f"add `{key}` in every language")
    if not all((ROOT / place).is_dir() for place in _TEMPLATES):
        return
    for key in case.programme.labels:
        if key not in asked and not key.startswith(families):
            remedy = did_you_mean(key, missing, "delete it")
            yield case.problem(("labels", key), f"no page shows the label `{key}`", remedy, blocks=False)


def needed(labels: Container[str], languages: Sequence[str]) -> frozenset[str]:
    """The labels that pages, kinds, fields and data files ask for, beside `labels` that explain some."""
    return labels_asked_for()[0] | label_keys() | set(unexplained(labels, languages))


@cache
def labels_asked_for() -> tuple[frozenset[str], tuple[str, ...]]:
    """Labels named in the templates, and beginnings of those put together there."""
    asked: set[str] = set()
    families: set[str] = set()
    for place in _PLACES:
        for file in sorted((ROOT / place).rglob("*")):
            if file.suffix in _ENDINGS and file != Path(__file__):
                text = file.read_text(encoding="utf-8")
                asked.update(_CALL.findall(text))
                families.update(_FAMILY.findall(text))
    return frozenset(asked), tuple(sorted(families))


RULES: tuple[Rule, ...] = (labels_complete,)
