"""Sizes of data files on the pages of a built site that list them: known only once the files are there."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from pathlib import Path

from handbook.formats import size_in_words
from handbook.localised import Edition
from handbook.outputs.data_files import FOLDER

_FILE = re.compile(r"(<!--data:(.*?)-->).*?(<!--/data-->)", re.DOTALL)
_LISTING = ("data", "downloads")  # the overviews that list data files


def place(site: Path, editions: Mapping[str, Edition]) -> None:
    """Fill in kind and size of each data file on the pages of the site in the folder `site`."""
    folder = site / FOLDER
    sizes = {file.name: file.stat().st_size for file in folder.iterdir()}
    for code, edition in editions.items():
        own = site if code == edition.original else site / code
        for kind in _LISTING:
            file = own / edition.addresses.overviews[kind] / "index.html"
            if file.is_file():
                text = file.read_text(encoding="utf-8")
                file.write_text(_filled(text, sizes, edition), encoding="utf-8")


def _filled(text: str, sizes: Mapping[str, int], edition: Edition) -> str:
    def told(found: re.Match[str]) -> str:
        if found[2] not in sizes:
            return found[0]
        size = size_in_words(sizes[found[2]], edition.language)
        kind = Path(found[2]).suffix.removeprefix(".").upper()
        words = edition.label("data.page.file", format=kind, size=size)
        return f"{found[1]}({html.escape(words)}){found[3]}"

    return _FILE.sub(told, text)
