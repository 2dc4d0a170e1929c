"""The facts about a PDF that pages show, read from the file once and cached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from handbook.printing import cache
from handbook.printing.postprocess import destinations


@dataclass(frozen=True)
class PdfFacts:
    """Size in bytes, number of pages, and the page of each named destination."""

    size: int
    pages: int
    places: Mapping[str, int]


def pdf_facts(file: Path, *, with_places: bool) -> PdfFacts | None:
    """The facts about a PDF; None if there is none, or a damaged one."""

    def find_out() -> dict[str, Any]:
        with pikepdf.open(file) as pdf:
            return {"pages": len(pdf.pages), "places": destinations(pdf) if with_places else {}}

    try:
        content = file.read_bytes()
        known = cache.facts(content, ("pages", "places"), find_out)
    except (OSError, pikepdf.PdfError):
        return None
    return PdfFacts(len(content), known["pages"], known["places"])
