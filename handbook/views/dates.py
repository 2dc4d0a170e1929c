"""Dates as people write them in a language."""

from __future__ import annotations

import datetime

from babel import UnknownLocaleError
from babel.dates import format_date


def long_date(date: str, language: str) -> str:
    """A date written 2026-11-24 in the words of `language`, such as 24 November 2026.

    The names of months come from the Unicode CLDR. A language that it does not know, and what is no date,
    is given back as written.
    """
    try:
        return str(format_date(datetime.date.fromisoformat(date), "d MMMM y", locale=language))
    except (UnknownLocaleError, ValueError):
        return date
