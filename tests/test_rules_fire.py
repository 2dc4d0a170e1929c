"""Every rule is seen to fire, at the right line, and on nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.check import ONE_RECORD, RULES, problems_by_rule
from handbook.source.load import Dataset
from handbook.source.problems import Problem
from tests.broken_cases import READING, BrokenCase, Expected, broken_cases
from tests.programme_copy import Copy

NAMES = [rule.__name__ for rule in RULES]


@pytest.mark.parametrize("case", broken_cases(), ids=str)
def test_a_broken_programme_gets_just_the_problems_that_it_has(case: BrokenCase, programme: Copy) -> None:
    expected = sorted(case.make(programme), key=lambda e: (e.file, e.line, e.says))
    result = sorted(_by_rule(programme.read()), key=lambda f: (programme.short(f[1]), f[1]))

    shown = "\n".join(f"{rule}: {problem}" for rule, problem in result)
    assert len(result) == len(expected), shown
    for (rule, problem), wanted in zip(result, expected, strict=True):
        there = Expected(rule, programme.short(problem), problem.line, wanted.says, problem.blocks)
        assert there == wanted, shown
        assert wanted.says in f"{problem.what}; {problem.remedy}", shown


def test_every_rule_has_a_case() -> None:
    assert set(NAMES) | {READING} == {case.rule for case in broken_cases()}


def test_rules_have_names_of_their_own_and_say_what_they_hold_to() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert [rule.__name__ for rule in RULES if not rule.__doc__] == []
    assert set(ONE_RECORD) <= set(RULES)


def test_the_unbroken_programme_has_no_problem(programme: Copy) -> None:
    assert programme.problems() == []


def test_problems_in_several_files_are_listed_in_one_run_in_order(programme: Copy) -> None:
    programme.change("roles.yaml", 'en: "Finding a room"', 'en: "Mencari ruang"')
    programme.change("partners.yaml", "from_group: layan", "from_group: layanan")
    programme.change("partners.yaml", "ground: editorial", "ground: reference")
    programme.change("sources.yaml", "  pedoman:", "  aturan:")
    programme.add("published.txt", "t/l9\n")

    result = programme.problems()

    assert result == sorted(result)
    assert {programme.short(p) for p in result} == {
        "documents.yaml",  # cites what is now called otherwise
        "glossary.yaml",
        "partners.yaml",
        "published.txt",
        "roles.yaml",
        "sources.yaml",
    }
    for problem in result:
        words = Path(problem.file).read_text(encoding="utf-8").splitlines()[problem.line - 1]
        assert any(w in words for w in ("Mencari", "layanan", "id:", "cite", "aturan", "origin", "t/l9"))


def test_what_cannot_be_read_does_not_hide_other_problems(programme: Copy) -> None:
    programme.change("glossary.yaml", "terms:", "terms: [")
    programme.change("partners.yaml", "from_group: layan", "from_groups: layan")
    programme.change("partners.yaml", 'name: {id: "Sekolah", en: "School"}', 'name: "Sekolah"')
    programme.change("questions.yaml", ', en: "Where do we begin?"', "")
    programme.change("documents.yaml", "      ground: source\n", "")

    result = [(programme.short(p), p.what) for p in programme.problems()]

    assert [file for file, _ in result] == [
        "documents.yaml",
        "glossary.yaml",
        "partners.yaml",
        "partners.yaml",
        "questions.yaml",
    ], result


def _by_rule(dataset: Dataset) -> list[tuple[str, Problem]]:
    """Every problem once with the name of each rule that found it."""
    return list({(rule.__name__ if rule else READING, what) for rule, what in problems_by_rule(dataset)})
