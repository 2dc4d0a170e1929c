"""One mark for the items of a list with the same ground, instead of one at each item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from handbook.model.text import Grounded


def common_ground(items: Iterable[Grounded]) -> Grounded | None:
    """An item with the ground that more than half of them share, so that one mark is enough; else None."""
    held = list(items)
    if not held:
        return None
    told, times = Counter(map(_told, held)).most_common(1)[0]
    return next(item for item in held if _told(item) == told) if times > len(held) / 2 else None


def same_ground(item: Grounded, other: Grounded) -> bool:
    """Whether two items have the same mark."""
    return _told(item) == _told(other)


def _told(item: Grounded) -> tuple[object, ...]:
    return item.ground, item.cite, item.certainty
