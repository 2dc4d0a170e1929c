"""A paper as a sheet to print and fill in by hand."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from handbook.markup.blanks import Blank, Line, said
from handbook.model.records import Paper
from handbook.printing.document import BODY, LARGE, Library, PrintDocument, settings
from handbook.printing.qr_code import qr_svg
from handbook.views.papers import Piece, PieceKind, pieces, signatory, source_of, title_of

_QR = "qr/paper.svg"
_TAGS = {
    PieceKind.SUBTITLE: "subtitle",
    PieceKind.HEADING: "h2",
    PieceKind.TITLE: "line",
    PieceKind.TEXT: "p",
    PieceKind.POINTS: "ul",
    PieceKind.NUMBERED: "ol",
    PieceKind.FIELDS: "fields",
    PieceKind.TABLE: "table",
    PieceKind.BOXES: "boxes",
    PieceKind.SIGNATURES: "signatures",
}
_SINGLE = (PieceKind.SUBTITLE, PieceKind.HEADING, PieceKind.TITLE, PieceKind.TEXT)


def paper_sheet(library: Library, section: str, key: str, *, large: bool = False) -> PrintDocument:
    """The paper `key`, made from the data as its page is."""
    locale = library.locale
    paper = locale.record(section, key)
    assert isinstance(paper, Paper)
    address = locale.addresses.of(section, key)
    root = etree.Element("paper", {"from": address})
    _write(etree.SubElement(root, "h1"), title_of(locale, paper))
    for piece in pieces(locale, paper):
        _add(root, piece, signatory(locale))
    url = f"{home}{address}/" if (home := library.url("")) else ""
    short = url.partition("://")[2].rstrip("/")
    foot = {"source": source_of(locale, short), "address": short, "qr": _QR} if url else {}
    held = settings([library], locale.name(section, key), LARGE if large else BODY) | {"foot": foot}
    return PrintDocument("paper.typ", root, held, {_QR: qr_svg(url)} if url else {})


def _add(root: etree._Element, piece: Piece, signed: Blank) -> None:
    made = etree.SubElement(root, _TAGS[piece.kind])
    if piece.on_new_page:
        made.set("new-page", "yes")
    if piece.kind in _SINGLE:
        _write(made, piece.lines[0])
    elif piece.kind is PieceKind.FIELDS:
        for name, value in piece.fields:
            field = etree.SubElement(made, "field")
            _write(etree.SubElement(field, "name"), name)
            _write(etree.SubElement(field, "value"), value)
    elif piece.kind is PieceKind.TABLE:
        _table(made, piece)
    elif piece.kind is PieceKind.SIGNATURES:
        for line in piece.lines:
            one = etree.SubElement(made, "signature")
            _write(etree.SubElement(one, "p"), line)
            _write(etree.SubElement(one, "name"), (signed,))
    else:
        for line in piece.lines:
            _write(etree.SubElement(made, "li"), line)


def _table(made: etree._Element, piece: Piece) -> None:
    _row(etree.SubElement(made, "thead"), "th", piece.lines)
    body = etree.SubElement(made, "tbody")
    for first in piece.rows:
        row = _row(body, "td", [first, *[()] * (len(piece.lines) - 1)])
        if first and any(piece.rows):
            row[0].tag = "th"


def _row(parent: etree._Element, tag: str, lines: Iterable[Line]) -> etree._Element:
    row = etree.SubElement(parent, "tr")
    for line in lines:
        _write(etree.SubElement(row, tag), line)
    return row


def _write(element: etree._Element, line: Line) -> None:
    """Words and blanks as the content of an element; narrow tells that a column needs little room."""
    element.set("short", "yes" if len(said(line)) <= 4 else "no")
    for piece in line:
        if isinstance(piece, Blank):
            made = etree.SubElement(element, "blank", beside="yes" if piece.beside else "no")
            made.text = piece.hint
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + piece
        else:
            element.text = (element.text or "") + piece
