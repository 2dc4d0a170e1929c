"""Labels stand in every language of the programme, and its own are among those that pages show."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.case import Case, Rule
from handbook.source.labels import shipped
from handbook.source.problems import Problem
from handbook.source.remedies import did_you_mean

_NAMED = 3  # labels that are named one by one


def labels_in_every_language(case: Case) -> Iterator[Problem]:
    """No label lacks a language of the programme; what is lacking is one problem, however much it is."""
    labels = case.programme.labels
    for code in dict.fromkeys(case.programme.languages):
        lacking = [key for key, text in labels.items() if key in shipped() and not text.get(code)]
        if lacking:
            named = f": {', '.join(lacking)}" if len(lacking) <= _NAMED else ""
            count = "1 label lacks" if len(lacking) == 1 else f"{len(lacking)} labels lack"
            remedy = f"`handbook new language {code}` writes what is to be translated"
            yield case.problem(("programme", "languages"), f"{count} `{code}`{named}", remedy)


def labels_known(case: Case) -> Iterator[Problem]:
    """A label of the programme takes the place of one that the generator has."""
    for key in case.programme.labels:
        if key not in shipped():
            remedy = did_you_mean(key, shipped(), "delete it")
            yield case.problem(("labels", key), f"no page shows the label `{key}`", remedy, blocks=False)


RULES: tuple[Rule, ...] = (labels_in_every_language, labels_known)
