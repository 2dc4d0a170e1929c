"""Files that the edition of a region has besides its pages: the script with its name, its logo."""

from __future__ import annotations

from pathlib import Path

from handbook.files import content_of
from handbook.html import scripts
from handbook.localised import Locale
from handbook.resources import READER
from handbook.source.region_file import RegionalDataset
from handbook.views.region import name_of_region
from handbook.views.region_home import logo_of

SCRIPT = "assets/reader/region.js"
"""Pages that all editions share hold no name: this script, which each edition has of its own, writes it."""


def write_files(site: Path, locale: Locale, dataset: RegionalDataset) -> None:
    """Write the script of a language; for the original the logo, too.

    Raises:
        OSError: if a file cannot be read or written.
    """
    name = scripts.as_literal(name_of_region(locale))
    script = f"handbookRegion={name};\n{scripts.small(READER / 'region.js')}"
    (site / SCRIPT).parent.mkdir(parents=True, exist_ok=True)
    (site / SCRIPT).write_text(script, encoding="utf-8")
    logo = logo_of(locale)
    if logo and locale.language == locale.original:
        assert dataset.region is not None
        assert dataset.programme is not None
        region = dataset.programme.region
        assert region is not None
        (site / logo).write_bytes(content_of(dataset.region.parent / str(region.logo)))
