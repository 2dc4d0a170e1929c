"""Files for a session by the short names that editors write: leaflet/1, task/a2, poster, slide/t/b3."""

from __future__ import annotations

from collections.abc import Sequence

from handbook.addresses import FOLDERS, slug
from handbook.model import Programme
from handbook.printing.pictures.plan import FOLDER as PICTURES
from handbook.printing.pictures.plan import SLIDE, Picture, pictures
from handbook.printing.plan import FOLDER as PRINTED
from handbook.printing.plan import Printed, plan
from handbook.views.edition import Edition

_FORMAT = "png"  # of a slide: every program shows it
_SECTIONS = {"leaflet": "stages", "stage-checklist": "stages", "task": "tasks"}
File = Printed | Picture


def named(programme: Programme) -> dict[str, tuple[File, ...]]:
    """Every name with its files, one for each language or pair of languages."""
    found: dict[str, tuple[File, ...]] = {}
    for printed in plan(programme):
        name = f"{printed.kind}/{slug(printed.key)}" if printed.key else printed.kind
        found[name] = (*found.get(name, ()), printed)
    for picture in pictures(programme):
        if picture.kind == SLIDE and picture.format == _FORMAT:
            name = f"{SLIDE}/{FOLDERS[picture.section]}/{slug(picture.key)}"
            found[name] = (*found.get(name, ()), picture)
    return found


def in_language(files: tuple[File, ...], language: str) -> File:
    """The file in a language, else the first."""
    spoken = (f for f in files if language in (f.languages if isinstance(f, Printed) else (f.language,)))
    return next(spoken, files[0])


def path_of(file: File) -> str:
    """Where a file lies below the site’s root."""
    return f"{PRINTED if isinstance(file, Printed) else PICTURES}/{file.name}"


def title_of(edition: Edition, file: File) -> str:
    """What a file is called among the materials of a session."""
    if not file.key:
        return edition.label(f"print.kind.{file.kind}")
    section = file.section if isinstance(file, Picture) else _SECTIONS.get(file.kind, "groups")
    if section == "stages":
        name = edition.label("stage.numbered", number=file.key)
    else:
        name = edition.name(section, file.key) if section == "groups" else file.key
    return edition.label(f"handout.{file.kind}", name=name)


def session_files(edition: Edition, names: Sequence[str]) -> list[tuple[str, str, str]]:
    """Of each name that an editor wrote: itself, what the file is called, and where it lies."""
    known = named(edition.programme) if names else {}
    files = {name: in_language(known[name], edition.language) for name in names}
    return [(name, title_of(edition, file), path_of(file)) for name, file in files.items()]
