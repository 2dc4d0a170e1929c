"""What a site is made from, as a hash; it imports little, since a command that has nothing to do asks it."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from handbook.files import fingerprint
from handbook.incremental.versions import versions
from handbook.resources import PACKAGE, PRINT

_CODE = (PACKAGE, Path(__file__).parent)
_MAKERS = (
    *("mkdocs", "mkdocs-material", "mkdocs-macros-plugin", "jinja2", "markdown", "pymdown-extensions"),
    *("markdown-it-py", "pyyaml", "pydantic", "babel", "rjsmin", "tinycss2", "segno", "lxml", "nh3"),
    *("typst", "pikepdf", "fonttools", "python-docx", "xlsxwriter", "icalendar"),
)
_FILES = ("mkdocs*.yml",)
_ENVIRONMENT = ("REPOSITORY_URL", "SITE_URL", "SOURCE_DATE_EPOCH")


def sources_fingerprint(data: Path, docs: Path | None, region: Path | None = None) -> str:
    """A hash of all that a site is made from; for a region, with its file and those named like it."""
    settings = [(name, os.environ.get(name)) for name in _ENVIRONMENT]
    digest = hashlib.sha256(f"{settings} {code_fingerprint()}".encode())
    beside = sorted(region.parent.glob(f"{region.stem}.*")) if region is not None else []
    for file in (*_sources(data, docs), *beside):
        digest.update(os.fsencode(file) + b"\n" + fingerprint(file).encode())
    return digest.hexdigest()


@cache
def generator_fingerprint() -> str:
    """A hash of the generator's code and of the packages on whose versions the bytes of a site depend.

    It is the same on all machines on which these are the same, whatever else is installed there.
    """
    held = [sys.version_info[:2], *((name, version(name)) for name in _MAKERS)]
    digest = hashlib.sha256(repr(held).encode())
    for file in code_files():
        digest.update(os.fsencode(file.name) + b"\n" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


@cache
def code_fingerprint() -> str:
    """A hash of this generator's code, templates and labels, and of all packages that are installed."""
    digest = hashlib.sha256(versions().encode())
    for file in code_files():
        digest.update(os.fsencode(file.name) + b"\n" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def code_files() -> Iterator[Path]:
    """The files of this generator that pages are made with."""
    for folder in _CODE:
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            if "__pycache__" not in file.parts and not file.is_relative_to(PRINT):
                yield file


def _sources(data: Path, docs: Path | None) -> Iterator[Path]:
    for pattern in _FILES:
        yield from sorted(data.absolute().parent.glob(pattern))
    for folder in filter(None, (data, docs)):
        yield from sorted(file for file in folder.rglob("*") if file.is_file())
