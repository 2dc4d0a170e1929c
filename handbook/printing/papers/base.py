"""The empty document of all papers of a language: page, styles, properties."""

from __future__ import annotations

import io
from functools import lru_cache

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_UNDERLINE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import BaseStyle, CharacterStyle, ParagraphStyle

from handbook.formats import direction, regional_tag
from handbook.printing.papers.content_controls import add

FONT = "Arial"  # on every machine, or there is one of the same widths
FIELD, LINE, OFFICE, BOX = "Field", "Line above", "Signatory", "Box"  # paragraph styles of ours
NAMES = Cm(5.5)  # the column of the names of fields
_BLACK, _SOFT = RGBColor(0, 0, 0), RGBColor(0x40, 0x40, 0x40)
_KEPT = frozenset(
    {
        *("Normal", "Header", "Footer", "Heading 1", "Heading 2", "Subtitle", "List Bullet", "List Number"),
        *("Default Paragraph Font", "Normal Table", "No List", "Table Grid"),
    }
)
_LEFT_OUT = ("stylesWithEffects", "customXml", "thumbnail")  # parts of the library's own template


def empty_document(language: str) -> Document:
    """A document of our styles without content."""
    return docx.Document(io.BytesIO(_made(language)))


def style_id(name: str) -> str:
    """The id of a style of these documents."""
    return name.replace(" ", "")


@lru_cache(maxsize=8)
def _made(language: str) -> bytes:
    """That document as a file: reading it takes less time than making it again for each paper."""
    document = docx.Document()
    _without_spare_parts(document)
    for style in list(document.styles):
        if style.name not in _KEPT:
            style.element.getparent().remove(style.element)
    _styles(document, language)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    section.footer_distance = Cm(0.9)
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), regional_tag(language))
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # else Word opens it in a mode for older files
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _without_spare_parts(document: Document) -> None:
    for rels in (document.part.rels, document.part.package.rels):
        for name, relation in list(rels.items()):
            if any(word in relation.reltype for word in _LEFT_OUT):
                del rels[name]


def _styles(document: Document, language: str) -> None:
    styles = document.styles
    defaults = styles.element.find(qn("w:docDefaults"))
    words = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    words.find(qn("w:lang")).set(qn("w:val"), regional_tag(language))
    fonts = words.find(qn("w:rFonts"))
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    normal = _paragraph(styles["Normal"], size=11, after=6)
    normal.paragraph_format.line_spacing = 1.15
    if direction(language) == "rtl":
        properties = normal.element.get_or_add_pPr()
        properties.insert(0, add(properties, ["w:bidi"]))
        add(normal.element, ["w:rPr", "w:rtl"])
    title = _paragraph(styles["Heading 1"], size=14, bold=True, before=0, after=12)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    below = _paragraph(styles["Subtitle"], size=12, bold=True, after=8)
    below.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _paragraph(styles["Heading 2"], size=11.5, bold=True, before=14, after=4)
    for name in ("List Bullet", "List Number"):
        _paragraph(styles[name], size=11, after=3)
    _paragraph(styles["Footer"], size=8, after=0)
    line = _paragraph(styles.add_style(LINE, WD_STYLE_TYPE.PARAGRAPH), size=11, bold=True, before=10, after=4)
    line.paragraph_format.keep_with_next = True
    field = _paragraph(styles.add_style(FIELD, WD_STYLE_TYPE.PARAGRAPH), size=11, after=5)
    field.paragraph_format.left_indent, field.paragraph_format.first_line_indent = NAMES, -NAMES
    field.paragraph_format.tab_stops.add_tab_stop(NAMES)
    box = _paragraph(styles.add_style(BOX, WD_STYLE_TYPE.PARAGRAPH), size=11, after=5)
    box.paragraph_format.left_indent, box.paragraph_format.first_line_indent = Cm(0.8), -Cm(0.8)
    box.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))
    office = _paragraph(styles.add_style(OFFICE, WD_STYLE_TYPE.PARAGRAPH), size=11, after=0)
    office.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    office.paragraph_format.keep_with_next = True
    _characters(
        styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    ).font.underline = WD_UNDERLINE.DOTTED
    _characters(styles.add_style("Blank Hint", WD_STYLE_TYPE.CHARACTER)).font.size = Pt(8)


def _paragraph(
    style: BaseStyle, *, size: float, bold: bool = False, before: float | None = None, after: float = 0
) -> ParagraphStyle:
    """A paragraph style in our font, black, as large as told."""
    assert isinstance(style, ParagraphStyle)
    for part in ("w:link", "w:rPr"):
        found = style.element.find(qn(part))
        if found is not None:
            style.element.remove(found)
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold or None, _BLACK
    style.paragraph_format.space_after = Pt(after)
    if before is not None:
        style.paragraph_format.space_before = Pt(before)
    style.quick_style = True
    return style


def _characters(style: BaseStyle) -> CharacterStyle:
    assert isinstance(style, CharacterStyle)
    style.font.color.rgb = _SOFT
    return style
