"""Files for a session as its page lists them: the name and path of each."""

from __future__ import annotations

from collections.abc import Sequence

from handbook.localised import Locale
from handbook.outputs.printed import SECTIONS, Printed
from handbook.outputs.session_files import File, files_named, in_language, path_of


def title_of(locale: Locale, file: File) -> str:
    """The name of a file among the materials of a session."""
    if not file.key:
        return locale.label(f"print.kind.{file.kind}")
    section = SECTIONS[file.kind] if isinstance(file, Printed) else file.section
    name = locale.code(section, file.key) or locale.name(section, file.key)
    return locale.label(f"handout.{file.kind}", name=name)


def session_files(locale: Locale, names: Sequence[str]) -> list[tuple[str, str, str]]:
    """For each name that an editor wrote: that name, the file's title, and its path."""
    files = {name: in_language(files_named(locale.programme, name), locale.language) for name in names}
    return [(name, title_of(locale, file), path_of(file)) for name, file in files.items()]
