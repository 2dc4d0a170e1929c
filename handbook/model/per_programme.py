"""Values that are made once for a programme, which is frozen."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from handbook.model.records import Programme

T = TypeVar("T")


def per_programme(make: Callable[[Programme], T]) -> Callable[[Programme], T]:
    """Remember what a function makes of the programme that it was last called with."""
    remembered: list[tuple[Programme, T]] = []

    @wraps(make)
    def held(programme: Programme) -> T:
        if not remembered or remembered[0][0] is not programme:
            remembered[:] = [(programme, make(programme))]
        return remembered[0][1]

    return held
