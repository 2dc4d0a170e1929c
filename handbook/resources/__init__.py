"""Paths of the generator's files that are not code; they are installed with it."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent
PACKAGE = _FOLDER.parent  # the folder of the generator, installed or in its repository
THEME = _FOLDER / "theme"  # what we change in Material for MkDocs
PRINT = _FOLDER / "print"  # Typst templates, and what they know of HTML
FONTS = PRINT / "fonts"
SEARCH = _FOLDER / "search"  # JavaScript modules that the build bundles
READER = _FOLDER / "reader"
REGIONS = _FOLDER / "regions"  # the index of all editions for regencies and cities
SERVING = _FOLDER / "serving"  # what only served pages have
PICTURES = _FOLDER / "pictures"  # one style sheet for each picture of pages
LABELS = _FOLDER / "labels"  # one file per language
PROGRAMME = _FOLDER / "programme"  # what `handbook init` writes
REGION = _FOLDER / "region.yaml"  # what `handbook new region` writes
MKDOCS = _FOLDER / "mkdocs.yml"  # configuration of MkDocs and Material
