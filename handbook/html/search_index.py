"""The search index of one language: what is found on which page, and by which names.

Material's script asks for an index of its own and is given an empty one; our engine reads the head and parts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handbook.html.search_entries import entries
from handbook.html.search_files import Found, write_files
from handbook.html.search_parts import FOLDER
from handbook.localised import Locale
from handbook.model.kinds import KINDS
from handbook.model.overviews import OVERVIEWS
from handbook.views.findable import Findable, Finder
from handbook.views.portions import portion_named

_OTHER_WEIGHTS = {"overview": 0.8, "prose": 0.6}  # for kinds of `views.findable`
_BY_TEXT = Found()


@dataclass
class Index:
    """Collects the parts of an edition's pages."""

    locale: Locale
    entries: list[dict[str, str]] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)  # address: number of its entry

    def add(self, entries: Iterable[dict[str, str]]) -> None:
        """Add the entries of a page."""
        for entry in entries:
            self._places[_permanent(self.locale, entry)] = len(self.entries)
            self.entries.append(entry)

    def forget(self, count: int) -> None:
        """Forget all entries but the first ones: those of a page that was made to be kept elsewhere."""
        del self.entries[count:]
        self._places = {address: place for address, place in self._places.items() if place < count}

    def write(self, site: Path) -> None:
        """Write the index into a site, and the empty one that Material's script asks for.

        Raises:
            OSError: if a file cannot be written.
        """
        write_files(site, self.locale.language, kind_settings(), self.entries, self.found())
        # Material's script needs `separator`; it asks for the first from a host, for the second from a disk.
        empty = json.dumps({"config": {"lang": [self.locale.language], "separator": r"[\s\-]+"}, "docs": []})
        (site / FOLDER / "search_index.json").write_text(empty, encoding="utf-8")
        (site / FOLDER / "search_index.js").write_text(f"var __index = {empty}", encoding="utf-8")

    def found(self) -> list[Found]:
        """How each entry is found besides by its text."""
        finder = Finder(self.locale)
        return [self._found(finder.at(_permanent(self.locale, one)), one["title"]) for one in self.entries]

    def _found(self, result: Findable | None, title: str) -> Found:
        if result is None:
            return _BY_TEXT
        names = [name for name in result.names if name != title]
        same, led_from = self._numbers(result.same), self._numbers(result.led_from)
        return Found(result.kind, names, result.also, " ".join(result.summary), same, led_from)

    def _numbers(self, addresses: tuple[str, ...]) -> list[int]:
        return [self._places[address] for address in addresses if address in self._places]


def kind_settings() -> dict[str, Any]:
    """Settings of the kinds of records: the weight of each, and which are parts of one page."""
    pages = {name: page.weight for name, page in OVERVIEWS.items() if page.weight is not None}
    weights = {section: kind.weight for section, kind in KINDS.items()} | pages
    collected = [name for name, kind in KINDS.items() if kind.overview == name]
    return {"weights": {**_OTHER_WEIGHTS, **weights}, "collected": collected}


def entries_of(locale: Locale, url: str, content: str) -> list[dict[str, str]]:
    """The entries of a page: its address below the edition's root, and its HTML."""
    address = url.strip("/")
    if address == locale.addresses.overviews["search"]:
        return []  # the search page is not to be found
    section, key = locale.addresses.at(address) or ("prose", address)
    found = list(entries(url, locale.name(section, key), content))
    if portion_named(locale, address) is None:
        return found
    # Of a part of a list only its entries are found, not the page itself.
    return [entry for entry in found if locale.addresses.at(_permanent(locale, entry)) is not None]


def _permanent(locale: Locale, entry: Mapping[str, str]) -> str:
    """The permanent address of what an entry is about."""
    return locale.permanent(_address(entry["location"]))


def _address(location: str) -> str:
    page, _, anchor = location.partition("#")
    return page.strip("/") + (f"#{anchor}" if anchor else "")
