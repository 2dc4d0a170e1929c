"""What follows from a whole programme is worked out once for a locale, however many pages ask for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from handbook.incremental.reads import query
from handbook.localised import Locale

Given = ParamSpec("Given")
Result = TypeVar("Result")


def kept(
    function: Callable[Concatenate[Locale, Given], Result],
) -> Callable[Concatenate[Locale, Given], Result]:
    """A function of a locale that remembers its results with the locale, which never changes.

    While something is being made, it is a query: what it returns counts as read.
    """

    name = f"kept {function.__module__}.{function.__name__}"

    @wraps(function)
    def remembering(locale: Locale, *given: Given.args, **named: Given.kwargs) -> Result:
        results = vars(locale).setdefault(name, {})
        key = (given, tuple(named.items()))
        if key not in results:
            results[key] = function(locale, *given, **named)
        found: Result = results[key]
        return found

    return query(cast("Callable[Concatenate[Locale, Given], Result]", remembering))
