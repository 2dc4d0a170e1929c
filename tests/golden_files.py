"""The contents of one page of each kind, as they were when somebody last looked at them.

When pages change on purpose, look at the differences and write the files anew:

    .venv/bin/python -m tests.golden_files --write
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from tests.places import LIBRARIES
from tests.site_builds import build

FOLDER = Path(__file__).parent / "golden"
ADDRESSES = {
    "home": "",
    "stages": "s",
    "stage": "s/2",
    "role": "r/{role}",
    "task": "t/l1",
    "document": "d/{document}",
    "partner": "p/{partner}",
    "topic": "{topic}",
    "terms": "{terms}",
    "matrix": "{matrix}",
    "transition": "{transition}",
    "sources": "{sources}",
    "questions": "{questions}",
    "accessibility": "{accessibility}",
    "privacy": "{privacy}",
    "contact": "{contact}",
}
LANGUAGES = {"id": "", "en": "en"}
ORIGINAL, TRANSLATION = LANGUAGES


def addresses() -> dict[str, str]:
    """Address of the page that stands for each kind: the first record of its section."""
    from handbook.source.load import load

    programme = load(LIBRARIES)
    overview = programme.programme.addresses
    first = {
        "role": next(iter(programme.roles)),
        "document": next(iter(programme.documents)),
        "partner": next(iter(programme.partners)),
        "topic": next(iter(programme.topics)),
    }
    named = {**first, **overview.model_dump()}
    return {kind: address.format(**named) for kind, address in ADDRESSES.items()}


def contents(site: Path, language: str, address: str) -> str:
    """The article of a page, a tag or text a line, so that differences can be read."""
    text = (site / LANGUAGES[language] / address / "index.html").read_text(encoding="utf-8")
    article = re.search(r"<article[^>]*>(.*)</article>", text, re.DOTALL)
    assert article, address
    pieces = re.split(r"(<[^>]+>)", article[1])
    lines = (" ".join(piece.split()) for piece in pieces)
    return "\n".join(line for line in lines if line) + "\n"


def tags(page: str) -> list[tuple[str, ...]]:
    """The tags of a page with their classes and anchors, without its words."""
    found = re.findall(r"<(/?\w+)([^>]*)>", page)
    return [(name, *re.findall(r'\b(?:class|id)="([^"]*)"', rest)) for name, rest in found]


def file_of(kind: str, language: str) -> Path:
    """The golden file of a kind of page; of the translation only if its tags differ from the original's."""
    return FOLDER / f"{kind}.{language}.html"


def main() -> int:
    """Write all golden files, or say how to."""
    if sys.argv[1:] != ["--write"]:
        print(__doc__)
        return 2
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        site = build(Path(name) / "site", "--data", str(LIBRARIES))
        for kind, address in addresses().items():
            original, translation = (contents(site, language, address) for language in LANGUAGES)
            file_of(kind, ORIGINAL).write_text(original, encoding="utf-8")
            file_of(kind, TRANSLATION).unlink(missing_ok=True)
            if tags(translation) != tags(original):
                file_of(kind, TRANSLATION).write_text(translation, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
