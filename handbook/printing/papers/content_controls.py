"""Content controls: the blanks and boxes of a document, as Word and LibreOffice know them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from handbook.markup.blanks import Blank
from handbook.model.addresses import slug

PLACEHOLDER, HINT = "PlaceholderText", "BlankHint"  # ids of character styles of the base
SHORT, SIGNED = 18, 44  # widths of lines to write on, in spaces
_HINTS_WIDTH = 1.35  # of a letter of a hint, in spaces
_MOST = 64  # characters of a title or tag, as Word allows
_SPACE = "\u00a0"
_BOX, _TICKED, _BOX_FONT = "2610", "2612", "MS Gothic"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


class Controls:
    """Makes the content controls of one document, each with a number of its own."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def blank(self, blank: Blank, room: int = 0, *, below: bool = False) -> etree._Element:
        """A blank: until it is filled in, a line to write on, with its hint behind or `below` it.

        If it has `room`, told in spaces, the two fill that together, and more than one line can be written.
        """
        made, properties = self._control(blank.hint, tag_of(blank.hint))
        _add(properties, "w:showingPlcHdr")
        _add(properties, "w:text", **({"multiLine": "1"} if room else {}))
        content = _add(made, "w:sdtContent")
        behind = 0 if blank.beside or below else round((len(blank.hint) + 3) * _HINTS_WIDTH)
        width = max(SHORT, room - behind)
        _run(content, _SPACE * width, PLACEHOLDER)
        if not blank.beside:
            if below:
                _add(_add(content, "w:r"), "w:br")
            _run(content, blank.hint if below else f"{_SPACE}({blank.hint})", HINT)
        return made

    def box(self, words: str, number: int) -> etree._Element:
        """A box to tick beside `words`."""
        made, properties = self._control(words, f"box-{number}")
        box = OxmlElement("w:checkbox")
        box.tag = f"{_W14}checkbox"
        for name, font, value in (
            ("checked", "", "0"),
            ("checkedState", _BOX_FONT, _TICKED),
            ("uncheckedState", _BOX_FONT, _BOX),
        ):
            state = OxmlElement("w:checked")
            state.tag = f"{_W14}{name}"
            state.set(f"{_W14}val", value)
            if font:
                state.set(f"{_W14}font", font)
            box.append(state)
        properties.append(box)
        run = _add(_add(made, "w:sdtContent"), "w:r")
        fonts = dict.fromkeys(("ascii", "eastAsia", "hAnsi"), _BOX_FONT)
        _add(_add(run, "w:rPr"), "w:rFonts", **fonts, hint="eastAsia")
        _add(run, "w:t").text = chr(int(_BOX, 16))
        return made

    def _control(self, title: str, tag: str) -> tuple[etree._Element, etree._Element]:
        made = OxmlElement("w:sdt")
        properties = _add(made, "w:sdtPr")
        _add(properties, "w:alias", val=title[:_MOST])
        _add(properties, "w:tag", val=tag)
        _add(properties, "w:id", val=str(next(self._numbers)))
        return made, properties


def tag_of(hint: str) -> str:
    """The tag of a blank: the same for each with that hint, so that programs can fill in all of them."""
    return re.sub(r"[\W_]+", "-", slug(hint)).strip("-")[:_MOST]


def field(paragraph: etree._Element, instruction: str) -> None:
    """Add a field that the word processor works out, such as the number of the page."""
    made = _add(paragraph, "w:fldSimple", instr=instruction)
    _add(_add(made, "w:r"), "w:t").text = "1"


def _run(parent: etree._Element, words: str, style: str) -> None:
    run = _add(parent, "w:r")
    _add(_add(run, "w:rPr"), "w:rStyle", val=style)
    text = _add(run, "w:t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _add(parent: etree._Element, name: str, **values: str) -> etree._Element:
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    parent.append(made)
    return made


def add(parent: etree._Element, names: Sequence[str], **values: str) -> etree._Element:
    """Add an element inside others, which are made where they are missing; `values` are its attributes."""
    for name in names[:-1]:
        found = parent.find(qn(name))
        parent = _add(parent, name) if found is None else found
    return _add(parent, names[-1], **values)
