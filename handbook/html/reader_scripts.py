"""What readers keep on their device, ticks and their stage: its scripts, from the modules of `READER`."""

from __future__ import annotations

import json
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
_FIRST = READER / "first.js"


def first_script() -> str:
    """The script that pages run before the first paint, so that nothing on them moves."""
    return scripts.small(_FIRST).strip()


@cache
def forward_script() -> Markup:
    """The script of pages whose entries have moved to pages of their own."""
    return Markup(scripts.small(READER / "forward.js").strip())


def write_lists(site: Path, locale: Locale) -> None:
    """Write every list of the handbook: its versions, and for the progress board the words of its items.

    They are scripts, since a page opened from disk can load nothing else.
    """
    _write(site / LISTS, "handbookLists", {held.name: " ".join(held.versions) for held in all_lists(locale)})
    _write(site / ITEMS, "handbookItems", item_texts(locale))


def _write(file: Path, name: str, value: object) -> None:
    """Write a script that gives the variable `name` a value."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for mark in "\u2028\u2029":  # ends of lines, which older browsers do not take in a text
        text = text.replace(mark, f"\\u{ord(mark):x}")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{name}={text};\n", encoding="utf-8")
