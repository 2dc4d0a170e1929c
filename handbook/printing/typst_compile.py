"""From an edition that is ready to a PDF, by Typst."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

import typst

from handbook.printing.booklet import impose
from handbook.printing.job import Ready
from handbook.printing.postprocess import finish
from handbook.resources import FONTS, PRINT

_SPACE = re.compile(r"\s+")


class Unprintable(ValueError):
    """An edition cannot be typeset; the message says why."""


def typeset(ready: Ready, folder: Path) -> bytes:
    """The edition as PDF, made in the empty folder `folder`.

    Raises:
        Unprintable: with Typst's reason.
    """
    _lay_out(ready, folder)
    try:
        made = typst.compile(
            str(folder / ready.template),
            root=str(folder),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"folder": "/matter"},
            pdf_standards=["ua-1"],  # Typst refuses what is not PDF/UA-1
            timestamp=ready.when,
        )
    except typst.TypstError as error:
        raise Unprintable(_SPACE.sub(" ", f"{error.message} {' '.join(error.hints)}").strip()) from None
    assert isinstance(made, bytes)
    return made


def set_type(ready: Ready) -> bytes:
    """The edition as Typst makes it.

    Raises:
        Unprintable: where Typst refuses it.
    """
    with tempfile.TemporaryDirectory(prefix="handbook-print-") as folder:
        return typeset(ready, Path(folder))


def complete(ready: Ready, pdf: bytes) -> bytes:
    """The finished edition from what Typst made."""
    pdf = finish(pdf, ready.row_heads, ready.aliases)
    return impose(pdf) if ready.kind == "booklet" else pdf


def picture_fault(file: Path) -> str:
    """Why Typst cannot read a picture; "" where it can."""
    content = f"#image({json.dumps(f'/{file.name}')})".encode()
    try:
        typst.compile(content, root=str(file.parent), ignore_system_fonts=True)  # type: ignore[type-var]
    except typst.TypstError as error:
        return _SPACE.sub(" ", error.message).strip()
    return ""


def _lay_out(ready: Ready, folder: Path) -> None:
    """Put the edition and the templates where Typst finds them."""
    own = folder / "matter"
    own.mkdir(parents=True)
    (own / "document.xml").write_bytes(ready.document)
    (own / "edition.json").write_bytes(ready.settings)
    for name, content in ready.pictures.items():
        (own / name).parent.mkdir(exist_ok=True, parents=True)
        (own / name).write_bytes(content)
    for template in PRINT.glob("*.typ"):
        (folder / template.name).write_bytes(template.read_bytes())
