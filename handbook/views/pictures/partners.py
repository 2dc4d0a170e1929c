"""Partners around a task: who gives and who gets. What they give and get stands in the table below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from handbook.localised import Locale
from handbook.model.parts import PartnerShare
from handbook.views.pictures.picture import Picture

MOST = 12  # more names than these are a list, which the table is already: the picture counts them


class Way(StrEnum):
    """What goes between a partner and the task."""

    GIVES = "gives"
    BOTH = "both"
    GETS = "gets"
    JOINS = "joins"  # what is given or got is not said


@dataclass(frozen=True)
class Around:
    """A partner on its way, or `count` of them that are not named."""

    way: Way
    partner: str = ""
    count: int = 0


@dataclass(frozen=True)
class PartnersAround(Picture):
    """The partners on the two sides of the task `code`; the second stands opposite where there is room."""

    name: ClassVar[str] = "partners"
    code: str
    before: tuple[Around, ...]
    after: tuple[Around, ...]
    ways: tuple[Way, ...]


def partners_around(locale: Locale, code: str) -> PartnersAround | None:
    """The partners of a task, those that give first; None if it has none."""
    ways = _ways(locale.programme.tasks[code].partners)
    if not ways:
        return None
    used = tuple(way for way in Way if way in ways.values())
    if len(ways) > MOST:
        shown = [Around(way, count=list(ways.values()).count(way)) for way in used]
    else:
        shown = [Around(way, partner) for way in used for partner, own in ways.items() if own is way]
    half = _half(shown)
    return PartnersAround(
        locale.label("task.partners_around"), code, tuple(shown[:half]), tuple(shown[half:]), used
    )


def _ways(shares: Sequence[PartnerShare]) -> dict[str, Way]:
    """The way of each partner, who may have several shares."""
    result: dict[str, Way] = {}
    for partner in dict.fromkeys(share.partner for share in shares):
        own = [share for share in shares if share.partner == partner]
        gives, gets = any(share.gives for share in own), any(share.gets for share in own)
        one = Way.GIVES if gives else Way.GETS if gets else Way.JOINS
        result[partner] = Way.BOTH if gives and gets else one
    return result


def _half(shown: Sequence[Around]) -> int:
    """How many stand on the first side: all that only give, none that only get, else one half."""
    givers = sum(one.way is Way.GIVES for one in shown)
    free = sum(one.way is not Way.GETS for one in shown)
    return min(max((len(shown) + 1) // 2, givers), free)
