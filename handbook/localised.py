"""One programme in one language, ready to be shown: names, labels, links, plain text and HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from weakref import WeakKeyDictionary

from handbook.files import text_of
from handbook.formats import long_date
from handbook.incremental.reads import query
from handbook.markup import inline
from handbook.model.addresses import Addresses, href, slug
from handbook.model.entry_pages import MOST, EntryPage, entry_pages
from handbook.model.kinds import KINDS, Code
from handbook.model.publication import About
from handbook.model.records import Programme, Record
from handbook.model.source import Source
from handbook.model.text import Text
from handbook.source.load import Dataset
from handbook.source.translations import stale

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Locale:
    """A programme in one language.

    `stale` holds the records (`tasks.A2`, `docs.about.md`) whose text in this language is older than the
    original; `prose` maps addresses of hand-written pages to their titles; `addresses` are those of records
    and prose, made from the two if they are not given.
    """

    programme: Programme
    language: str
    stale: frozenset[str] = frozenset()
    prose: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    addresses: Addresses = field(default=None, compare=False, repr=False)  # type: ignore[assignment]

    def __post_init__(self) -> None:
        if self.addresses is None:
            object.__setattr__(self, "addresses", Addresses(self.programme, tuple(self.prose)))

    @property
    def about(self) -> About:
        """Title, edition, licence."""
        return self.programme.programme

    @property
    def date(self) -> str:
        """The day of this edition, in the words of this language."""
        return long_date(self.about.date, self.language)

    @property
    def original(self) -> str:
        """The language of the original, which is authoritative."""
        return self.programme.languages[0]

    @property
    def other(self) -> str | None:
        """The language to compare with this one: the original, or for the original the next one."""
        return next((code for code in self.programme.languages if code != self.language), None)

    @query
    def entry_pages(self) -> Mapping[str, tuple[EntryPage, ...]]:
        """By section: the pages of entries that are too many for one; none of a hand-written overview."""
        return self._entry_pages

    @cached_property
    def _entry_pages(self) -> Mapping[str, tuple[EntryPage, ...]]:
        overviews = self.addresses.overviews
        held = {
            section: entry_pages(self.programme, section, self.language)
            for section in MOST
            if section in overviews and overviews[section] not in self.prose
        }
        return {section: found for section, found in held.items() if found}

    @cached_property
    def _places(self) -> Mapping[str, str]:
        return {
            self.addresses.of(section, key): f"{self.addresses.overviews[section]}/{page.unit}#{slug(key)}"
            for section, found in self._entry_pages.items()
            for page in found
            for key in page.keys
        }

    @cached_property
    def _permanent(self) -> Mapping[str, str]:
        return {place: address for address, place in self._places.items()}

    def placed(self, address: str) -> str:
        """Where what has an address stands today: entries of a long overview have pages of their own."""
        return self._all_places().get(address, address)

    def permanent(self, place: str) -> str:
        """The address of what stands at a place, the reverse of `placed`."""
        return self._all_permanent().get(place, place)

    @query
    def _all_places(self) -> Mapping[str, str]:
        return self._places

    @query
    def _all_permanent(self) -> Mapping[str, str]:
        return self._permanent

    def text(self, text: Text) -> str:
        """A text in this language, without marks."""
        return self.plain(text, self.language)

    def plain(self, text: Text, language: str) -> str:
        """A text in `language`, without marks."""
        return inline.to_plain(text.get(language), lambda target: ("", self._target_name(target, language)))

    def html(self, text: Text, language: str, origin: str) -> str:
        """A text in `language` as HTML for the page at `origin`."""

        def link(target: str) -> tuple[str, str] | None:
            result = self.target(target, language)
            return (href(self.placed(result[0]), origin), result[1]) if result else None

        return inline.to_html(text.get(language), link)

    def target(self, target: str, language: str) -> tuple[str, str] | None:
        """Address and name of what a link in a text, or a `see`, leads to; None if it leads nowhere."""
        result = self.addresses.resolve(target)
        return (self.address(*result), self._name(*result, language)) if result else None

    def label(self, key: str, **values: object) -> str:
        """A label of the interface with its placeholders filled.

        Raises:
            KeyError: with its name, if there is no such label.
        """
        text = self.programme.labels[key].get(self.language)
        if not values:
            return text
        # All at once: braces in a value are data, not placeholders of the label.
        return _PLACEHOLDER.sub(lambda match: str(values.get(match[1], match[0])), text)

    def name(self, section: str, key: str) -> str:
        """The name of a record or overview in this language."""
        return self._name(section, key, self.language)

    @query
    def short_name(self, section: str, key: str) -> str:
        """The name of a record in this language without what numbers it."""
        record = self.record(section, key)
        return record.title if isinstance(record, Source) else self.text(record.name)

    def code(self, section: str, key: str) -> str:
        """The prefix of a record's name in its title; "" if there is none."""
        kind = KINDS[section]
        if kind.code is Code.NUMBER:
            return self.label(f"{kind.word}.numbered", number=key)
        if kind.code is Code.ABBREVIATION:
            return getattr(self.record(section, key), "abbr", None) or ""
        return key if kind.code is Code.KEY else ""

    def record(self, section: str, key: str) -> Record | Source:
        """The record `key` of `section`."""
        held: Record | Source = getattr(self.programme, section)[key]
        return held

    def url(self, section: str, key: str, origin: str) -> str:
        """Relative link from the page at `origin` to a record."""
        return href(self.placed(self.addresses.of(section, key)), origin)

    def address(self, section: str, key: str) -> str:
        """Address of a record, of an overview, whose key is "", or of a hand-written page."""
        if section == "prose":
            return key
        return self.addresses.of(section, key) if key else self.addresses.overviews[section]

    def _target_name(self, target: str, language: str) -> str:
        result = self.addresses.resolve(target)
        return self._name(*result, language) if result else target

    @query
    def _name(self, section: str, key: str, language: str) -> str:
        if section == "prose":
            return (key and self.prose.get(key)) or self.about.title.get(language)
        if not key:
            return self.programme.labels[f"overview.{section}"].get(language)
        if section == "editions":
            return self.programme.labels["editions.numbered"].get(language).replace("{edition}", key)
        record = self.record(section, key)
        if isinstance(record, Source):
            return record.title
        name = self.plain(record.name, language)
        kind = KINDS[section]
        if kind.code is Code.KEY:
            return f"{key} {name}"
        if kind.code is Code.NUMBER:
            label = self.programme.labels[f"{kind.word}.numbered"].get(language)
            return f"{label.replace('{number}', key)}: {name}"
        return name


def locales(dataset: Dataset) -> dict[str, Locale]:
    """One edition for each language of a dataset whose programme could be read; made once for it."""
    if dataset not in _known:
        _known[dataset] = _locales(dataset)
    return _known[dataset]


_known: WeakKeyDictionary[Dataset, dict[str, Locale]] = WeakKeyDictionary()


def _locales(dataset: Dataset) -> dict[str, Locale]:
    programme = dataset.programme
    assert programme is not None
    old: dict[str, set[str]] = {}
    for pair in stale(dataset):
        old.setdefault(pair.language, set()).add(pair.record)
    return {
        code: Locale(
            programme,
            code,
            frozenset(old.get(code, ())),
            MappingProxyType({a: _title(text_of(f)) for a, f in dataset.prose(code).items()}),
        )
        for code in programme.languages
    }


def _title(markdown: str) -> str:
    """Title of a hand-written page: its first heading."""
    lines = (line.strip() for line in markdown.splitlines())
    return next((line.lstrip("# ").split("{:")[0].strip() for line in lines if line.startswith("# ")), "")
