"""Lists that are too long for their page, cut into pages of their own: portions.

What stands under an anchor of a page (`t#group-a`) moves to a page of that name below it (`t/group-a`,
`t/group-a/2`); the page keeps the anchor with the ways there. Every language has the same portions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from handbook.incremental.reads import query
from handbook.localised import Locale
from handbook.model.entry_pages import EntryPage
from handbook.model.source import Source
from handbook.views.kept import kept
from handbook.views.long_lists import LongList, lists_on, sections_with_lists

_WHOLE = 1.5  # pages full of lists that still stand on one
ALL_ENTRIES = "entries"
"""The name of the list of entries of an overview such as the glossary."""


@dataclass(frozen=True)
class Portion:
    """A page with the items from `first` to before `last` of a list that stands at `anchor` of another page.

    `owner` is the address of that page: the overview `section`, or the page of its record `key`. `title`
    names the portion, `label` is its range alone; `keys` are those of its records, `anchors` those of
    its items. `entries` is true where
    these have no pages of their own.
    """

    section: str
    key: str
    owner: str
    anchor: str
    address: str
    title: str
    label: str
    first: int
    last: int
    keys: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    entries: bool = False
    previous: str = ""
    next: str = ""


Portions = Mapping[str, tuple[Portion, ...]]
"""The portions of a page by the anchors of its lists."""


def portions_on(locale: Locale, address: str) -> Portions:
    """The lists of the page at `address` that have pages of their own; empty if it shows them whole."""
    section, key = locale.addresses.at(address) or ("prose", "")
    return {} if section == "prose" else _of_page(locale, section, key, address)


def portion_at(locale: Locale, address: str) -> Portion | None:
    """The portion at an address; None if there is none. Only the pages above it are looked at."""
    parts = address.split("/")
    above = ("/".join(parts[:count]) for count in range(1, len(parts)))
    held = (one for owner in above for found in portions_on(locale, owner).values() for one in found)
    return next((one for one in held if one.address == address), None)


@kept
def portions(locale: Locale) -> Mapping[str, Portion]:
    """Every portion by its address."""
    return {
        portion.address: portion
        for owner in _owners(locale)
        for found in portions_on(locale, owner).values()
        for portion in found
    }


@query
def portion_named(locale: Locale, address: str) -> Portion | None:
    """The portion at an address; None if there is none."""
    return portions(locale).get(address)


@query
def owner_of(locale: Locale, place: str) -> str:
    """The permanent address of what stands at a place; of a portion, that of the list it is from."""
    page, _, anchor = place.partition("#")
    portion = portions(locale).get(page)
    if portion is None:
        return place
    anchor = anchor or ("" if portion.entries else portion.anchor)
    return f"{portion.owner}#{anchor}" if anchor else portion.owner


@kept
def portions_of_anchors(locale: Locale, address: str) -> Mapping[str, str]:
    """The portions of a page by the anchors of their items."""
    found = (portion for lists in portions_on(locale, address).values() for portion in lists)
    return {anchor: portion.address for portion in found for anchor in portion.anchors}


def _owners(locale: Locale) -> Iterator[str]:
    """The addresses of the pages that can have long lists."""
    yield from locale.addresses.overviews.values()
    for section in sections_with_lists():
        yield from (locale.addresses.of(section, key) for key in getattr(locale.programme, section))


@kept
def _of_page(locale: Locale, section: str, key: str, address: str) -> dict[str, tuple[Portion, ...]]:
    if address in locale.prose:
        return {}
    if not key and section in locale.entry_pages():
        made = _of_entries(locale, section, address, locale.entry_pages()[section])
        return {ALL_ENTRIES: _neighbours(made)}
    lists = lists_on(locale, section, key)
    if sum(one.count / one.most for one in lists) <= _WHOLE:
        return {}
    blank = Portion(section, key, address, "", "", "", "", 0, 0)
    return {one.anchor: _neighbours(_of_list(locale, one, blank)) for one in lists}


def _of_list(locale: Locale, held: LongList, blank: Portion) -> Iterator[Portion]:
    name, folder = locale.name(blank.section, blank.key), held.anchor.replace(".", "-").lower()
    for number, first in enumerate(range(0, held.count, held.most)):
        last = min(first + held.most, held.count)
        label = _range(locale, held.name(first), held.name(last - 1))
        words = [held.title, label] if held.count > held.most else [held.title or label]
        yield replace(
            blank,
            anchor=held.anchor,
            address=f"{blank.owner}/{folder}" + (f"/{number + 1}" if number else ""),
            title=locale.label("portion.title", title=name, part=", ".join(filter(None, words))),
            label=label,
            first=first,
            last=last,
            keys=held.keys[first:last],
            anchors=held.anchors[first:last],
        )


def _of_entries(locale: Locale, section: str, address: str, pages: Sequence[EntryPage]) -> Iterator[Portion]:
    first = 0
    for page in pages:
        last = first + len(page.keys)
        label = _label_of(locale, section, page, first, last)
        title = locale.label("portion.title", title=locale.name(section, ""), part=label)
        yield Portion(
            *(section, "", address, ALL_ENTRIES, f"{address}/{page.unit}", title, label, first, last),
            keys=page.keys,
            entries=True,
        )
        first = last


def _label_of(locale: Locale, section: str, page: EntryPage, first: int, last: int) -> str:
    """Its letters or year; else the first and last of its entries, in numbers if their names are long."""
    if page.label and ("/" not in page.unit or not page.keys):
        return page.label
    if section == "questions":
        return _range(locale, str(first + 1), str(last))
    return _range(locale, *(entry_name(locale, section, key) for key in (page.keys[0], page.keys[-1])))


def _range(locale: Locale, first: str, last: str) -> str:
    return first if first == last else locale.label("portion.range", first=first, last=last)


def _neighbours(made: Iterator[Portion]) -> tuple[Portion, ...]:
    found = list(made)
    addresses = ["", *(portion.address for portion in found), ""]
    return tuple(
        replace(portion, previous=addresses[place], next=addresses[place + 2])
        for place, portion in enumerate(found)
    )


MOST_NAMED = 1000
"""So many entries are named with the ways to their pages; of more only the anchors are there, for scripts."""


def named_entries(pages: Sequence[Portion]) -> bool:
    """Whether the page from which entries were moved still names each."""
    return sum(len(page.keys) for page in pages) <= MOST_NAMED


def entry_name(locale: Locale, section: str, key: str) -> str:
    """The name of an entry in a list of all: of a source its key, of a term its abbreviation as well."""
    record = locale.record(section, key)
    if isinstance(record, Source):
        return key.upper()
    abbreviation = getattr(record, "abbr", None)
    return f"{abbreviation} – {locale.name(section, key)}" if abbreviation else locale.name(section, key)
