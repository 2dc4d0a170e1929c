"""Marks of emphasis are around whole words."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.case import Case, Rule
from handbook.markup.emphasis import meant_as_emphasis
from handbook.source.problems import Problem

_REMEDY = "put marks around whole words, or write a backslash before each mark that is to be seen"


def marks_around_words(case: Case) -> Iterator[Problem]:
    """No mark of emphasis is inside a word, where it would be shown as typed; this is advice."""
    for path, text in case.shown_texts:
        for code, words in text.wording.items():
            for _, result in meant_as_emphasis(words):
                yield case.problem((*path, code), _what(result), _REMEDY, blocks=False, advice=True)
    for file, passage in case.passages():
        for start, result in meant_as_emphasis(passage.typed):
            line = passage.line + passage.typed[:start].count("\n")
            yield Problem(file, line, _what(result), _REMEDY, blocks=False, advice=True)


def _what(found: str) -> str:
    return f"the marks of “{found}” stand inside a word and are shown as they are"


RULES: tuple[Rule, ...] = (marks_around_words,)
