"""Every label that pages show exists in every language, and every label is shown."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.case import Case, Rule
from handbook.source.labels import shipped
from handbook.source.problems import Problem
from handbook.source.remedies import did_you_mean
from handbook.views.label_keys import label_keys, unexplained

_NAMED = 3  # labels that a message names one by one


def labels_in_every_language(case: Case) -> Iterator[Problem]:
    """No label lacks a language of the programme; all missing labels together are one problem.

    A kind or field that is new in the model has labels that no file holds yet: each is named.
    """
    labels = case.programme.labels
    needed = {*label_keys(), *unexplained(labels, case.programme.languages)}
    for key in sorted(needed - set(labels)):
        yield case.problem(("labels",), f"the label `{key}` is missing", f"add `{key}` in every language")
    for code in dict.fromkeys(case.programme.languages):
        lacking = [key for key, text in labels.items() if key in shipped() and not text.get(code)]
        if lacking:
            named = f": {', '.join(lacking)}" if len(lacking) <= _NAMED else ""
            count = "1 label lacks" if len(lacking) == 1 else f"{len(lacking)} labels lack"
            remedy = f"`handbook new language {code}` writes what is to be translated"
            yield case.problem(("programme", "languages"), f"{count} `{code}`{named}", remedy)


def labels_known(case: Case) -> Iterator[Problem]:
    """A label of the programme replaces one that the generator has or needs."""
    further = [key for key in case.programme.labels if key not in shipped() and key not in label_keys()]
    explanations = set(unexplained((), case.programme.languages)) if further else ()
    for key in further:
        if key not in explanations:
            remedy = did_you_mean(key, shipped(), "delete it")
            yield case.problem(("labels", key), f"no page shows the label `{key}`", remedy, blocks=False)


RULES: tuple[Rule, ...] = (labels_in_every_language, labels_known)
