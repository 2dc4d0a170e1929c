"""Single values have the form that the pages rely on."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from handbook.check.case import Case, Rule
from handbook.problems import Problem
from handbook.text import LANGUAGE_KEY
from handbook.walk import entries
from handbook.yamltree import Path_

_WEB = re.compile(r"https?://[^\s/]+\.[^\s]+")


def values_not_empty(case: Case) -> Iterator[Problem]:
    """A value that is there says something."""
    for path, entry in entries(case.programme):
        for field in type(entry).model_fields:
            value = getattr(entry, field)
            if isinstance(value, str) and not value.strip():
                yield case.problem((*path, field), f"`{field}` is empty", "write a value or delete the line")


def date_well_formed(case: Case) -> Iterator[Problem]:
    """The date of the edition is a day, written year-month-day."""
    date = case.programme.programme.date
    try:
        good = datetime.date.fromisoformat(date).isoformat() == date
    except ValueError:
        good = False
    if date.strip() and not good:
        what = f"`{date}` is not a date"
        yield case.problem(("programme", "date"), what, "write year-month-day, such as 2026-01-31")


def web_addresses_well_formed(case: Case) -> Iterator[Problem]:
    """What readers are sent to is an address on the web."""
    for path, address in _web_addresses(case):
        if address and address.strip() and not _WEB.fullmatch(address):
            yield case.problem(path, f"`{address}` is not a web address", "begin it with https://")


def source_languages_known(case: Case) -> Iterator[Problem]:
    """The title of a source names its language by its code."""
    for key, source in case.programme.sources.items():
        if source.language.strip() and not LANGUAGE_KEY.fullmatch(source.language):
            path = ("sources", key, "language")
            yield case.problem(path, f"`{source.language}` is not a language code", "write id, en or another")


def _web_addresses(case: Case) -> Iterator[tuple[Path_, str | None]]:
    about = case.programme.programme
    yield ("programme", "licence", "address"), about.licence.address
    yield ("programme", "repository"), about.repository
    for key, source in case.programme.sources.items():
        yield ("sources", key, "address"), source.address


RULES: tuple[Rule, ...] = (
    values_not_empty,
    date_well_formed,
    web_addresses_well_formed,
    source_languages_known,
)
