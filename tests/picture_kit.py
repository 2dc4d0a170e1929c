"""Pictures made once for all tests that read them, and ways to read them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import typst
import zxingcpp

from handbook.localised import Locale
from handbook.outputs.pictures import FOLDER
from handbook.printing.cache import maker_fingerprint, remember_maker
from handbook.printing.pictures.drawing import PROGRAMS
from macros.sources import sources_fingerprint
from macros.up_to_date import made_from, remember
from tests import site_builds
from tests.places import LIBRARIES, LIBRARIES_DOCS, ROOT
from tests.site_builds import once

SITE = "https://example.org/"  # as mkdocs.yml has it where SITE_URL says nothing else


def make(site: Path, *options: str, folder: Path = ROOT, **environment: str) -> str:
    """Make the pictures of a site with `handbook pictures`; what it says."""
    return site_builds.make("pictures", site, *options, folder=folder, **environment)


@pytest.fixture(scope="session")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small programme with its pictures."""
    return once(tmp_path_factory, "pictured", make)


@pytest.fixture
def drawn(pictured: Path, tmp_path: Path) -> Path:
    """A copy of the site with its pictures that a test may change; it is known what made it."""
    copy = Path(shutil.copytree(pictured, tmp_path / "site"))
    remember(copy, made_from(sources_fingerprint(LIBRARIES, LIBRARIES_DOCS), strict=False))
    remember_maker(copy / FOLDER, maker_fingerprint("handbook.printing.pictures.drawing", PROGRAMS))
    return copy


@pytest.fixture(scope="session")
def printed_and_pictured(printed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small programme with all that is printed and drawn."""

    def fill(site: Path) -> None:
        shutil.copytree(printed, site)
        make(site)

    return once(tmp_path_factory, "printed-and-pictured", fill)


def address_on_the_web(locale: Locale, section: str, key: str) -> str:
    """The address to which a record’s QR code leads, in the language of the edition."""
    own = "" if locale.language == locale.original else f"{locale.language}/"
    return f"{SITE}{own}{locale.addresses.of(section, key)}/"


def as_image(file: Path) -> Any:
    """A picture, SVG too, as an image that code readers take, 1440 pixels wide."""
    shown = f'#set page(width: 960pt, height: auto, margin: 0pt)\n#image("/{file.name}", width: 100%)'
    page = typst.compile(shown.encode(), root=str(file.parent), ignore_system_fonts=True)  # type: ignore[type-var]
    return pypdfium2.PdfDocument(page)[0].render(scale=1.5).to_pil().convert("RGB")


def codes_in(image: Any) -> set[str]:
    """What the QR codes in an image say."""
    return {result.text for result in zxingcpp.read_barcodes(image)}


def file_of(site: Path, name: str) -> Path:
    """A picture’s file."""
    return site / FOLDER / name
