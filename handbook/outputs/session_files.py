"""Files for a session by the short names that editors write: leaflet/1, task/a2, slide/t/b3, docx/key."""

from __future__ import annotations

from handbook.incremental.reads import query
from handbook.model.addresses import slug
from handbook.model.kinds import KINDS
from handbook.model.per_programme import per_programme
from handbook.model.records import Programme
from handbook.outputs.papers import FOLDER as PAPERS
from handbook.outputs.papers import PaperFile, paper_files
from handbook.outputs.pictures import FOLDER as PICTURES
from handbook.outputs.pictures import SLIDE, Picture, pictures
from handbook.outputs.printed import FOLDER as PRINTED
from handbook.outputs.printed import Printed, plan

_FORMAT = "png"  # of a slide: every program can show it
File = Printed | Picture | PaperFile


@query
def files_named(programme: Programme, name: str) -> tuple[File, ...]:
    """The files of a name, one for each language or pair of languages.

    Raises:
        KeyError: if there are none.
    """
    return named(programme)[name]


@per_programme
def named(programme: Programme) -> dict[str, tuple[File, ...]]:
    """Every name with its files, one for each language or pair of languages."""
    result: dict[str, tuple[File, ...]] = {}
    for printed in plan(programme):
        name = f"{printed.kind}/{slug(printed.key)}" if printed.key else printed.kind
        result[name] = (*result.get(name, ()), printed)
    for picture in pictures(programme):
        if picture.kind == SLIDE and picture.format == _FORMAT:
            name = f"{SLIDE}/{KINDS[picture.section].folder}/{slug(picture.key)}"
            result[name] = (*result.get(name, ()), picture)
    for paper in paper_files(programme):
        name = f"{paper.kind}/{slug(paper.key)}"
        result[name] = (*result.get(name, ()), paper)
    return result


def in_language(files: tuple[File, ...], language: str) -> File:
    """The file in a language, else the first."""
    spoken = (f for f in files if language in (f.languages if isinstance(f, Printed) else (f.language,)))
    return next(spoken, files[0])


def path_of(file: File) -> str:
    """The path of a file below the site’s root."""
    if isinstance(file, PaperFile):
        return f"{PAPERS}/{file.name}"
    return f"{PRINTED if isinstance(file, Printed) else PICTURES}/{file.name}"
