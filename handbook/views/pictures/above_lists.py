"""Which kinds have a picture above the list of their records."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handbook.localised import Locale
from handbook.views.pictures.documents import documents_by_stage
from handbook.views.pictures.picture import Picture

ABOVE: Mapping[str, Callable[[Locale], Picture | None]] = {"documents": documents_by_stage}
"""By the section of a kind."""


def picture_above(locale: Locale, section: str) -> Picture | None:
    """The picture above the list of a kind's records; None if there is none."""
    made = ABOVE.get(section)
    return made(locale) if made else None
