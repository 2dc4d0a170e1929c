"""The edition of the invented region of regions/, built and printed once for all tests of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from own import DATA, DATASET, DOCS

from handbook.localised import Locale, locales
from handbook.outputs.printed import FOLDER
from handbook.source.region_file import RegionalDataset
from tests.places import ROOT
from tests.print_kit import Printed
from tests.site_builds import build, make, once

CODE = "99.71"
FILE = ROOT / "regions" / f"{CODE}.yaml"
NATIONAL = "https://example.org/"  # as mkdocs.yml has it where SITE_URL says nothing else
ADDRESS = "https://kota-contoh.example.org/panduan/"
LOCALES: dict[str, Locale] = locales(RegionalDataset(DATASET, FILE, name=f"regions/{FILE.name}"))
PROGRAMME = LOCALES["id"].programme
NAMES = {"id": "Kota Contoh", "en": "Example City"}
TASK, UNTRANSLATED = f"{CODE}/1", f"{CODE}/2"
STAGE = "s/3/"
OURS = "pokja-kami/"

_OWN = ("--data", str(DATA), "--docs", str(DOCS))
_REGION = (*_OWN, "--region", CODE)
CHECKLISTS = ("checklist-1-3.id.pdf", "checklist-stage-3.id.pdf", "checklist-1-3.id.booklet.pdf")
TASK_SHEETS = ("local-task-99.71-1.id.pdf", "local-task-99.71-1.en.pdf", "local-task-99.71-2.en.pdf")
LEAFLETS = ("stage-3.id.pdf", "stage-3.en.pdf")
BOOKS = ("local-book.id.pdf", "local-book.en.pdf")
FORMS = (*LEAFLETS, *CHECKLISTS, *TASK_SHEETS)
OF_PROGRAMME = ("task-a1.id.pdf", "task-a2.id.pdf", "task-a2.en.pdf", "calendar.id.pdf")


def label(key: str, language: str = "id", **values: object) -> str:
    """A label as the edition shows it."""
    return LOCALES[language].label(key, **values)


def site_of_example(factory: pytest.TempPathFactory) -> Path:
    """The edition of the example, of which nothing is printed."""
    return once(factory, "example", lambda site: build(site, *_REGION))


def printed_example(factory: pytest.TempPathFactory) -> Path:
    """The edition of the example with some of its forms printed."""
    names = (*BOOKS, *FORMS, *OF_PROGRAMME)
    return once(factory, "example-printed", lambda site: make("print", site, *_REGION, *names))


def printed_with_address(factory: pytest.TempPathFactory) -> Path:
    """The same with an address on the web in the file of the region."""

    def fill(folder: Path) -> None:
        shutil.copytree(DATA, folder / "data", ignore=shutil.ignore_patterns("tests", "__pycache__"))
        shutil.copytree(DOCS, folder / "docs")
        shutil.copytree(FILE.parent, folder / "regions")
        text = FILE.read_text(encoding="utf-8")
        stage = "  stage: 3\n"
        assert text.count(stage) == 1
        with_address = text.replace(stage, f"{stage}  address: {ADDRESS}\n")
        (folder / "regions" / FILE.name).write_text(with_address, encoding="utf-8")
        places = ("--data", str(folder / "data"), "--docs", str(folder / "docs"), "--region", CODE)
        make("print", folder / "site", *places, *BOOKS, *FORMS, *OF_PROGRAMME)

    return once(factory, "example-address", fill) / "site"


def printed_national(factory: pytest.TempPathFactory) -> Path:
    """Forms of the programme, printed from its own site."""
    return once(factory, "example-national", lambda site: make("print", site, *_OWN, *OF_PROGRAMME))


def form(site: Path, name: str) -> Printed:
    """A printed form."""
    return Printed(site / FOLDER / name)
