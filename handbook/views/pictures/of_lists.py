"""Which kinds have a picture beside the list of their records."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handbook.localised import Locale
from handbook.views.pictures.documents import documents_by_stage
from handbook.views.pictures.picture import Picture
from handbook.views.pictures.tasks_by_stage import tasks_by_stage

Maker = Callable[[Locale], Picture | None]

ABOVE: Mapping[str, Maker] = {"documents": documents_by_stage}
BELOW: Mapping[str, Maker] = {"roles": tasks_by_stage}
"""By the section of a kind: pictures above its list, and below."""


def picture_of_list(locale: Locale, section: str, *, below: bool = False) -> Picture | None:
    """The picture above the list of a kind's records, or below it; None if there is none."""
    made = (BELOW if below else ABOVE).get(section)
    return made(locale) if made else None
