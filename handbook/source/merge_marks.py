"""The marks that version control leaves in a text in which a merge failed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.source.problems import Problem

_BEGINNING, _MIDDLE, _END = "<<<<<<<", "=======", ">>>>>>>"
_MARK = re.compile(rf"({_BEGINNING}|\|{{7}}|{_MIDDLE}|{_END})(?=[ \t\r]|$)", re.MULTILINE)
KEEP_ONE = "keep one of the two texts and delete the marks"
KEEP_BOTH = "keep the lines of both sides, each once, and delete the marks"


def merge_marks(
    text: str, label: str, remedy: str = KEEP_ONE, *, headings: bool = False
) -> Iterator[Problem]:
    """A problem for each line that is a mark of an unfinished merge.

    Args:
        text: the whole file.
        label: the file's name in messages.
        remedy: what to do, since some files must keep both sides.
        headings: whether `=======` may underline a heading; then it is a mark only between two others.
    """
    if not (_BEGINNING in text or _MIDDLE in text or _END in text):
        return
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        match = _MARK.match(line)
        if not match:
            continue
        mark = match[1]
        if mark == _BEGINNING:
            inside = True
        if inside or not headings or mark == _END:
            what = f"the mark of an unfinished merge (`{mark}`) stands here"
            yield Problem(label, number, what, remedy)
        if mark == _END:
            inside = False
