"""Emphasis in hand-written pages by the rule of `handbook.markup.emphasis`, as in the texts of the data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.extensions import Extension

from handbook.markup.emphasis import flanks

if TYPE_CHECKING:
    from markdown import Markdown


class WordMarks(Extension):
    """Leaves marks inside words, numbers and addresses as typed."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Replace the patterns of both marks by our rule."""
        assert md.delimiters is not None, "nothing took it away before"
        for mark, delimiter in md.delimiters.delimiters.items():
            delimiter.boundary = _Boundary(mark)  # type: ignore[assignment]


class _Boundary:
    """Replaces Markdown's pattern of a run: the group that matches says what the run may do."""

    def __init__(self, mark: str):
        self._mark = mark
        names = ("start", "end", "ambiguous")
        self._as = {name: re.compile(rf"(?P<{name}>{re.escape(mark)}+)") for name in names}

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """The run that begins at `start`; None if none does, or if it can neither open nor close."""
        run = self._as["start"].match(text, start)
        if run is None or text[start - 1 : start] == self._mark:
            return None
        opens, closes = flanks(text, start, run.end())
        if not (opens or closes):
            return None
        return self._as["ambiguous" if opens and closes else "start" if opens else "end"].match(text, start)
