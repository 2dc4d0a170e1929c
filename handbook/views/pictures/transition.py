"""What stays, changes, ends and begins from one group of stages to the next, as bands from side to side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from handbook.localised import Locale
from handbook.views.pictures.picture import Picture
from handbook.views.transition import Change, Transition

MOST = 24  # a band with more is counted: its list stands below


@dataclass(frozen=True)
class Carried:
    """A record before and after; one of the two is "" if it ends or begins, both are the same for a role."""

    before: str
    after: str

    @property
    def only(self) -> str:
        """The record, where one is enough to name it."""
        return self.before or self.after


@dataclass(frozen=True)
class Band:
    """What happens to `count` records; `items` are empty if they are too many. `anchor` is their list."""

    change: Change
    count: int
    items: tuple[Carried, ...]
    anchor: str


@dataclass(frozen=True)
class Bands:
    """The bands of the records of one `section`."""

    section: str
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class TransitionBands(Picture):
    """Bands of tasks, roles and partners between the groups `before` and `after`."""

    name: ClassVar[str] = "transition"
    before: str
    after: str
    parts: tuple[Bands, ...]


def transition_bands(locale: Locale, move: Transition) -> TransitionBands:
    """The picture of a transition."""
    anchor = move.anchor
    tasks, roles, partners = [], [], []
    for change in Change:
        moved = [Carried(row.before or "", row.after or "") for row in move.tasks_by(change)]
        tasks.append(_band(change, moved, f"{anchor}-{change}"))
        held = [_of_role(change, row.role) for row in move.roles if row.change == change]
        roles.append(_band(change, held, f"{anchor}-roles"))
    begin = [Carried("", key) for key in move.partners]
    partners.append(_band(Change.ARRIVES, begin, f"{anchor}-partners"))
    parts = (("tasks", tasks), ("roles", roles), ("partners", partners))
    shown = ((section, tuple(band for band in bands if band.count)) for section, bands in parts)
    title = locale.label("transition.picture")
    return TransitionBands(
        title, move.before, move.after, tuple(Bands(section, bands) for section, bands in shown if bands)
    )


def _of_role(change: Change, role: str) -> Carried:
    return Carried("" if change is Change.ARRIVES else role, "" if change is Change.LEAVES else role)


def _band(change: Change, items: Sequence[Carried], anchor: str) -> Band:
    return Band(change, len(items), tuple(items) if len(items) <= MOST else (), anchor)
