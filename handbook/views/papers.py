"""A paper to fill in as all outputs show it: piece by piece in one language, with its blanks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, takewhile

from handbook.localised import Locale
from handbook.markup.blanks import Blank, Line, line, said
from handbook.model.addresses import href, slug
from handbook.model.parts import PaperPart
from handbook.model.records import Paper
from handbook.model.text import Statement, Text
from handbook.views.blocks import Item
from handbook.views.relations import naming


class PieceKind(StrEnum):
    """What a piece of a paper is."""

    SUBTITLE = "subtitle"  # a heading right below the title, part of it
    HEADING = "heading"
    TITLE = "title"  # a line above the piece that follows
    TEXT = "text"
    POINTS = "points"
    NUMBERED = "numbered"
    FIELDS = "fields"
    TABLE = "table"
    BOXES = "boxes"
    SIGNATURES = "signatures"


@dataclass(frozen=True)
class Piece:
    """A piece of a paper.

    `lines` are what it says: one for a heading or paragraph, one for each point, box or signatory, the heads
    of the columns of a table. Each of `fields` has a name and what is written beside it; `rows` hold the
    first cell of each row of a table, empty if nothing is given. With `on_new_page` it begins a page.
    """

    kind: PieceKind
    lines: tuple[Line, ...] = ()
    fields: tuple[tuple[Line, Line], ...] = ()
    rows: tuple[Line, ...] = ()
    on_new_page: bool = False


def title_of(locale: Locale, paper: Paper) -> Line:
    """What stands on top of a paper."""
    return _line(locale, paper.title or paper.name)


def pieces(locale: Locale, paper: Paper) -> tuple[Piece, ...]:
    """A paper in one language; signatories that follow each other sign side by side, in one piece."""
    made: list[Piece] = []
    for signed, run in groupby(paper.parts, key=lambda part: part.signature is not None):
        parts = list(run)
        if signed:
            lines = tuple(_line(locale, part.signature) for part in parts if part.signature)
            made.append(Piece(PieceKind.SIGNATURES, lines))
        else:
            made += [piece for part in parts for piece in _pieces(locale, part)]
    count = subtitles(paper)
    return (*(replace(piece, kind=PieceKind.SUBTITLE) for piece in made[:count]), *made[count:])


def subtitles(paper: Paper) -> int:
    """How many headings a paper begins with: they belong to its title."""
    return sum(1 for _ in takewhile(lambda part: part.heading is not None, paper.parts))


def blanks(locale: Locale, paper: Paper) -> Iterator[Blank]:
    """Every blank of a paper in its order; those of fields and signatories are among them."""
    held = [title_of(locale, paper)]
    for piece in pieces(locale, paper):
        held += [*piece.lines, *piece.rows, *(part for pair in piece.fields for part in pair)]
        if piece.kind is PieceKind.SIGNATURES:
            held += [(signatory(locale),)] * len(piece.lines)
    yield from (piece for whole in held for piece in whole if isinstance(piece, Blank))


def source_of(locale: Locale, address: str) -> str:
    """What the foot of a paper says: where it comes from, and of a translation that it is one."""
    said_first = locale.label("paper.source", address=address)
    if locale.language == locale.original:
        return said_first
    name = locale.about.language_names[locale.original]
    return f"{said_first}. {locale.label('site.courtesy', original=name)}"


def signatory(locale: Locale) -> Blank:
    """The blank for the name of who signs."""
    return Blank(locale.label("paper.signatory"))


def papers_beside(locale: Locale, section: str, key: str) -> dict[str, str | int]:
    """Where the papers of a stage are listed, and how many; other pages name theirs as facts.

    A stage has many, and its page no room for their names.
    """
    count = len(naming(locale.programme, "papers", section, key)) if section == "stages" and key else 0
    if not count:
        return {}
    list_of_stage = f"{locale.addresses.overviews['papers']}#{stage_anchor(key)}"
    return {"target": href(list_of_stage, locale.address(section, key)), "count": count}


def stage_anchor(key: str) -> str:
    """The anchor of the papers of a stage in the list of all papers."""
    return f"stage-{slug(key)}"


def _pieces(locale: Locale, part: PaperPart) -> Iterator[Piece]:
    if part.title is not None:
        yield Piece(PieceKind.TITLE, _lines(locale, [part.title]))
    if part.heading is not None:
        yield Piece(PieceKind.HEADING, _lines(locale, [part.heading]), on_new_page=part.on_new_page)
    if part.text is not None:
        yield Piece(PieceKind.TEXT, _lines(locale, [part.text]))
    if part.items:
        yield Piece(PieceKind.NUMBERED if part.numbered else PieceKind.POINTS, _lines(locale, part.items))
    if part.fields:
        yield Piece(PieceKind.FIELDS, fields=tuple(_field(_line(locale, field)) for field in part.fields))
    if part.table is not None:
        given = [_line(locale, text) for text in part.table.first]
        rows = (*given, *([()] * (part.table.row_count - len(given))))
        yield Piece(PieceKind.TABLE, _lines(locale, part.table.columns), rows=rows)
    if part.boxes:
        yield Piece(PieceKind.BOXES, _lines(locale, part.boxes))


def _field(held: Line) -> tuple[Line, Line]:
    """The name of a field and what is written beside it: one blank, if its text has none itself."""
    first = next((place for place, piece in enumerate(held) if isinstance(piece, Blank)), len(held))
    name, value = held[:first], held[first:]
    words = said(name).strip().removesuffix(":").rstrip()
    if not value:
        return (words,), (Blank(words, beside=True),)
    return (words,), value


def _lines(locale: Locale, texts: Iterable[Text]) -> tuple[Line, ...]:
    return tuple(_line(locale, text) for text in texts)


def _line(locale: Locale, text: Text) -> Line:
    return line(locale.text(text))


def told(locale: Locale, paper: Paper) -> tuple[Item, ...]:
    """A paper line by line, for outputs in lines; each statement has its ground."""
    return (Item(paper.title or paper.name), *(item for part in paper.parts for item in _told(locale, part)))


def _told(locale: Locale, part: PaperPart) -> Iterator[Item]:
    lines = (part.title, part.heading, part.text, *part.items, *part.fields, *part.boxes, part.signature)
    yield from (Item(text, ground=text if isinstance(text, Statement) else None) for text in lines if text)
    if part.table is not None:
        yield Item(note=" | ".join(map(locale.text, part.table.columns)))
        yield from (Item(text) for text in part.table.first)
