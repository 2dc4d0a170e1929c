"""A paper as a file for word processors: blanks are content controls, headings are headings."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime

from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml import etree

from handbook.localised import Locale
from handbook.markup.blanks import Blank, Line, is_alone, said
from handbook.model.records import Paper
from handbook.printing.papers.base import BOX, FIELD, LINE, OFFICE, empty_document, style_id
from handbook.printing.papers.content_controls import SIGNED, Controls, add, field
from handbook.printing.qr_code import qr_png
from handbook.views.papers import Piece, PieceKind, pieces, signatory, source_of, title_of
from handbook.views.web import Web

_WIDTH = Cm(16.5)  # of the text
_QR, _QR_SCALE = Cm(1.7), 6
_ROW = Cm(0.85)
_SHORT_HEAD, _NARROW = 4, Cm(1.3)  # letters of the head of a narrow column, and its width
_TO_SIGN = Pt(58)  # above the name of who signs
_STYLES = {
    PieceKind.SUBTITLE: "Subtitle",
    PieceKind.HEADING: "Heading 2",
    PieceKind.TITLE: LINE,
    PieceKind.TEXT: "Normal",
}  # of pieces of one paragraph
_ROOM = {"Normal": 146, "List Bullet": 136, "List Number": 136, FIELD: 96}  # of a line, in spaces
_PLACE = re.compile(r"\{(\w+)\}")


def paper_file(web: Web, paper: Paper, address: str, when: datetime) -> bytes:
    """The paper whose page is at `address` as DOCX, dated `when`: the same bytes whenever it is made."""
    locale = web.locale
    document = empty_document(locale.language)
    _properties(document, locale, paper, when)
    writer = _Writer(document, locale)
    writer.paragraph("Heading 1", title_of(locale, paper))
    for piece in pieces(locale, paper):
        writer.add(piece)
    _foot(document, locale, web.page(address) if web.root else "")
    out = io.BytesIO()
    document.save(out)
    return _repacked(out, when)


class _Writer:
    """Writes pieces into a document, one after the other."""

    def __init__(self, document: Document, locale: Locale):
        self._document, self._locale = document, locale
        self._controls = Controls()
        self._boxes = 0

    def add(self, piece: Piece) -> None:
        """Write one piece."""
        if piece.kind in _STYLES:
            made = self.paragraph(_STYLES[piece.kind], piece.lines[0])
            if piece.on_new_page:
                made.paragraph_format.page_break_before = True
        elif piece.kind is PieceKind.POINTS:
            for line in piece.lines:
                self.paragraph("List Bullet", line)
        elif piece.kind is PieceKind.NUMBERED:
            self._numbered(piece.lines)
        elif piece.kind is PieceKind.FIELDS:
            for name, value in piece.fields:
                self._field(name, value)
        elif piece.kind is PieceKind.TABLE:
            self._table(piece)
        elif piece.kind is PieceKind.BOXES:
            for line in piece.lines:
                self._box(line)
        else:
            self._signatures(piece.lines)

    def paragraph(self, style: str, line: Line) -> Paragraph:
        """Write a paragraph."""
        made = self._styled(style)
        self._write(made, line, _ROOM.get(style, 0))
        return made

    def _styled(self, style: str) -> Paragraph:
        """A new paragraph; setting the id of its style saves a search through all styles."""
        made = self._document.add_paragraph()
        made._p.style = style_id(style)
        return made

    def _write(self, paragraph: Paragraph, line: Line, room: int = 0) -> None:
        """Words and blanks; a blank that has a line for itself takes all its `room`, told in spaces."""
        room = room if is_alone(line) else 0
        for piece in line:
            if isinstance(piece, Blank):
                paragraph._p.append(self._controls.blank(piece, room))
            else:
                paragraph.add_run(piece)

    def _numbered(self, lines: Sequence[Line]) -> None:
        """A list that begins at 1, as each does."""
        numbering = self._document.part.numbering_part.element
        of_style = self._document.styles["List Number"].element.pPr.numPr.numId.val
        number = numbering.add_num(numbering.num_having_numId(of_style).abstractNumId.val)
        number.add_lvlOverride(0).add_startOverride(1)
        for line in lines:
            paragraph = self.paragraph("List Number", line)._p
            add(paragraph, ["w:pPr", "w:numPr", "w:ilvl"], val="0")
            add(paragraph, ["w:pPr", "w:numPr", "w:numId"], val=str(number.numId))

    def _field(self, name: Line, value: Line) -> None:
        made = self._styled(FIELD)
        self._write(made, name)
        made.add_run("\t: ")
        self._write(made, value, _ROOM[FIELD])

    def _box(self, line: Line) -> None:
        made = self._styled(BOX)
        self._boxes += 1
        made._p.append(self._controls.box(said(line), self._boxes))
        made.add_run("\t")
        self._write(made, line)

    def _table(self, piece: Piece) -> None:
        made = self._document.add_table(len(piece.rows) + 1, len(piece.lines))
        made._tbl.tblStyle_val = style_id("Table Grid")
        made.alignment = WD_TABLE_ALIGNMENT.LEFT
        made.autofit = False
        widths = _widths(piece.lines)
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        for place, (row, first) in enumerate(zip(made.rows, ((), *piece.rows), strict=True)):
            cells = row.cells
            for cell, width in zip(cells, widths, strict=True):
                cell.width = width
            add(row._tr, ["w:trPr", "w:cantSplit"])
            if place:
                row.height, row.height_rule = _ROW, WD_ROW_HEIGHT_RULE.AT_LEAST
                self._write(_only(cells[0]), first)
            else:
                self._heads(cells, piece.lines)
                add(row._tr, ["w:trPr", "w:tblHeader"])
        _space_within(made)
        self._document.add_paragraph().paragraph_format.space_after = Pt(0)

    def _heads(self, cells: Sequence[_Cell], lines: Sequence[Line]) -> None:
        for cell, line in zip(cells, lines, strict=True):
            head = _only(cell)
            self._write(head, line)
            for run in head.runs:
                run.bold = True
            add(cell._tc, ["w:tcPr", "w:shd"], val="clear", color="auto", fill="EDEDED")

    def _signatures(self, lines: Sequence[Line]) -> None:
        """Two side by side; one alone, or the last of an odd number, stands on the right."""
        rows = -(-len(lines) // 2)
        made = self._document.add_table(rows, 2)
        made.autofit = False
        _without_heads(made)
        cells = [cell for row in made.rows for cell in row.cells]
        if len(lines) % 2:
            cells.pop(-2)
        for row in made.rows:
            add(row._tr, ["w:trPr", "w:cantSplit"])
        for cell, line in zip(cells, lines, strict=True):
            office = _only(cell)
            office._p.style, office.paragraph_format.space_before = style_id(OFFICE), Pt(18)
            self._write(office, line)
            name = cell.add_paragraph()
            name._p.style = style_id(OFFICE)
            name.paragraph_format.space_before = _TO_SIGN
            name.paragraph_format.keep_with_next = False
            name._p.append(self._controls.blank(signatory(self._locale), SIGNED, below=True))


def _widths(heads: Sequence[Line]) -> list[Length]:
    """Widths of columns: those with the shortest heads, such as numbers, are narrow."""
    narrow = [len(said(head)) <= _SHORT_HEAD for head in heads]
    wide = narrow.count(False)
    rest = Length((_WIDTH - _NARROW * narrow.count(True)) // wide) if wide else Length(_WIDTH // len(heads))
    return [_NARROW if short and wide else rest for short in narrow]


def _only(cell: _Cell) -> Paragraph:
    """The paragraph of a new cell, close to its edges."""
    made: Paragraph = cell.paragraphs[0]
    made.paragraph_format.space_after = Pt(0)
    return made


def _without_heads(table: Table) -> None:
    """Say that neither the first row nor the first column of a table are heads."""
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:val"), "0000")
        for name in ("firstRow", "firstColumn"):
            look.set(qn(f"w:{name}"), "0")


def _space_within(table: Table) -> None:
    properties = table._tbl.tblPr
    margins = add(properties, ["w:tblCellMar"])
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.append(look)  # the order of the format
    for side in ("top", "left", "bottom", "right"):
        add(margins, [f"w:{side}"], w="60" if side in ("top", "bottom") else "100", type="dxa")


def _foot(document: Document, locale: Locale, address: str) -> None:
    """The foot of every page: the code that leads to the paper on the web, its address, the page's number."""
    footer = document.sections[0].footer
    last = footer.paragraphs[0]
    table = footer.add_table(1, 2, _WIDTH)
    table.autofit = False
    _without_heads(table)
    footer._element.insert(0, table._tbl)
    left, right = table.rows[0].cells
    for column, cell, width in zip(table.columns, (left, right), (Cm(2), _WIDTH - Cm(2)), strict=True):
        column.width = cell.width = Length(width)
    words, text = _only(left), _only(right)
    for paragraph in (words, text, last):
        paragraph._p.style = style_id("Footer")
    last.paragraph_format.line_spacing = Pt(1)
    if address:
        picture = words.add_run().add_picture(io.BytesIO(qr_png(address, _QR_SCALE)), width=_QR)
        shown = picture._inline.docPr
        shown.set("name", "QR")
        shown.set("descr", locale.label("print.qr_alt", address=address))
        text.add_run(source_of(locale, address))
        text.add_run().add_break()
    _page_number(text._p, locale.programme.labels["print.sheet_of"].get(locale.language), text)
    add(right._tc, ["w:tcPr", "w:vAlign"], val="center")


def _page_number(element: etree._Element, label: str, paragraph: Paragraph) -> None:
    """The label with fields for the number of the page and of all pages."""
    instructions = {"number": "PAGE", "count": "NUMPAGES"}
    for place, piece in enumerate(_PLACE.split(label)):
        if place % 2:
            field(element, instructions[piece])
        elif piece:
            paragraph.add_run(piece)


def _properties(document: Document, locale: Locale, paper: Paper, when: datetime) -> None:
    held, about = document.core_properties, locale.about
    held.title, held.author = locale.text(paper.name), locale.text(about.publisher)
    held.subject, held.keywords = locale.text(paper.summary), about.edition
    held.language, held.comments, held.revision = locale.language, "", 1
    held.created = held.modified = when.replace(tzinfo=None)
    held.last_modified_by = held.author


def _repacked(saved: io.BytesIO, when: datetime) -> bytes:
    """The same file with the same times in it, whenever it is made."""
    time = max(when.replace(tzinfo=None), datetime(1980, 1, 1)).timetuple()[:6]
    out = io.BytesIO()
    with zipfile.ZipFile(saved) as held, zipfile.ZipFile(out, "w") as made:
        for name in held.namelist():
            entry = zipfile.ZipInfo(name, time)
            entry.create_system, entry.compress_type = 3, zipfile.ZIP_DEFLATED
            made.writestr(entry, held.read(name))
    return out.getvalue()
