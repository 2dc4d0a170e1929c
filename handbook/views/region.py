"""What a region adds to pages: its notes, its names for partners, its tasks; and what its own page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handbook.incremental.reads import query
from handbook.localised import Locale
from handbook.model.addresses import Addresses
from handbook.model.fields import Form
from handbook.model.overviews import LOCAL
from handbook.model.per_programme import per_programme
from handbook.model.records import Programme, Task
from handbook.model.region import PlacedRegion
from handbook.model.text import Statement, Text
from handbook.views.blocks import Block, Item, links, statements

_LOCAL_PAGES = (LOCAL, "local_tasks")


@query
def region_of(programme: Programme) -> PlacedRegion | None:
    """The region whose edition this is; None of the programme's own."""
    region = programme.region
    return region if isinstance(region, PlacedRegion) else None


@query
def region_name(programme: Programme) -> Text | None:
    """The name of the region whose edition this is."""
    return programme.region.name if programme.region is not None else None


@query
def stage_of_region(locale: Locale) -> str | None:
    """Key of the stage in which the region is now."""
    region = locale.programme.region
    return region.stage if region is not None else None


@query
def region_address(programme: Programme) -> str:
    """Where the region's edition is on the web; "" if that is not known."""
    return (programme.region.address or "") if programme.region is not None else ""


def site_of(locale: Locale, address: str, site_url: str) -> str:
    """The site to which a page belongs: the region's own edition, or that of the programme, `site_url`.

    A page of the programme is the same in all editions, so it is known by its address in the programme's own.
    """
    return region_address(locale.programme) if is_of_region(locale, address) else site_url


def is_of_region(locale: Locale, address: str) -> bool:
    """Whether a page is in the edition of a region alone: its own page, or that of a task that it has set."""
    found = locale.addresses.at(address.partition("#")[0])
    return found is not None and found[0] in _LOCAL_PAGES


@dataclass(frozen=True)
class Added:
    """What a region adds to the page of a record: notes, its name of a partner, whether all is translated."""

    notes: tuple[Statement, ...]
    called: Text | None
    untranslated: bool


@query
def added_to(locale: Locale, section: str, key: str) -> Added | None:
    """What the region adds to the page of a record; None if that is as in the programme."""
    region = locale.programme.region
    if not isinstance(region, PlacedRegion):
        return None
    notes = _notes(locale.programme).get((section, key), ())
    called = region.agencies.get(key) if section == "partners" else None
    own = "region" if notes or called else f"local_tasks.{key}" if section == "local_tasks" else ""
    untranslated = own in region.untranslated.get(locale.language, ())
    return Added(notes, called, untranslated) if own else None


@per_programme
def _notes(programme: Programme) -> dict[tuple[str, str], tuple[Statement, ...]]:
    if programme.region is None or not programme.region.notes:
        return {}
    addresses = Addresses(programme)
    found = ((addresses.resolve(target), notes) for target, notes in programme.region.notes.items())
    return {pair: notes for pair, notes in found if pair is not None}


@query
def local_tasks_of_group(programme: Programme, group: str) -> list[str]:
    """Keys of the tasks that the region has set for a group of stages."""
    return [key for key, task in programme.local_tasks.items() if task.group == group]


@query
def is_untranslated(locale: Locale) -> bool:
    """Whether the file does not say in this language all that it says of the region itself."""
    region = locale.programme.region
    return isinstance(region, PlacedRegion) and "region" in region.untranslated.get(locale.language, ())


def blocks_of_region(locale: Locale, section: str, key: str) -> Iterator[Block]:
    """What the region adds to the page of a record, before all that the programme says there.

    The region's name is asked for only where something is its own, so that other pages do not depend on it.
    """
    added = added_to(locale, section, key)
    if added is None:
        return
    place = name_of_region(locale)
    if section == "local_tasks":
        yield Block(
            "set_by", "", (Item(note=locale.label("region.set_by", place=place)),), Form.NOTICE, local=True
        )
    if added.untranslated:
        yield Block("untranslated", "", (Item(note=locale.label("region.untranslated")),), Form.NOTICE)
    if added.called is not None:
        title = locale.label("page.line_title", title=locale.label("region.called", place=place))
        yield Block("called", title, (Item(added.called),), Form.LINE, local=True)
    if added.notes:
        # Its title is no entry of the search index, whose entries keep their numbers in all editions.
        title = locale.label("region.notes", place=place)
        yield Block("local_notes", title, statements(added.notes), Form.PARAGRAPHS, local=True, found=False)


def local_tasks_of_stage(locale: Locale, key: str, _stage: Any) -> Iterator[Block]:
    """The tasks that the region has set for the group of a stage."""
    yield from further_tasks(locale, locale.programme.group_of(key))


def local_tasks_of_task(locale: Locale, _key: str, task: Task) -> Iterator[Block]:
    """Of a task that stands for further ones, those that the region has set."""
    if task.set_by_others:
        yield from further_tasks(locale, task.group)


def further_tasks(locale: Locale, group: str | None) -> Iterator[Block]:
    """The tasks that the region has set for a group of stages."""
    tasks = local_tasks_of_group(locale.programme, group or "")
    if tasks:
        title = locale.label("region.tasks", place=name_of_region(locale))
        yield Block("local_tasks", title, links("local_tasks", tasks), Form.LINKS, local=True, found=False)


def name_of_region(locale: Locale) -> str:
    """The name of the region whose edition this is; "" of the programme's own."""
    name = region_name(locale.programme)
    return locale.text(name) if name is not None else ""


@dataclass(frozen=True)
class Addition:
    """A page of the programme to which the region adds something, by section and key of its record."""

    section: str
    key: str


def additions(locale: Locale) -> list[Addition]:
    """The pages of the programme to which the region adds notes, in the order of its file."""
    region = region_of(locale.programme)
    found = (locale.addresses.resolve(target) for target in region.notes) if region is not None else ()
    return [Addition(*pair) for pair in dict.fromkeys(found) if pair is not None]


def own_pages(locale: Locale) -> frozenset[str]:
    """Addresses of the records to whose pages the region adds something, and of its tasks."""
    region = region_of(locale.programme)
    if region is None:
        return frozenset()
    own = {("local_tasks", key) for key in locale.programme.local_tasks}
    own |= {("partners", key) for key in region.agencies if key in locale.programme.partners}
    own |= {(one.section, one.key) for one in additions(locale)}
    return frozenset(locale.addresses.of(*pair) for pair in own)


def groups_with_local_tasks(locale: Locale) -> dict[str, list[str]]:
    """Keys of the region's tasks by the group of stages for which they are set."""
    held = {group: local_tasks_of_group(locale.programme, group) for group in locale.programme.groups}
    return {group: tasks for group, tasks in held.items() if tasks}
