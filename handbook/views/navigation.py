"""What the navigation lists: every section, and in each a readable number of pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from handbook.localised import Locale
from handbook.model.kinds import KINDS
from handbook.model.overviews import place_in_menu
from handbook.model.records import Programme
from handbook.views.pages import PageLink
from handbook.views.relations import by_group

# Beyond this many pages a section is listed only around the page being read: a list of a
# thousand links is of no use, and would make the site grow quadratically.
WHOLE = 40
AROUND = 5
# Beyond this many its groups are folded but for that of the page being read: so the menu fits a window.
FLAT = 8


@dataclass(frozen=True)
class NavGroup:
    """Links of a section that stand together; those of no group have no title."""

    title: str
    links: tuple[PageLink, ...]

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The pages that it lists."""
        return frozenset(link.address for link in self.links)


@dataclass(frozen=True)
class NavSection:
    """A part of the navigation. `address` is its overview, if it has one; few links stand in no groups."""

    kind: str
    title: str
    address: str | None
    links: tuple[PageLink, ...]
    groups: tuple[NavGroup, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether all its pages are listed on every page."""
        return len(self.links) <= WHOLE

    @cached_property
    def _places(self) -> dict[str, int]:
        return {link.address: place for place, link in enumerate(self.links)}

    def holds(self, address: str) -> bool:
        """Whether the page at `address` belongs to this section."""
        return address == self.address or address in self._places

    def around(self, address: str) -> tuple[PageLink, ...]:
        """The links to list while `address` is being read."""
        if self.whole:
            return self.links
        here = self._places.get(address)
        return () if here is None else self.links[max(0, here - AROUND) : here + AROUND + 1]


def navigation(locale: Locale) -> tuple[NavSection, ...]:
    """The kinds whose records have pages, then the reference pages, then other pages."""
    overviews = locale.addresses.overviews
    paged = sorted(
        (section for section, kind in KINDS.items() if kind.has_pages and kind.in_menu), key=place_in_menu
    )
    sections = []
    for section in paged:
        links = _links(locale, section, getattr(locale.programme, section))
        if links:
            title = locale.label(f"overview.{section}")
            groups = _groups(locale, section) if FLAT < len(links) <= WHOLE else ()
            sections.append(NavSection(section, title, overviews.get(section), links, groups))
    others = sorted((name for name in overviews if name not in paged), key=place_in_menu)
    looked_up = tuple(PageLink(overviews[name], locale.name(name, "")) for name in others)
    sections.append(NavSection("overviews", locale.label("overview.overviews"), None, looked_up))
    shown = {link.address for section in sections for link in section.links}
    shown |= {section.address for section in sections if section.address}
    prose = tuple(PageLink(a, t) for a, t in locale.prose.items() if a and a not in shown)
    if prose:
        sections.append(NavSection("prose", locale.label("overview.prose"), None, prose))
    return tuple(sections)


def narrowing(programme: Programme) -> list[str]:
    """The sections to which a search can be narrowed."""
    kinds = sorted(KINDS.values(), key=lambda kind: (not kind.has_pages, kind.menu))
    return [kind.section for kind in kinds if kind.narrows and getattr(programme, kind.section)]


def _links(locale: Locale, section: str, keys: Iterable[str]) -> tuple[PageLink, ...]:
    return tuple(PageLink(locale.addresses.of(section, k), locale.name(section, k)) for k in keys)


def _groups(locale: Locale, section: str) -> tuple[NavGroup, ...]:
    """The groups of a section, if there are several."""
    groups = tuple(
        NavGroup(locale.name("groups", group) if group else "", _links(locale, section, keys))
        for group, keys in by_group(locale.programme, section).items()
        if keys
    )
    return groups if len(groups) > 1 else ()
