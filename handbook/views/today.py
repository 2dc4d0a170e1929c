"""What is said first of a record: where things stand today."""

from __future__ import annotations

from handbook.localised import Locale
from handbook.model.text import Statement


def where_things_stand(locale: Locale, section: str, key: str) -> tuple[Statement, ...]:
    """What the record says of today; of a stage that says nothing, what holds for the whole handbook."""
    told: tuple[Statement, ...] = getattr(locale.record(section, key), "today", ())
    notice = locale.about.notice
    return told or ((notice,) if section == "stages" and notice else ())
