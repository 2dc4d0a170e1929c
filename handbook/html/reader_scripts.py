"""What readers keep on their device, ticks and their stage: its scripts, from the modules of `READER`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from markupsafe import Markup

from handbook.html import scripts
from handbook.localised import Locale
from handbook.resources import READER
from handbook.views.progress import item_texts
from handbook.views.ticks import all_lists

LISTS = "assets/reader/lists.js"
ITEMS = "assets/reader/items.js"


@cache
def forward_script() -> Markup:
    """The script of pages whose entries have moved to pages of their own."""
    return Markup(scripts.small(READER / "forward.js").strip())


@cache
def not_found_script() -> Markup:
    """The script of the page for addresses that do not exist."""
    return Markup(scripts.small(READER / "not_found.js").strip())


def write_lists(site: Path, locale: Locale) -> None:
    """Write every list of the handbook: its versions, and for the progress board the words of its items.

    They are scripts, since a page opened from disk can load nothing else.
    """
    _write(site / LISTS, "handbookLists", {held.name: " ".join(held.versions) for held in all_lists(locale)})
    _write(site / ITEMS, "handbookItems", item_texts(locale))


def _write(file: Path, name: str, value: object) -> None:
    """Write a script that gives the variable `name` a value."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{name}={scripts.as_literal(value)};\n", encoding="utf-8")
