"""Hand-written pages hold content only, and run nothing."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.case import Case, Rule
from handbook.files import text_of
from handbook.markup.prose_faults import prose_faults
from handbook.markup.prose_files import file_faults
from handbook.source.load import label
from handbook.source.problems import Problem
from handbook.source.text_file import control_characters


def prose_harmless(case: Case) -> Iterator[Problem]:
    """A hand-written page holds only visible characters, HTML from the list, and of templates macro calls."""
    for code in case.programme.languages:
        for file in case.dataset.prose(code).values():
            try:
                page = text_of(file)
            except (OSError, UnicodeDecodeError):  # another rule reports it
                continue
            for line, what, remedy in control_characters(page.removeprefix("\ufeff").split("\n")):
                yield Problem(label(file), line, what, remedy)
            for fault in prose_faults(page):
                yield Problem(label(file), fault.line, fault.what, fault.remedy)


def prose_files_harmless(case: Case) -> Iterator[Problem]:
    """Files that are published with hand-written pages run nothing either."""
    for code in case.programme.languages:
        folder = case.dataset.prose_folder(code)
        if folder is not None:
            for file, fault in file_faults(folder):
                yield Problem(label(file), fault.line, fault.what, fault.remedy)


RULES: tuple[Rule, ...] = (prose_harmless, prose_files_harmless)
