"""Lists that readers can tick: the permanent name of each, and the version of each item’s text.

A version is made from the text in the original language, so that a tick holds in every language, and is
different as soon as the text changes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from handbook.localised import Locale
from handbook.markup import inline
from handbook.model.fields import ticked
from handbook.model.kinds import KINDS
from handbook.model.publication import About
from handbook.model.text import Text
from handbook.model.traverse import entries
from handbook.views.transition import transitions

_LENGTH = 6  # characters of five bits each: in a list of 60 items two collide once in 600,000 lists
# Fields of records with pages that are lists to tick, with their anchors.
_FIELDS = {section: ticked(kind.record) for section, kind in KINDS.items() if kind.has_pages}


@dataclass(frozen=True)
class TickList:
    """One list: its name, which is its address on the site (`t/b3#evidence`), and its items’ versions."""

    name: str
    versions: tuple[str, ...]


def versions(items: Iterable[Text], original: str) -> tuple[str, ...]:
    """The version of each item, from its whole text in the language `original`; no two are equal.

    The second of two items with the same text ends in `-2`, the third in `-3`.
    """
    result: list[str] = []
    times: dict[str, int] = {}
    for item in items:
        version = _version(*_wordings(item, original))
        times[version] = times.get(version, 0) + 1
        result.append(version if times[version] == 1 else f"{version}-{times[version]}")
    return tuple(result)


def lists_of(locale: Locale, section: str, key: str) -> tuple[TickList, ...]:
    """The lists on the page of a record, in the order of the page; empty ones and overviews have none."""
    if not _FIELDS.get(section):
        return ()
    record = locale.record(section, key)
    address = locale.addresses.of(section, key)
    return tuple(
        TickList(f"{address}#{anchor}", versions(items, locale.original))
        for field, anchor in _FIELDS[section].items()
        if (items := getattr(record, field))
    )


def all_lists(locale: Locale) -> Iterator[TickList]:
    """Every list of a handbook."""
    programme = locale.programme
    for section in _FIELDS:
        for key in getattr(programme, section):
            yield from lists_of(locale, section, key)
    address = locale.addresses.overviews.get("transition")
    for move in transitions(programme) if address else ():
        items = programme.groups[move.after].checklist
        if items:
            anchor = f"{move.anchor}-checklist"
            yield TickList(f"{address}#{anchor}", versions(items, locale.original))


def written(lists: Iterable[TickList]) -> str:
    """Lists as an attribute of HTML: `t/b3#steps abcdef ghijkl; t/b3#evidence mnopqr`."""
    return "; ".join(f"{result.name} {' '.join(result.versions)}" for result in lists)


def handbook_key(about: About, original: str) -> str:
    """A name that distinguishes this handbook from others on the same host: its key, else from its title."""
    return about.key or f"h-{_version(about.title.get(original))}"


def _wordings(item: Text, language: str) -> Iterator[str]:
    """All texts of an item without marks: links and emphasis may change without changing the meaning."""
    yield inline.to_plain(item.get(language), lambda _target: None)
    for _, entry in entries(item):
        if isinstance(entry, Text):
            yield inline.to_plain(entry.get(language), lambda _target: None)


@cache
def _version(*wordings: str) -> str:
    words = "\n".join(" ".join(wording.split()) for wording in wordings)
    digest = hashlib.sha256(words.encode()).digest()
    return base64.b32encode(digest).decode().lower()[:_LENGTH]
