"""Which papers to fill in there are as files for word processors, and their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handbook.model.addresses import slug
from handbook.model.kinds import KINDS
from handbook.model.records import Programme
from handbook.outputs.printed import SECTIONS as FORMS
from handbook.outputs.printed import Printed

FOLDER = DOCX = "docx"  # the folder below the site's root, and how editors name these files: docx/key
SECTIONS = tuple(section for section, kind in KINDS.items() if kind.filled_in)


@dataclass(frozen=True)
class PaperFile:
    """The paper `key` of `section` in a language."""

    section: str
    key: str
    language: str
    kind: str = DOCX
    format: str = DOCX

    @property
    def name(self) -> str:
        """The file's name below /docx/."""
        return f"{slug(self.key)}.{self.language}.{DOCX}"


def paper_files(programme: Programme) -> Iterator[PaperFile]:
    """Every paper in every language."""
    for section in SECTIONS:
        for key in getattr(programme, section):
            yield from (PaperFile(section, key, code) for code in programme.languages)


def paper_files_of(programme: Programme, section: str, key: str) -> dict[str, PaperFile]:
    """A record as a file for word processors, by language; empty if its kind is not filled in."""
    codes = programme.languages if section in SECTIONS else ()
    return {code: PaperFile(section, key, code) for code in codes}


def chosen(programme: Programme, printed: Iterable[Printed]) -> Iterator[PaperFile]:
    """The papers among printed forms, in the language of each; large print is for paper only."""
    for form in printed:
        held = paper_files_of(programme, FORMS.get(form.kind, ""), form.key)
        yield from (held[code] for code in form.languages if code in held and not form.large)
