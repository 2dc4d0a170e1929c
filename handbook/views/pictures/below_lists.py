"""Which kinds have a picture below the list of their records."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handbook.localised import Locale
from handbook.views.pictures.picture import Picture
from handbook.views.pictures.tasks_by_stage import tasks_by_stage

BELOW: Mapping[str, Callable[[Locale], Picture | None]] = {"roles": tasks_by_stage}
"""By the section of a kind."""


def picture_below(locale: Locale, section: str) -> Picture | None:
    """The picture below the list of a kind's records; None if there is none."""
    made = BELOW.get(section)
    return made(locale) if made else None
