"""Files that every build is to hold have a place in the site that nothing else takes."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.built_site import manifest
from handbook.built_site.extra import extra_files, faults
from handbook.check.case import Case, Rule
from handbook.check.places import of_files, written_over
from handbook.load import label
from handbook.problems import Problem


def extra_files_have_a_place(case: Case) -> Iterator[Problem]:
    """Each extra file is an ordinary one, and the build writes none of its name."""
    folder = case.dataset.folder
    try:
        for file, what, remedy in faults(folder):
            yield Problem(label(file), 1, what, remedy)
        files = extra_files(folder)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        yield Problem(label(folder), 1, f"the extra files cannot be read: {reason}", "allow them to be read")
        return
    for name, file in files.items():
        if _is_taken(case, name.casefold()):
            what = f"the build writes `{name}` itself, or has a folder of that name for its own files"
            yield Problem(label(file), 1, what, "give the file another name, or remove it")


def _is_taken(case: Case, name: str) -> bool:
    first, _, rest = name.partition("/")
    own = rest if first in case.programme.languages[1:] else name
    return not own or own == manifest.NAME or of_files(case, own) or written_over(case, own)


RULES: tuple[Rule, ...] = (extra_files_have_a_place,)
