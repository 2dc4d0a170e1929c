"""Events of the calendar have a time that recurs every year, and dates that a rule sets."""

from __future__ import annotations

import calendar
from collections.abc import Iterator

from handbook.check.case import Case, Rule
from handbook.model.text import Ground
from handbook.source.problems import Problem
from handbook.source.unwritten import is_unwritten

_COMMON_YEAR = 2023  # whose days every year has


def calendar_months_in_order(case: Case) -> Iterator[Problem]:
    """An event ends after it began, if it does not go on over the new year."""
    for key, event in case.programme.calendar.items():
        path = ("calendar", key, "ends")
        if event.ends < event.begins and not event.over_new_year:
            what = f"`{key}` ends in month {event.ends}, before it begins in month {event.begins}"
            remedy = "correct the months, or write `over_new_year: true` if it ends in the next year"
            yield case.problem(path, what, remedy)
        elif event.over_new_year and event.ends >= event.begins:
            what = f"`{key}` would go on for a year or more, from month {event.begins} to {event.ends}"
            yield case.problem(path, what, "correct the months, or delete `over_new_year`")


def calendar_days_exist(case: Case) -> Iterator[Problem]:
    """The last day of an event is a day of its last month in every year."""
    for key, event in case.programme.calendar.items():
        last = calendar.monthrange(_COMMON_YEAR, event.ends)[1]
        if event.last_day is not None and event.last_day > last:
            what = f"`{key}` ends on day {event.last_day} of month {event.ends}, which not every year has"
            yield case.problem(("calendar", key, "last_day"), what, f"write a day from 1 to {last}")


def calendar_dates_rest_on_a_rule(case: Case) -> Iterator[Problem]:
    """A last day is set by a document that is cited; our own suggestion names months only."""
    for key, event in case.programme.calendar.items():
        if event.last_day is None or any(map(is_unwritten, event.rule.wording.values())):
            continue
        if event.rule.ground is Ground.EDITORIAL:
            what = f"`{key}` has a last day, but its rule is our own suggestion"
            remedy = "cite the document that sets the day, or delete `last_day`"
            yield case.problem(("calendar", key, "rule"), what, remedy)


RULES: tuple[Rule, ...] = (calendar_months_in_order, calendar_days_exist, calendar_dates_rest_on_a_rule)
