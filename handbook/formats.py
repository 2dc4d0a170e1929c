"""Dates, sizes and names of languages as people write them in a language, and texts cut to a length.

What depends on a language comes from the Unicode CLDR (babel); unknown languages get a plain form.
"""

from __future__ import annotations

import datetime

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date
from babel.numbers import format_decimal

_KILO = 1000
_LOOSE_ENDS = " ,;:–-(“‘"


def long_date(date: str, language: str) -> str:
    """A date written 2026-11-24 in the words of `language`, such as 24 November 2026.

    What is not a date is returned as written.
    """
    try:
        return str(format_date(datetime.date.fromisoformat(date), "d MMMM y", locale=language))
    except (UnknownLocaleError, ValueError):
        return date


_LEAP_YEAR = 2024  # it has every day that a year can have
MONTHS = range(1, 13)


def month_name(month: int, language: str, width: str = "wide") -> str:
    """The name of a month by its number, such as January; `width` is wide, abbreviated or narrow."""
    try:
        return str(Locale.parse(language).months["stand-alone"][width][month])
    except (UnknownLocaleError, ValueError):
        return str(month)


def day_of_year(month: int, day: int, language: str) -> str:
    """A day without its year in the words of `language`, such as 31 January."""
    try:
        return str(format_date(datetime.date(_LEAP_YEAR, month, day), "d MMMM", locale=language))
    except (UnknownLocaleError, ValueError):
        return f"{day}/{month}"


def size_in_words(size: int, language: str) -> str:
    """A size in bytes as people write it: 180 kB, 1.2 MB."""
    if size < _KILO * _KILO:
        return f"{max(1, round(size / _KILO))} kB"
    try:
        number = format_decimal(size / _KILO / _KILO, format="0.0", locale=language)
    except UnknownLocaleError:
        number = f"{size / _KILO / _KILO:.1f}"
    return f"{number} MB"


def language_name(code: str, language: str) -> str:
    """The name of the language `code` in the words of `language`, such as Inggris; the code if unknown."""
    try:
        return str(Locale.parse(language).languages.get(code, code))
    except (UnknownLocaleError, ValueError):
        return code


def regional_tag(code: str) -> str:
    """A language with the country that word processors spell it by, such as id-ID; the code if unknown."""
    if code == "en":
        return "en-GB"  # the spelling of this handbook; most programs would take the American one
    country = get_global("likely_subtags").get(code, "").split("_")[-1]
    return f"{code}-{country}" if country else code


def direction(code: str) -> str:
    """Whether the language `code` is written from left to right, `ltr`, or `rtl`; `ltr` if unknown."""
    try:
        return "rtl" if Locale.parse(code).character_order == "right-to-left" else "ltr"
    except (UnknownLocaleError, ValueError):
        return "ltr"


def cut_at_words(text: str, limit: int) -> str:
    """As many whole words of a text as fit into `limit` characters; part of a word if none fits.

    White space is folded, and no comma or opening mark is left at the end.
    """
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    whole = text[: limit + 1].rpartition(" ")[0].rstrip(_LOOSE_ENDS)
    return whole or text[:limit]
