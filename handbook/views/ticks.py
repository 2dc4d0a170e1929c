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

from handbook.incremental.reads import query
from handbook.localised import Locale
from handbook.markup import inline
from handbook.model.fields import label_of, ticked
from handbook.model.kinds import KINDS
from handbook.model.publication import About
from handbook.model.text import Text
from handbook.model.traverse import entries
from handbook.views.transition import names_of, ways

_LENGTH = 6  # characters of five bits each: in a list of 60 items two collide once in 600,000 lists
# Fields of records with pages that are lists to tick, with their anchors.
_FIELDS = {section: ticked(kind.record) for section, kind in KINDS.items() if kind.has_pages}


@dataclass(frozen=True)
class TickList:
    """One list: its name, which is its address on the site (`t/b3#evidence`), its title, and its items.

    `versions` are those of the items.
    """

    name: str
    title: str
    items: tuple[Text, ...]
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


@query
def lists_of(locale: Locale, section: str, key: str) -> tuple[TickList, ...]:
    """The lists on the page of a record, in the order of the page; empty ones and overviews have none."""
    if not _FIELDS.get(section):
        return ()
    record = locale.record(section, key)
    address = locale.addresses.of(section, key)
    kind = KINDS[section]
    return tuple(
        _list(locale, f"{address}#{anchor}", label_of(kind.record, field, kind.label_word), items)
        for field, anchor in _FIELDS[section].items()
        if (items := getattr(record, field))
    )


@query
def written_lists(locale: Locale, section: str, key: str) -> str:
    """The lists on the page of a record as an attribute of HTML; "" if it has none."""
    return written(lists_of(locale, section, key))


def sections_with_lists() -> tuple[str, ...]:
    """The sections whose records can have lists on their pages."""
    return tuple(section for section, fields in _FIELDS.items() if fields)


def all_lists(locale: Locale) -> Iterator[TickList]:
    """Every list of a handbook."""
    for section in sections_with_lists():
        for key in getattr(locale.programme, section):
            yield from lists_of(locale, section, key)
    yield from transition_lists(locale)


def transition_lists(locale: Locale) -> Iterator[TickList]:
    """The list of each transition between groups that has one."""
    groups, address = locale.programme.groups, locale.addresses.overviews.get("transition")
    for move in ways(locale.programme) if address else ():
        items = groups[move.after].checklist
        if items:
            name = f"{address}#{move.anchor}-checklist"
            yield _list(locale, name, "transition.checklist", items, **names_of(locale, move))


def written(lists: Iterable[TickList]) -> str:
    """Lists as an attribute of HTML: `t/b3#steps abcdef ghijkl; t/b3#evidence mnopqr`."""
    return "; ".join(f"{result.name} {' '.join(result.versions)}" for result in lists)


def handbook_key(about: About, original: str) -> str:
    """A name that distinguishes this handbook from others on the same host: its key, else from its title."""
    return about.key or f"h-{_version(about.title.get(original))}"


def _list(locale: Locale, name: str, title: str, items: tuple[Text, ...], **words: str) -> TickList:
    """A list whose title is the label `title`, with `words` in its places."""
    return TickList(name, locale.label(title, **words), items, versions(items, locale.original))


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
