"""What readers keep on their device, ticks and their stage: its scripts, from the modules of `READER`."""

from __future__ import annotations

import json
from pathlib import Path

from handbook.html import scripts
from handbook.localised import Locale
from handbook.resources import READER
from handbook.views.ticks import all_lists

SCRIPT = "assets/reader/reader.js"
LISTS = "assets/reader/lists.js"
_FIRST = READER / "first.js"


def first_script() -> str:
    """The script that pages run before the first paint, so that nothing on them moves."""
    return scripts.small(_FIRST).strip()


def write_scripts(site: Path, locale: Locale) -> None:
    """Write the script of pages with lists, and the current items of every list of the handbook.

    The latter is a script too, since a page opened from disk can load nothing else.
    """
    scripts.write_scripts(site, {SCRIPT: READER / "reader.js"})
    held = {result.name: " ".join(result.versions) for result in all_lists(locale)}
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    (site / LISTS).write_text(f"handbookLists={text};\n", encoding="utf-8")
