"""The generator knows this programme by no name of its own."""

from __future__ import annotations

import re

from handbook.source.load import load
from tests.places import ROOT

ENDINGS = {".py", ".html", ".js", ".css", ".xml", ".md", ".typ", ".svg", ".yaml"}


def test_code_knows_no_role_partner_or_document_of_this_programme() -> None:
    programme = load(ROOT / "data")
    keys = [*programme.roles, *programme.partners, *programme.documents]
    assert len(keys) > 12
    names = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, keys))})(?![\w-])", re.IGNORECASE)
    files = [
        file
        for place in ("handbook", "macros")
        for file in sorted((ROOT / place).rglob("*"))
        if file.suffix in ENDINGS and "languages" not in file.parts  # what search knows of a language's words
    ]
    found = {file.name: names.findall(file.read_text(encoding="utf-8")) for file in files}
    assert len(files) > 200
    assert {name: words for name, words in found.items() if words} == {}
