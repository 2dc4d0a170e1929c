"""What the page of downloads lists: printed editions on shelves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.localised import Edition
from handbook.outputs.printed import Printed, plan

_SHELVES = (
    ("books", ("book", "parallel", "large")),
    ("leaflets", ("leaflet",)),
    ("checklists", ("checklist", "booklet", "stage-checklist")),
    ("tasks", ("task",)),
    ("posters", ("poster",)),
)


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
    found = [Shelf(kind, tuple(_items(edition, kinds))) for kind, kinds in _SHELVES]
    return [shelf for shelf in found if shelf.items]


def title_of(edition: Edition, printed: Printed) -> str:
    """What a printed edition is called in a list."""
    about = {"leaflet": "stages", "stage-checklist": "stages", "task": "tasks"}.get(printed.kind, "groups")
    kind = edition.label(f"print.kind.{printed.kind}")
    if not printed.key:
        return kind
    name = edition.name(about, printed.key)
    if printed.kind in ("leaflet", "task"):
        return name
    return f"{name} – {kind}"


def _items(edition: Edition, kinds: tuple[str, ...]) -> Iterator[Item]:
    known = plan(edition.programme)
    together: dict[tuple[str, str], list[Printed]] = {}
    for printed in known:
        if printed.kind in kinds:
            together.setdefault((printed.kind, printed.key), []).append(printed)
    for editions in together.values():
        yield Item(title_of(edition, editions[0]), tuple(editions))
