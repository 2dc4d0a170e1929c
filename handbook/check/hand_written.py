"""Hand-written pages hold content only, and run nothing."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.case import Case, Rule
from handbook.markup.prose_faults import prose_faults
from handbook.markup.prose_files import file_faults
from handbook.source.load import label
from handbook.source.problems import Problem


def prose_harmless(case: Case) -> Iterator[Problem]:
    """A hand-written page holds no templates except macro calls, and only HTML from the list."""
    for code in case.programme.languages:
        for file in case.dataset.prose(code).values():
            try:
                page = file.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):  # another rule reports it
                continue
            for fault in prose_faults(page):
                yield Problem(label(file), fault.line, fault.what, fault.remedy)


def prose_files_harmless(case: Case) -> Iterator[Problem]:
    """Files that are published with hand-written pages run nothing either."""
    for code in case.programme.languages:
        if case.dataset.docs is not None:
            for file, fault in file_faults(case.dataset.docs / code):
                yield Problem(label(file), fault.line, fault.what, fault.remedy)


RULES: tuple[Rule, ...] = (prose_harmless, prose_files_harmless)
