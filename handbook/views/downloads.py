"""What the page of downloads lists: printed editions on shelves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.localised import Edition
from handbook.model.kinds import KINDS
from handbook.outputs.printed import SECTIONS, Printed, plan

_CHECKLISTS = ("checklist", "booklet", "stage-checklist")
_SHELVES = {
    "books": ("book", "parallel", "large"),
    "leaflets": ("leaflet",),
    "checklists": _CHECKLISTS,
    **{kind.section: (kind.word,) for kind in KINDS.values() if kind.word in kind.printed},
    "posters": ("poster",),
}


@dataclass(frozen=True)
class Item:
    """One printed thing with its editions in all languages."""

    title: str
    editions: tuple[Printed, ...]


@dataclass(frozen=True)
class Shelf:
    """Printed things of one kind; `kind` is the label's last part."""

    kind: str
    items: tuple[Item, ...]


def shelves(edition: Edition) -> list[Shelf]:
    """The shelves that are not empty, each with its items in the order of the data."""
    found = [Shelf(kind, tuple(_items(edition, kinds))) for kind, kinds in _SHELVES.items()]
    return [shelf for shelf in found if shelf.items]


def title_of(edition: Edition, printed: Printed) -> str:
    """What a printed edition is called in a list."""
    kind = edition.label(f"print.kind.{printed.kind}")
    if not printed.key:
        return kind
    name = edition.name(SECTIONS[printed.kind], printed.key)
    return f"{name} – {kind}" if printed.kind in _CHECKLISTS else name


def _items(edition: Edition, kinds: tuple[str, ...]) -> Iterator[Item]:
    known = plan(edition.programme)
    together: dict[tuple[str, str], list[Printed]] = {}
    for printed in known:
        if printed.kind in kinds:
            together.setdefault((printed.kind, printed.key), []).append(printed)
    for editions in together.values():
        yield Item(title_of(edition, editions[0]), tuple(editions))
