"""What all pictures have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Picture:
    """A picture, ready to be drawn.

    `name` is that of its template in `html/templates/pictures/` and of its class on the page; `title` names
    it for screen readers.
    """

    name: ClassVar[str]
    title: str
