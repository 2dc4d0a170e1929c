"""The date of what is built: set from outside or that of the edition, never the clock.

Only what is told of when something was made, and is no part of it, may ask the clock (`today`).
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping

_END = 2**32  # the first second that compressed files cannot represent


class BadDate(ValueError):
    """SOURCE_DATE_EPOCH is not a date."""


def source_date(environment: Mapping[str, str] = os.environ) -> datetime.datetime | None:
    """The time in SOURCE_DATE_EPOCH (seconds since 1970); None if it is not set.

    Raises:
        BadDate: if it is not such a number. See https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        return None
    try:
        seconds = int(epoch)
        if not 0 <= seconds < _END:
            raise ValueError
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    except (ValueError, OverflowError, OSError):
        raise BadDate(
            f"SOURCE_DATE_EPOCH is `{epoch}`; it must be a number of seconds since 1970, below 4294967296"
        ) from None


def today(environment: Mapping[str, str] = os.environ) -> str:
    """The day on which something is made, year-month-day: that of SOURCE_DATE_EPOCH, or of the clock.

    Raises:
        BadDate: if SOURCE_DATE_EPOCH is not a date.
    """
    return (source_date(environment) or datetime.datetime.now(datetime.UTC)).date().isoformat()


def date_of(edition_date: str, environment: Mapping[str, str] = os.environ) -> datetime.datetime:
    """The time in SOURCE_DATE_EPOCH, else the beginning of the edition's day (year-month-day).

    Raises:
        BadDate: if SOURCE_DATE_EPOCH is not a date.
    """
    day = datetime.datetime.fromisoformat(edition_date).replace(tzinfo=datetime.UTC)
    return source_date(environment) or day
