"""The pages of a handbook: address, title, description, neighbours, and where their data is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from handbook.localised import Locale
from handbook.model.kinds import KINDS
from handbook.model.overviews import LOCAL, OVERVIEWS
from handbook.model.source import Source
from handbook.views.portions import Portion, portions

_DESCRIPTION = 155  # what search engines show


@dataclass(frozen=True)
class PageLink:
    """A page by address and title."""

    address: str
    title: str


@dataclass(frozen=True)
class Page:
    """One page in one language. `key` is "" for overviews; `section` is then their kind.

    `portion` is the part of a list that it shows, None of a page that is not a portion of another.
    """

    address: str
    section: str
    key: str
    title: str
    description: str
    stale: bool
    trail: tuple[PageLink, ...]
    previous: PageLink | None = None
    next: PageLink | None = None
    portion: Portion | None = None

    @property
    def is_overview(self) -> bool:
        """Whether the page shows a whole section."""
        return not self.key


def pages(locale: Locale) -> Iterator[Page]:
    """Every page that is made from data, in the order of kinds."""
    overviews = locale.addresses.overviews
    for kind in overviews:
        if kind != LOCAL:
            yield from _overview(locale, kind)
    of_region = [section for section in KINDS if KINDS[section].overview == LOCAL]
    for section in KINDS:
        if KINDS[section].has_pages and section not in of_region:
            yield from _section_pages(locale, section)
    yield from map(partial(_portion_page, locale), portions(locale).values())
    # Last, so that entries of the search index have the same numbers in the editions of all regions.
    if LOCAL in overviews:
        yield from _overview(locale, LOCAL)
    for section in of_region:
        yield from _section_pages(locale, section)


def _overview(locale: Locale, kind: str) -> Iterator[Page]:
    address = locale.addresses.overviews[kind]
    if address not in locale.prose:
        title = locale.name(kind, "")
        shown = OVERVIEWS[kind].shows if kind in OVERVIEWS else (kind,)
        stale = any(name.split(".")[0] in shown for name in locale.stale)
        description = locale.label(f"overview.about.{kind}")
        yield Page(address, kind, "", title, description, stale, ())


def _portion_page(locale: Locale, portion: Portion) -> Page:
    owner = PageLink(portion.owner, locale.name(portion.section, portion.key))
    overview = locale.addresses.overviews.get(portion.section) if portion.key else None
    above = (PageLink(overview, locale.name(portion.section, "")),) if overview else ()
    before, after = (
        PageLink(address, portions(locale)[address].label) if address else None
        for address in (portion.previous, portion.next)
    )
    description = shorten(locale.label("portion.about", part=portion.title))
    stale = any(f"{portion.section}.{key}" in locale.stale for key in portion.keys)
    return Page(
        portion.address,
        portion.section,
        portion.key,
        portion.title,
        description,
        stale,
        (*above, owner),
        before,
        after,
        portion,
    )


def _section_pages(locale: Locale, section: str) -> Iterator[Page]:
    keys = list(getattr(locale.programme, section))
    links = [PageLink(locale.addresses.of(section, key), locale.name(section, key)) for key in keys]
    listed = KINDS[section].overview or section
    overview = locale.addresses.overviews.get(listed)
    trail = (PageLink(overview, locale.name(listed, "")),) if overview else ()
    for index, (key, link) in enumerate(zip(keys, links, strict=True)):
        if link.address in locale.prose:
            continue
        record = locale.record(section, key)
        assert not isinstance(record, Source)
        yield Page(
            link.address,
            section,
            key,
            link.title,
            shorten(locale.text(getattr(record, "summary", record.name))),
            f"{section}.{key}" in locale.stale,
            trail,
            links[index - 1] if index and overview else None,
            links[index + 1] if index + 1 < len(links) and overview else None,
        )


def shorten(text: str) -> str:
    """A text cut at a word so that it fits a description."""
    if len(text) <= _DESCRIPTION:
        return text
    return text[:_DESCRIPTION].rsplit(" ", 1)[0].rstrip(",;:") + " …"
