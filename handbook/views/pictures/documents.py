"""Documents in rows with lines from each to those that build on it: all by stage, or those around one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import islice, pairwise
from typing import ClassVar

from handbook.incremental.reads import query
from handbook.localised import Locale
from handbook.model.records import Document, Programme
from handbook.model.text import Statement
from handbook.views.kept import kept
from handbook.views.pictures.lines import Line, Strand, gutter
from handbook.views.pictures.picture import Picture
from handbook.views.relations import documents_feeding

MOST_ROWS = 40  # with more of them nobody follows a line from end to end
MOST_COLUMNS = 6  # more leave no room for words on a phone
LONGEST = 60  # characters of what is said in a row on who signs; more stands on the document's own page

Beside = tuple[tuple[Strand, ...], ...]
"""What each of several rows shows in the gutter."""


@dataclass(frozen=True)
class Row:
    """A document beside its strands: what it feeds (`back` are those above it), who signs, a remark."""

    key: str
    strands: tuple[Strand, ...] = ()
    feeds: tuple[str, ...] = ()
    back: frozenset[str] = frozenset()
    signed: Statement | None = None
    stage: str = ""
    here: bool = False
    note: str = ""


@dataclass(frozen=True)
class Rows:
    """Rows under a head, which lines pass: a `stage`, words in `title`, or none."""

    rows: tuple[Row, ...]
    stage: str = ""
    title: str = ""
    strands: tuple[Strand, ...] = ()


@dataclass(frozen=True)
class DocumentLines(Picture):
    """Groups of rows; `columns` is the width of the gutter, `notes` are words below."""

    name: ClassVar[str] = "documents"
    groups: tuple[Rows, ...]
    columns: int
    notes: tuple[str, ...] = ()


@query
def documents_by_stage(locale: Locale) -> DocumentLines | None:
    """All documents in the order of stages; None where neither stages nor lines are known."""
    t, programme = locale.label, locale.programme
    documents = programme.documents
    feeds = _feeds_of(locale)
    staged = _by_stage(programme)
    if not any(feeds.values()) and not any(staged):
        return None
    groups = {stage: _in_order(keys, feeds) for stage, keys in staged.items()}
    beside, whole = _beside(list(groups.values()), feeds)
    strands = [strand for rows in beside for row in rows for strand in row]
    place = {key: n for n, key in enumerate(key for keys in groups.values() for key in keys)}
    shown = []
    for (stage, keys), held in zip(groups.items(), beside, strict=True):
        rows = tuple(
            Row(
                key,
                row,
                tuple(feeds[key]),
                frozenset(other for other in feeds[key] if place[other] < place[key]),
                _short(documents[key]),
            )
            for key, row in zip(keys, held[1:], strict=True)
        )
        title = "" if stage or len(groups) == 1 else t("document.in_no_stage")
        shown.append(Rows(rows, stage, title, held[0]))
    notes = [t("document.lines_back")] if any(strand.upwards for strand in strands) else []
    notes += [] if whole else [t("document.lines_left_out")]
    columns = max((strand.column + 1 for strand in strands), default=0)
    return DocumentLines(t("document.by_stage"), tuple(shown), columns, tuple(notes))


@query
def documents_around(locale: Locale, key: str) -> DocumentLines | None:
    """What a document is built on, itself, and what it feeds; None if it stands alone."""
    t, programme = locale.label, locale.programme
    feeds = _feeds_of(locale)[key]
    sources = [other for other in documents_feeding(programme, key) if other != key]
    before = [other for other in sources if other not in feeds]
    if not before and not feeds:
        return None
    groups = ((t("document.built_on"), before), ("", [key]), (t("document.feeds"), feeds))
    rows = [row for title, keys in groups if keys for row in ([title] if title else []) + keys]
    here = rows.index(key)
    above, below = tuple(range(1, here)), tuple(range(here + 2, len(rows)))
    back = tuple(row for row in below if rows[row] in sources)
    ends = ((above, (here,)), ((here,), below), (back, (here,)))
    found = gutter([Line(leaves, arrives) for leaves, arrives in ends if leaves and arrives], len(rows))
    shown, row = [], 0
    for title, keys in groups:
        head = found.rows[row] if title and keys else ()
        row += bool(title and keys)
        held = []
        for other in keys:
            note = t("document.comes_back") if other in feeds and other in sources else ""
            stage = programme.documents[other].made_in or ""
            held.append(Row(other, found.rows[row], stage=stage, here=other == key, note=note))
            row += 1
        if held:
            shown.append(Rows(tuple(held), title=title, strands=head))
    return DocumentLines(t("document.around"), tuple(shown), found.columns)


@kept
def _feeds_of(locale: Locale) -> dict[str, list[str]]:
    """The documents that each feeds, once, in the order of the data; none feeds itself."""
    place = {key: number for number, key in enumerate(locale.programme.documents)}
    return {
        key: sorted({other for other in held.feeds if other in place and other != key}, key=place.__getitem__)
        for key, held in locale.programme.documents.items()
    }


def _by_stage(programme: Programme) -> dict[str, list[str]]:
    """Keys of documents by the stage in which they are made; those of none come last, under ""."""
    result: dict[str, list[str]] = {stage: [] for stage in (*programme.stages, "")}
    for key, held in programme.documents.items():
        result[held.made_in or ""].append(key)
    return {stage: keys for stage, keys in result.items() if keys}


def _in_order(keys: Sequence[str], feeds: Mapping[str, Sequence[str]]) -> list[str]:
    """Keys so that each follows what feeds it, else in their order; of a circle the way back is dropped."""
    place = {key: n for n, key in enumerate(keys)}
    before: dict[str, list[str]] = {key: [] for key in keys}
    for other in keys:
        for key in feeds[other]:
            if key in before:
                before[key].append(other)
    while True:
        sorter = TopologicalSorter(before)
        try:
            sorter.prepare()
        except CycleError as error:
            circle: list[str] = error.args[1]
            pairs = pairwise(circle)  # each comes before the next
            source, target = max(pairs, key=lambda pair: place[pair[0]] - place[pair[1]])
            before[target].remove(source)
            continue
        result, ready = [], list(sorter.get_ready())
        while ready:
            ready.sort(key=place.__getitem__, reverse=True)
            result.append(ready.pop())
            sorter.done(result[-1])
            ready += sorter.get_ready()
        return result


def _beside(groups: Sequence[Sequence[str]], feeds: Mapping[str, Sequence[str]]) -> tuple[list[Beside], bool]:
    """For each group the strands of its head and of its rows, and whether all lines are drawn.

    Where all together would be a tangle, each group has only the lines within it, or none.
    """
    headed = [["", *keys] for keys in groups]
    whole = _drawn([row for rows in headed for row in rows], feeds)
    if whole is not None:
        strands = iter(whole)
        return [tuple(islice(strands, len(rows))) for rows in headed], True
    return [_drawn(rows, feeds) or ((),) * len(rows) for rows in headed], False


def _drawn(rows: Sequence[str], feeds: Mapping[str, Sequence[str]]) -> Beside | None:
    """The strands of rows, of which heads are ""; None where they would be a tangle."""
    place = {key: n for n, key in enumerate(rows) if key}
    if len(place) > MOST_ROWS:
        return None
    lines = []
    for key, row in place.items():
        ends = [place[other] for other in feeds[key] if other in place]
        for arrives in ([end for end in ends if end < row], [end for end in ends if end > row]):
            if arrives:
                lines.append(Line((row,), tuple(arrives)))
    found = gutter(lines, len(rows))
    return found.rows if found.columns <= MOST_COLUMNS else None


def _short(document: Document) -> Statement | None:
    """The first statement on who signs, if it is short in every language."""
    first = next(iter(document.signed_by), None)
    short = first is not None and all(len(words) <= LONGEST for words in first.wording.values())
    return first if short else None
