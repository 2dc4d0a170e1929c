"""What pages keep on a reader's device: for each thing a script stores, the name under which it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handbook.localised import Locale
from handbook.model.overviews import OVERVIEWS
from handbook.model.records import Programme
from handbook.views.ticks import handbook_key


@dataclass(frozen=True)
class Stored:
    """Something that a device keeps: the last part of the labels that describe it, and its name there."""

    what: str
    name: str


def _always(_programme: Programme) -> bool:
    return True


# The labels' last part, the name on the device, and which programmes store it. The last one names a store of
# the browser's cache, whose name goes on with the addresses of site and language.
_NAMES: tuple[tuple[str, str, Callable[[Programme], bool]], ...] = (
    ("scheme", "handbook.scheme", _always),
    ("both", "handbook.both", lambda programme: len(programme.languages) > 1),
    ("grounds", "handbook.grounds", lambda programme: programme.appearance.show_grounds),
    ("stage", "handbook.{handbook}.stage", lambda programme: bool(programme.stages)),
    ("ticks", "handbook.{handbook}.ticks", OVERVIEWS["progress"].there),
    ("damaged", "handbook.{handbook}.ticks.damaged", OVERVIEWS["progress"].there),
    ("place", "handbook.{handbook}.place", OVERVIEWS["progress"].there),
    ("keep", "handbook.{handbook}.keep", _always),
    ("texts", "handbook 1 …", _always),
)


def stored_on_devices(locale: Locale) -> Iterator[Stored]:
    """Everything that pages of a handbook may store on a device."""
    handbook = handbook_key(locale.about, locale.original)
    for what, name, there in _NAMES:
        if there(locale.programme):
            yield Stored(what, name.format(handbook=handbook))
