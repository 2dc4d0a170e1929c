"""From a printed form that is ready to a PDF, by Typst."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typst

from handbook.outputs.pictures import Format
from handbook.printing.booklet import impose
from handbook.printing.job import PrintJob
from handbook.printing.joined import join
from handbook.printing.parts import SetPart
from handbook.printing.postprocess import finish
from handbook.resources import FONTS, PRINT

_SPACE = re.compile(r"\s+")


class Unprintable(ValueError):
    """A printed form cannot be typeset; the message says why."""


def typeset(job: PrintJob, folder: Path) -> bytes:
    """The printed form as PDF, made in the empty folder `folder`.

    Raises:
        Unprintable: with Typst's reason.
    """
    lay_out(folder, job.document, job.settings, job.pictures)
    try:
        made = typst.compile(
            str(folder / job.template),
            pdf_standards=["ua-1"],  # Typst fails if the result is not PDF/UA-1
            timestamp=job.when,
            **_world(folder),
        )
    except typst.TypstError as error:
        raise Unprintable(_SPACE.sub(" ", f"{error.message} {' '.join(error.hints)}").strip()) from None
    assert isinstance(made, bytes)
    return made


def set_part(job: PrintJob) -> tuple[bytes, Mapping[str, Any]]:
    """A part of a book as PDF, and what it tells of itself.

    Raises:
        Unprintable: with Typst's reason.
    """
    with tempfile.TemporaryDirectory(prefix="handbook-print-") as name:
        made = typeset(job, Path(name))
        return made, _facts(job, Path(name))


def measure_part(job: PrintJob) -> Mapping[str, Any]:
    """What a part of a book tells of itself.

    Raises:
        Unprintable: with Typst's reason.
    """
    with tempfile.TemporaryDirectory(prefix="handbook-print-") as name:
        lay_out(Path(name), job.document, job.settings, job.pictures)
        try:
            return _facts(job, Path(name))
        except RuntimeError:
            set_type(job)  # which says more of why it cannot be set
            raise


def _facts(job: PrintJob, folder: Path) -> Mapping[str, Any]:
    held = typst.query(str(folder / job.template), "<facts>", field="value", **_world(folder))
    told: list[Mapping[str, Any]] = json.loads(held)
    return told[0]


def _world(folder: Path) -> dict[str, Any]:
    """Where Typst finds what it needs."""
    return {
        "root": str(folder),
        "font_paths": [str(FONTS)],
        "ignore_system_fonts": True,
        "sys_inputs": {"folder": "/document"},
    }


def draw(template: Path, root: Path, form: Format, dots: int, inputs: dict[str, str]) -> bytes:
    """A template of one page, below `root`, as a picture of so many `dots` an inch.

    Raises:
        typst.TypstError: if Typst refuses it.
    """
    made = typst.compile(
        str(template),
        root=str(root),
        format=form,
        ppi=dots,
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )
    assert isinstance(made, bytes)
    return made


def set_type(job: PrintJob) -> bytes:
    """The printed form as Typst makes it.

    Raises:
        Unprintable: if Typst refuses it.
    """
    with tempfile.TemporaryDirectory(prefix="handbook-print-") as folder:
        return typeset(job, Path(folder))


def complete(job: PrintJob, pdf: bytes) -> bytes:
    """The finished form from what Typst made."""
    pdf = finish(pdf, job.row_heads, job.aliases)
    return impose(pdf) if job.kind == "booklet" else pdf


def bind(job: PrintJob, parts: Sequence[SetPart]) -> bytes:
    """The finished book from its parts."""
    return join(parts, job.row_heads, job.aliases)


def picture_fault(file: Path) -> str:
    """Why Typst cannot read a picture; "" if it can."""
    content = f"#image({json.dumps(f'/{file.name}')})".encode()
    try:
        typst.compile(content, root=str(file.parent), ignore_system_fonts=True)  # type: ignore[type-var]
    except typst.TypstError as error:
        return _SPACE.sub(" ", error.message).strip()
    return ""


def lay_out(folder: Path, document: bytes, settings: bytes, pictures: Mapping[str, bytes]) -> None:
    """Put what is to be printed and the templates where Typst can find them."""
    own = folder / "document"
    own.mkdir(parents=True)
    (own / "document.xml").write_bytes(document)
    (own / "edition.json").write_bytes(settings)
    for name, content in pictures.items():
        (own / name).parent.mkdir(exist_ok=True, parents=True)
        (own / name).write_bytes(content)
    for template in PRINT.glob("*.typ"):
        (folder / template.name).write_bytes(template.read_bytes())
