"""What the navigation lists: every section, and in each a readable number of pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from handbook.localised import Edition
from handbook.model.addresses import FOLDERS
from handbook.views.pages import PageLink

# Beyond this many pages a section is not listed whole, but only around the page being read: a list of a
# thousand links helps nobody, and would make the site grow with the square of its pages.
WHOLE = 40
AROUND = 5
# What is looked up, what is taken away, what tells about the handbook itself.
_AT_HAND = (
    *("matrix", "transition", "questions", "terms", "search"),
    *("downloads", "materials", "data"),
    *("changes", "editions", "sources"),
)


@dataclass(frozen=True)
class NavSection:
    """A part of the navigation. `address` is its overview, if it has one."""

    kind: str
    title: str
    address: str | None
    links: tuple[PageLink, ...]

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


def navigation(edition: Edition) -> tuple[NavSection, ...]:
    """The sections in reading order: programme, stages, tasks, roles, partners, documents, overviews."""
    overviews = edition.addresses.overviews
    sections = []
    topics = _links(edition, "topics")
    if topics:
        sections.append(NavSection("topics", edition.label("overview.topics"), None, topics))
    for kind in ("stages", "tasks", "roles", "partners", "documents"):
        if kind in overviews:
            title = edition.name(kind, "")
            sections.append(NavSection(kind, title, overviews[kind], _links(edition, kind)))
    kinds = sorted((kind for kind in overviews if kind not in FOLDERS), key=_AT_HAND.index)
    at_hand = [PageLink(overviews[kind], edition.name(kind, "")) for kind in kinds]
    sections.append(NavSection("overviews", edition.label("overview.overviews"), None, tuple(at_hand)))
    shown = {link.address for section in sections for link in section.links}
    shown |= {section.address for section in sections if section.address}
    prose = tuple(PageLink(a, t) for a, t in edition.prose.items() if a and a not in shown)
    if prose:
        sections.append(NavSection("prose", edition.label("overview.prose"), None, prose))
    return tuple(sections)


def _links(edition: Edition, section: str) -> tuple[PageLink, ...]:
    keys = getattr(edition.programme, section)
    return tuple(PageLink(edition.addresses.of(section, k), edition.name(section, k)) for k in keys)
