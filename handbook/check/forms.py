"""Single values have the form that the pages rely on."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from handbook import web_address
from handbook.check.case import Case, Rule
from handbook.model.text import LANGUAGE_KEY
from handbook.model.traverse import DataPath
from handbook.source.problems import Problem
from handbook.views.report import PLACEHOLDERS, placeholders

_BETWEEN_EDITIONS = datetime.timedelta(days=366)
_REPORT = re.compile(r"""(?:https://[^\s/"'<>]+\.[^\s"'<>]+|mailto:[^\s"'<>@?]+@[^\s"'<>@?]+[^\s"'<>]*)""")
_CONTACT = re.compile(
    r"""(?=[!-~]+$)(?:https://[^/"'<>]+\.[^"'<>]+|mailto:[^"'<>@?]+@[^"'<>@?]+\.[^"'<>@?]+)"""
)
_WEB = re.compile(r"https?://[^\s/]+\.[^\s]+")


def values_not_empty(case: Case) -> Iterator[Problem]:
    """A value that is given is not empty."""
    for path, entry in case.entries:
        for field in _strings(type(entry)):
            value = getattr(entry, field)
            if isinstance(value, str) and not value.strip():
                yield case.problem((*path, field), f"`{field}` is empty", "write a value or delete the line")


def date_well_formed(case: Case) -> Iterator[Problem]:
    """The date of the edition is a day, written year-month-day."""
    date = case.programme.programme.date
    if date.strip() and day_of(date) is None:
        what = f"`{date}` is not a date"
        yield case.problem(("programme", "date"), what, "write year-month-day, such as 2026-01-31")


def change_dates_well_formed(case: Case) -> Iterator[Problem]:
    """The date of a change is a day; a year other than the edition's is a slip.

    Work goes on between editions, so a change may be newer than the edition, but not by a year.
    """
    edition = day_of(case.programme.programme.date)
    for key, change in case.programme.changes.items():
        day = day_of(change.date)
        path = ("changes", key, "date")
        if change.date.strip() and day is None:
            what = f"`{change.date}` is not a date"
            yield case.problem(path, what, "write year-month-day, such as 2026-01-31")
        elif day and edition and day - edition > _BETWEEN_EDITIONS:
            what = f"the change is dated {day}, more than a year after the edition of {edition}"
            yield case.problem(path, what, "correct the year, or raise `date` of the edition")


def report_address_well_formed(case: Case) -> Iterator[Problem]:
    """The address for reporting mistakes is a web or mail address with placeholders that pages fill."""
    template, path = case.programme.programme.report, ("programme", "report")
    if template is None or not template.strip():
        return
    hidden = web_address.fault(template.replace("{", "").replace("}", ""))
    if hidden:
        yield case.problem(path, *hidden)
    elif not _REPORT.fullmatch(template):
        what = f"`{template}` is neither a web nor a mail address"
        yield case.problem(path, what, "write https://…?title={title}&body={body} or mailto:…?body={body}")
    named = placeholders(template)
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    for name in dict.fromkeys(named):
        if name not in PLACEHOLDERS:
            what = f"the page does not know {{{name}}}"
            yield case.problem(path, what, f"use only: {known}")
    if not set(named) & set(PLACEHOLDERS):
        yield case.problem(path, "the address takes nothing from the page", f"add one of: {known}")
    if template.count("{") != len(named) or template.count("}") != len(named):
        yield case.problem(path, "a brace in the address is not closed or not opened", f"write: {known}")


def contacts_well_formed(case: Case) -> Iterator[Problem]:
    """Where the responsible body is reached is a web or mail address, which security.txt takes too."""
    responsible = case.programme.programme.responsible
    for field in ("contact", "security") if responsible is not None else ():
        address = getattr(responsible, field)
        if address and address.strip() and not _CONTACT.fullmatch(address):
            what = f"`{address}` is neither a web nor a mail address"
            remedy = "write https://… or mailto:…, in plain letters, digits and signs"
            yield case.problem(("programme", "responsible", field), what, remedy)


def assessment_date_well_formed(case: Case) -> Iterator[Problem]:
    """The day on which accessibility was assessed is a day, written year-month-day."""
    responsible = case.programme.programme.responsible
    date = responsible.accessibility.assessed if responsible is not None else None
    if date and date.strip() and day_of(date) is None:
        path = ("programme", "responsible", "accessibility", "assessed")
        yield case.problem(path, f"`{date}` is not a date", "write year-month-day, such as 2026-01-31")


def web_addresses_well_formed(case: Case) -> Iterator[Problem]:
    """An address that readers are sent to is a web address, and leads where it seems to lead."""
    for path, address in _web_addresses(case):
        if not address or not address.strip():
            continue
        hidden = web_address.fault(address)
        if hidden:
            yield case.problem(path, *hidden)
        elif not _WEB.fullmatch(address):
            yield case.problem(path, f"`{address}` is not a web address", "begin it with https://")


def source_languages_known(case: Case) -> Iterator[Problem]:
    """The title of a source names its language by its code."""
    for key, source in case.programme.sources.items():
        if source.language.strip() and not LANGUAGE_KEY.fullmatch(source.language):
            path = ("sources", key, "language")
            yield case.problem(path, f"`{source.language}` is not a language code", "write id, en or another")


@cache
def _strings(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields that may hold a string of any kind; a text and a ground are none."""
    kinds = {name: held.annotation for name, held in model.model_fields.items()}
    return tuple(name for name, kind in kinds.items() if str in (kind, *map(_bare, get_args(kind))))


def _bare(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def day_of(date: str) -> datetime.date | None:
    """A day written year-month-day; None for anything else."""
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        return None
    return day if day.isoformat() == date else None


def _web_addresses(case: Case) -> Iterator[tuple[DataPath, str | None]]:
    about = case.programme.programme
    yield ("programme", "licence", "address"), about.licence.address
    yield ("programme", "repository"), about.repository
    for key, source in case.programme.sources.items():
        yield ("sources", key, "address"), source.address


RULES: tuple[Rule, ...] = (
    values_not_empty,
    date_well_formed,
    change_dates_well_formed,
    report_address_well_formed,
    contacts_well_formed,
    assessment_date_well_formed,
    web_addresses_well_formed,
    source_languages_known,
)
