"""The lists of a page that grow with the programme: where each stands, and how much of it fits a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from handbook.localised import Locale
from handbook.model.fields import anchor
from handbook.model.kinds import KINDS, Code
from handbook.views import relations
from handbook.views.downloads import download_groups
from handbook.views.materials import anchor_at, material_groups
from handbook.views.progress import board
from handbook.views.transition import Change, names_of, transitions_of

CARDS, ROWS, ROLES, DETAILS = 100, 150, 60, 50
"""How many cards, rows of a table, descriptions of roles, folded entries a page has at most: some 100 kB."""


@dataclass(frozen=True)
class LongList:
    """A list of `count` items under `anchor`; `name` gives the short name of one, `most` fit a page.

    `keys` are those of its records, if it is a list of records, `anchors` those of its items.
    """

    anchor: str
    title: str
    count: int
    name: Callable[[int], str]
    most: int = ROWS
    keys: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


def lists_on(locale: Locale, section: str, key: str = "") -> list[LongList]:
    """The lists of an overview, or of the page of the record `key`, in their order, without empty ones."""
    makers = _ON_RECORDS if key else _ON_OVERVIEWS
    if section in makers:
        found = makers[section](locale, key)
    else:
        found = _of_kind(locale, section) if not key and _is_listed(section) else iter(())
    return [one for one in found if one.count]


def sections_with_lists() -> tuple[str, ...]:
    """The sections whose records can have long lists on their pages."""
    return tuple(_ON_RECORDS)


def _is_listed(section: str) -> bool:
    return section in KINDS and KINDS[section].has_pages


def _short(locale: Locale, section: str, key: str) -> str:
    return key if KINDS[section].code in (Code.KEY, Code.NUMBER) else locale.name(section, key)


def _of_records(
    locale: Locale, at: str, title: str, section: str, keys: Sequence[str], most: int = ROWS
) -> LongList:
    held = tuple(keys)
    return LongList(at, title, len(held), lambda place: _short(locale, section, held[place]), most, held)


def _of_kind(locale: Locale, section: str) -> Iterator[LongList]:
    for group, keys in relations.by_group(locale.programme, section).items():
        title = locale.name("groups", group) if group else ""
        yield _of_records(locale, f"group-{group}" if group else "all", title, section, keys, CARDS)


def _of_matrix(locale: Locale, _key: str) -> Iterator[LongList]:
    programme = locale.programme
    yield _of_records(locale, "roles", locale.label("matrix.roles"), "roles", list(programme.roles), ROLES)
    for part, label in (("task-roles", "matrix.task_roles"), ("tasks", "matrix.tasks")):
        for group in programme.groups if programme.roles or part == "tasks" else ():
            tasks = list(relations.tasks_of_group(programme, group))
            if part == "tasks" or relations.roles_of_group(programme, group):
                title = f"{locale.label(label)}, {locale.name('groups', group)}"
                yield _of_records(locale, f"{part}-{group.lower()}", title, "tasks", tasks)


def _of_transition(locale: Locale, _key: str) -> Iterator[LongList]:
    for move in transitions_of(locale):
        names = names_of(locale, move)
        for change in Change:
            codes = [row.before or row.after or "" for row in move.tasks_by(change)]
            title = locale.label(f"transition.{change}", **names)
            yield _of_records(locale, f"{move.anchor}-{change}", title, "tasks", codes)
        moved = [row.role for row in move.roles]
        yield _of_records(
            locale, f"{move.anchor}-roles", locale.label("transition.roles"), "roles", moved, ROLES
        )
        title = locale.label("transition.partners", **names)
        yield _of_records(locale, f"{move.anchor}-partners", title, "partners", move.partners)


def _of_downloads(locale: Locale, _key: str) -> Iterator[LongList]:
    for shelf in download_groups(locale):
        titles = [item.title for item in shelf.items]
        yield LongList(shelf.kind, locale.label(f"downloads.{shelf.kind}"), len(titles), titles.__getitem__)


def _of_materials(locale: Locale, _key: str) -> Iterator[LongList]:
    for shelf in material_groups(locale):
        if shelf.group:
            title = f"{locale.name(shelf.section, '')}, {locale.name('groups', shelf.group)}"
        else:
            title = locale.label("materials.pictures")
        titles = [
            _short(locale, section, key) if key else locale.name(section, key)
            for section, key in shelf.records
        ]
        anchors = tuple(anchor_at(locale.address(section, key)) for section, key in shelf.records)
        yield LongList(shelf.anchor, title, len(titles), titles.__getitem__, DETAILS, anchors=anchors)


def _of_progress(locale: Locale, _key: str) -> Iterator[LongList]:
    for part in board(locale):
        titles = [page.title for page in part.pages]
        yield LongList(part.name, part.title, len(titles), titles.__getitem__)


def _of_partner(locale: Locale, key: str) -> Iterator[LongList]:
    codes = [code for code, _ in relations.shares_of_partner(locale.programme, key)]
    yield _of_records(locale, "shares", locale.label("partner.shares"), "tasks", codes)


def _of_role(locale: Locale, key: str) -> Iterator[LongList]:
    for group, codes in relations.tasks_calling(locale.programme, key).items():
        title = f"{locale.label('role.called_by')} {locale.name('groups', group)}"
        yield _of_records(locale, anchor(f"calls-{group}"), title, "tasks", codes)


def _of_stage(locale: Locale, key: str) -> Iterator[LongList]:
    codes = [task.code for task in relations.tasks_of_stage(locale.programme, key) if task.weighs_most]
    yield _of_records(locale, "tasks", locale.label("stage.tasks"), "tasks", codes)


_ON_OVERVIEWS: Mapping[str, Callable[[Locale, str], Iterator[LongList]]] = {
    "matrix": _of_matrix,
    "transition": _of_transition,
    "downloads": _of_downloads,
    "materials": _of_materials,
    "progress": _of_progress,
}
_ON_RECORDS: Mapping[str, Callable[[Locale, str], Iterator[LongList]]] = {
    "partners": _of_partner,
    "roles": _of_role,
    "stages": _of_stage,
}
