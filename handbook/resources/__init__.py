"""Where the files of the generator that are not code lie; they are installed with it."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent
PACKAGE = _FOLDER.parent  # where the generator itself is installed, or stands in its repository
THEME = _FOLDER / "theme"  # what we change in Material for MkDocs
PRINT = _FOLDER / "print"  # Typst templates, and what they know of HTML
FONTS = PRINT / "fonts"
SEARCH = _FOLDER / "search"  # JavaScript modules that the build joins
READER = _FOLDER / "reader"
LABELS = _FOLDER / "labels"  # one file a language
PROGRAMME = _FOLDER / "programme"  # what `handbook init` writes
MKDOCS = _FOLDER / "mkdocs.yml"  # how MkDocs and Material are used
