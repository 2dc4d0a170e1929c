"""Files for a session as its page lists them: what each is called, and where it lies."""

from __future__ import annotations

from collections.abc import Sequence

from handbook.localised import Locale
from handbook.outputs.pictures import Picture
from handbook.outputs.printed import SECTIONS
from handbook.outputs.session_files import File, in_language, named, path_of


def title_of(locale: Locale, file: File) -> str:
    """What a file is called among the materials of a session."""
    if not file.key:
        return locale.label(f"print.kind.{file.kind}")
    section = file.section if isinstance(file, Picture) else SECTIONS[file.kind]
    name = locale.code(section, file.key) or locale.name(section, file.key)
    return locale.label(f"handout.{file.kind}", name=name)


def session_files(locale: Locale, names: Sequence[str]) -> list[tuple[str, str, str]]:
    """Of each name that an editor wrote: itself, what the file is called, and where it lies."""
    known = named(locale.programme) if names else {}
    files = {name: in_language(known[name], locale.language) for name in names}
    return [(name, title_of(locale, file), path_of(file)) for name, file in files.items()]
