"""A search index of many times the content, with a vocabulary that grows with it."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

from handbook.html.search_files import write_files
from handbook.html.search_index import Index, entries_of, kind_settings
from handbook.html.search_parts import FOLDER
from handbook.localised import Locale

_ARTICLE = re.compile(r'<article class="md-content__inner md-typeset">(.*)</article>', re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{4,}")
_SYLLABLES = [consonant + vowel for vowel in "aeiou" for consonant in "bcdfghjklmnprstwyz"]
_NEW = 0.06  # share of the words of each copy that no other copy has


def grow_stock(site: Path, times: int) -> None:
    """Make the stock index of a built site hold `times` its content: copies, some of whose words are new."""
    file = site / "search" / "search_index.json"
    index = json.loads(file.read_text(encoding="utf-8"))
    entries = list(index["docs"])
    for number in range(1, times):
        chance = random.Random(number)
        index["docs"] += [_copy(entry, number, chance) for entry in entries]
    file.write_text(json.dumps(index, ensure_ascii=False), encoding="utf-8")


def grow_ours(site: Path, locale: Locale, times: int) -> None:
    """Make our index of one language of a built site hold `times` its content in the same way."""
    index = Index(locale)
    for address in locale.addresses.by_address:
        file = site / address / "index.html"
        article = _ARTICLE.search(file.read_text(encoding="utf-8")) if file.is_file() else None
        if article and "#" not in address:
            index.add(entries_of(locale, f"{address}/" if address else "", article[1]))
    for part in (site / FOLDER).glob("part.*.js"):
        part.unlink()
    entries, found = list(index.entries), index.found()
    for number in range(1, times):
        chance = random.Random(number)
        entries += [_copy(entry, number, chance) for entry in index.entries]
    write_files(site, locale.language, kind_settings(), entries, found * times)


def _copy(entry: dict[str, Any], number: int, chance: random.Random) -> dict[str, Any]:
    def changed(text: str) -> str:
        return _WORD.sub(
            lambda word: word[0] + _new(word[0], number) if chance.random() < _NEW else word[0], text
        )

    page, _, anchor = entry["location"].partition("#")
    location = f"copy-{number}/{page}" + (f"#{anchor}" if anchor else "")
    return {**entry, "location": location, "title": changed(entry["title"]), "text": changed(entry["text"])}


def _new(word: str, number: int) -> str:
    return _SYLLABLES[number % len(_SYLLABLES)] + _SYLLABLES[len(word) % len(_SYLLABLES)]
