"""What changed in the editions between two builds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from handbook.regions.facts import EditionFacts

MOST = 600
"""So many of the newest changes are kept: a first build of all 514 editions is among them as a whole."""


class Kind(StrEnum):
    """What happened to an edition."""

    NEW = "new"
    STAGE = "stage"
    CONTENT = "content"
    GONE = "gone"


@dataclass(frozen=True)
class Change:
    """A change of the edition of one region on a day, year-month-day.

    `before` and `after` are keys of stages: of a new edition `after` alone, of one that is gone neither, and
    of one whose stage stays both the same.
    """

    kind: Kind
    day: str
    code: str
    names: Mapping[str, str]
    link: str
    before: str = ""
    after: str = ""
    example: bool = False

    @property
    def key(self) -> str:
        """What tells the change from all others, for ever: feed readers know it by this."""
        stages = f"/{self.before}/{self.after}" if self.kind is Kind.STAGE else ""
        return f"{self.code}/{self.day}/{self.kind}{stages}"


def changes_between(before: Sequence[EditionFacts], now: Sequence[EditionFacts], day: str) -> list[Change]:
    """What a build on `day` changed, by code; a region whose stage changed is told once, as that."""
    old = {edition.code: edition for edition in before}
    new = {edition.code: edition for edition in now}
    found = (_change(old.get(code), new.get(code), day) for code in sorted({*old, *new}))
    return [change for change in found if change is not None]


def newest(changes: Iterable[Change]) -> list[Change]:
    """The changes that are kept, each once, the newest first; of one day in the order of codes."""
    each = {change.key: change for change in changes}.values()
    by_code = sorted(each, key=lambda change: change.key)
    return sorted(by_code, key=lambda change: change.day, reverse=True)[:MOST]


def _change(old: EditionFacts | None, new: EditionFacts | None, day: str) -> Change | None:
    known = new or old
    if known is None or _told(old) == _told(new):
        return None
    before, after = (edition.stage if edition else "" for edition in (old, new))
    if old is None:
        kind = Kind.NEW
    elif new is None:
        kind, before = Kind.GONE, ""
    else:
        kind = Kind.CONTENT if before == after else Kind.STAGE
    return Change(kind, day, known.code, known.names, known.link, before, after, known.example)


def _told(edition: EditionFacts | None) -> tuple[str, str] | None:
    """What of an edition makes a change that readers are told."""
    return (edition.stage, edition.date) if edition else None
