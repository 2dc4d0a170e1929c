"""The pages about a programme as a whole, and the place of every kind of page in menu and book."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from handbook.model.fields import ticked
from handbook.model.kinds import KINDS, Parts
from handbook.model.records import Programme


@dataclass(frozen=True)
class Overview:
    """A page about the programme as a whole; `there` says whether a programme has it.

    `menu`, `chapter` and `weight` are as for a `Kind`; without a weight it is one of the overviews. `shows`
    are the sections whose texts it shows, `lists` is true if it is a collection of links, `wide` if it needs
    a landscape page.
    """

    name: str
    menu: int
    there: Callable[[Programme], bool] = lambda _programme: True
    shows: tuple[str, ...] = ()
    chapter: int | None = None
    weight: float | None = None
    printed: tuple[str, ...] = ()
    lists: bool = False
    wide: bool = False


def _has_taught(programme: Programme) -> bool:
    return any(getattr(programme, section) for section, kind in KINDS.items() if kind.taught)


def _has_lists(programme: Programme) -> bool:
    """Whether there is anything to tick: on the page of a record, or on the way from group to group."""
    pages = (kind for kind in KINDS.values() if kind.has_pages)
    held = ((field, getattr(programme, kind.section)) for kind in pages for field in ticked(kind.record))
    of_records = any(getattr(record, field) for field, records in held for record in records.values())
    return of_records or any(group.checklist for group in list(programme.groups.values())[1:])


def _has_responsible(programme: Programme) -> bool:
    return programme.programme.responsible is not None


LOCAL = "local"
"""The overview that editions of regions have: what a region says of itself."""
OVERVIEWS: dict[str, Overview] = {
    page.name: page
    for page in (
        Overview(
            name="matrix",
            menu=1,
            there=lambda programme: bool(programme.groups),
            shows=("groups", "roles"),
            chapter=4,
            weight=1.1,
            printed=("poster",),
            lists=True,
            wide=True,
        ),
        Overview(
            name="transition",
            menu=2,
            there=lambda programme: len(programme.groups) > 1,
            shows=("tasks", "roles", "partners"),
            chapter=7,
            weight=1.7,
        ),
        Overview(
            LOCAL,
            0,
            lambda programme: programme.region is not None,
            shows=("region", "local_tasks"),
            chapter=2,
            weight=1.7,
        ),
        Overview("search", 5),
        Overview("downloads", 6, lists=True),
        Overview("editions", 10),
        Overview("data", 8),
        Overview("materials", 7, _has_taught),
        Overview("progress", 3, _has_lists),
        Overview("accessibility", 11, _has_responsible, shows=("programme",)),
        Overview("privacy", 12, _has_responsible, shows=("programme",)),
        Overview("contact", 13, _has_responsible, shows=("programme",)),
    )
}
"""Every overview that is not that of a section."""

STATEMENTS = ("accessibility", "privacy", "contact")
"""The overviews by which a body answers for its handbook: the foot of every page leads to them."""


def chapter_of(name: str) -> int | None:
    """The place in a book of a section or overview; None if no book has it."""
    return KINDS[name].chapter if name in KINDS else OVERVIEWS[name].chapter


def parts_of(name: str) -> Parts:
    """Where a book names the parts of a page of a section, an overview or prose, which has no name here."""
    if name in KINDS:
        return KINDS[name].parts
    return Parts.BOOKMARKED if name in OVERVIEWS else Parts.LISTED


def is_wide(name: str) -> bool:
    """Whether an overview of that name needs a landscape page."""
    return name in OVERVIEWS and OVERVIEWS[name].wide


def place_in_menu(name: str) -> int:
    """The place in the menu of a section or overview."""
    return KINDS[name].menu if name in KINDS else OVERVIEWS[name].menu
