"""The route: the stages in their groups, what is made in each, where the reader is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import ClassVar

from handbook.localised import Locale
from handbook.views.pictures.picture import Picture
from handbook.views.relations import documents_made_in
from handbook.views.transition import transitions_of

WHOLE = 12
"""Up to so many stages stand open one below the other; more are folded."""
RUN = 10
"""So many stages stand in each part of a group that is too long."""


@dataclass(frozen=True)
class Stop:
    """A stage on the route: its number, name and address, the keys of documents to show as made in it."""

    stage: str
    name: str
    address: str
    made: tuple[str, ...]
    here: bool


@dataclass(frozen=True)
class Gate:
    """The way on to the next group: its words and the address of what changes there."""

    title: str
    address: str


@dataclass(frozen=True)
class Stretch:
    """Stops that follow each other in the group `group`: all, or a run of them.

    A long route is folded: each stretch is then closed, but for the one where the reader is.
    """

    title: str
    group: str
    stops: tuple[Stop, ...]
    folded: bool
    gate: Gate | None = None

    @property
    def opened(self) -> bool:
        """Whether the reader is here."""
        return any(stop.here for stop in self.stops)


@dataclass(frozen=True)
class Route(Picture):
    """All stages. `chosen_here` is true where readers choose the stage of their region by it."""

    name: ClassVar[str] = "route"
    stretches: tuple[Stretch, ...]
    chosen_here: bool


def route(locale: Locale, here: str | None = None) -> Route | None:
    """The route for a page about all stages, or as seen from the stage `here`; None without stages.

    From a stage only its own documents are told, so that the route stays short.
    """
    programme = locale.programme
    if not programme.stages:
        return None
    stretches: list[Stretch] = []
    folded = len(programme.stages) > WHOLE
    for group, held in programme.groups.items():
        stops = tuple(_stop(locale, stage, here) for stage in held.stages)
        parts = list(_parts(locale, group, stops, folded))
        if parts:
            parts[-1] = replace(parts[-1], gate=_gate(locale, group))
        stretches += parts
    return Route(locale.label("route.title"), tuple(stretches), here is None)


def _stop(locale: Locale, stage: str, here: str | None) -> Stop:
    made = documents_made_in(locale.programme, stage) if here in (None, stage) else []
    name = locale.text(locale.programme.stages[stage].name)
    return Stop(stage, name, locale.addresses.of("stages", stage), tuple(made), stage == here)


def _parts(locale: Locale, group: str, stops: Sequence[Stop], folded: bool) -> Iterator[Stretch]:
    name = locale.name("groups", group)
    if len(stops) <= WHOLE:
        yield Stretch(name, group, tuple(stops), folded)
        return
    for first in range(0, len(stops), RUN):
        run = tuple(stops[first : first + RUN])
        words = locale.label("route.run", group=name, first=run[0].stage, last=run[-1].stage)
        yield Stretch(words, group, run, folded)


def _gate(locale: Locale, group: str) -> Gate | None:
    """The way from a group to the next one; None after the last."""
    after = dict(pairwise(locale.programme.groups)).get(group)
    overview = locale.addresses.overviews.get("transition")
    if after is None or overview is None:
        return None
    anchors = {move.before: move.anchor for move in transitions_of(locale)}
    written_by_hand = overview in locale.prose
    address = overview if written_by_hand else f"{overview}#{anchors[group]}"
    return Gate(locale.label("route.gate", group=locale.name("groups", after)), address)
