"""Extra files, which every build copies, have a place in the site that nothing else takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from handbook.check.case import Case, Rule
from handbook.check.places import of_files, written_over
from handbook.outputs.extra_files import FOLDER, extra_files, faults
from handbook.source.load import is_left_behind, label
from handbook.source.problems import Problem
from handbook.source.remedies import reason_of


def extra_files_have_a_place(case: Case) -> Iterator[Problem]:
    """Each extra file is a regular file, and the build writes no file of that name."""
    folder = case.dataset.folder
    try:
        for file, what, remedy in faults(folder):
            yield Problem(label(file), 1, what, remedy)
        files = extra_files(folder)
    except OSError as error:
        what = f"the extra files cannot be read: {reason_of(error)}"
        yield Problem(label(folder), 1, what, "allow them to be read")
        return
    taken = _Taken(case) if files else None
    for name, file in files.items():
        if taken is not None and taken.holds(name.casefold()):
            what = f"the build writes `{name}` itself, or has a file or folder in its place"
            yield Problem(label(file), 1, what, "give the file another name, or remove it")


def folder_of_extra_files_named(case: Case) -> Iterator[Problem]:
    """Nothing beside the folder of extra files was meant to be in it."""
    for path in sorted(case.dataset.folder.iterdir()):
        meant = path.name.casefold().replace("-", "_").replace(" ", "_") in (FOLDER, FOLDER.removesuffix("s"))
        if meant and not (path.name == FOLDER and path.is_dir()):
            what = "this is not read; extra files lie in a folder"
            yield Problem(label(path), 1, what, f"make it a folder called {FOLDER}")


class _Taken:
    """The names of the site's own files and folders."""

    def __init__(self, case: Case):
        self._case = case
        self._others = set(case.programme.languages[1:])
        pages = {address.partition("#")[0] for address in case.addresses.by_address}
        self._folders = {
            parent.as_posix()
            for page in pages
            for parent in (PurePosixPath(page), *PurePosixPath(page).parents)
        }
        self._copied = {name for code in case.programme.languages for name in self._beside_prose(code)}

    def holds(self, name: str) -> bool:
        """Whether a file called `name` would be, or replace, something of the site."""
        return (
            self._is_own(name)
            or self._without_language(name) in (*self._folders, "")
            or name in self._copied
            or any(self._is_own(parent.as_posix()) for parent in PurePosixPath(name).parents[:-1])
        )

    def _is_own(self, name: str) -> bool:
        own = self._without_language(name)
        return bool(own) and (of_files(self._case, own) or written_over(self._case, own))

    def _without_language(self, name: str) -> str:
        first, _, rest = name.partition("/")
        return rest if first in self._others else name

    def _beside_prose(self, code: str) -> Iterator[str]:
        folder = self._case.dataset.prose_folder(code)
        if folder is None:
            return
        before = f"{code}/" if code in self._others else ""
        for file in folder.rglob("*"):
            name = file.relative_to(folder)
            if file.suffix != ".md" and file.is_file() and not is_left_behind(name):
                yield f"{before}{name.as_posix()}".casefold()


RULES: tuple[Rule, ...] = (extra_files_have_a_place, folder_of_extra_files_named)
