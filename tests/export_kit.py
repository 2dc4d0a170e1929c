"""Data files of programmes, made without building a site, and programmes that are hard to write down."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import openpyxl

from handbook.export.words import Words
from handbook.localised import Locale, locales
from handbook.model.parts import Step
from handbook.model.records import Programme, Task
from handbook.model.text import Ground, Statement, Text
from handbook.source.load import Dataset, read
from tests._small import change, write_small
from tests.places import LIBRARIES, LIBRARIES_DOCS

SITE = "https://example.org/"
PASSAGES = {
    "awal": {"id": "Bagian awal, alinea 1", "en": "First part, paragraph 1"},
    "akhir": {"id": "Bagian akhir, alinea 2", "en": "Last part, paragraph 2"},
}


def _with_passages() -> Dataset:
    """The second programme, with the passages of its source and what tells them."""
    data = Path(shutil.copytree(LIBRARIES, Path(mkdtemp(prefix="passages-")) / "data"))
    for file in data.glob("*.yaml"):
        told = re.sub(
            r"(?m)^( +)ground: source$",
            r"\1ground: source\n\1passage: [awal, akhir]",
            file.read_text("utf-8"),
        )
        file.write_text(told, "utf-8")
    change(
        data / "sources.yaml",
        "certainty: given\n",
        f"certainty: given\n    passages: {json.dumps(PASSAGES)}\n",
    )
    return read(data, LIBRARIES_DOCS)


DATASETS = {
    "libraries": lambda: read(LIBRARIES, LIBRARIES_DOCS),
    "garden": lambda: read(write_small(Path(mkdtemp(prefix="garden-")))),
    "passages": _with_passages,
}
# What a cell, a table or a script could trip over.
HOSTILE = (
    "=1+1",
    "+62 21 555",
    "-5 °C",
    "@SUM(A1:A9)",
    "  =HYPERLINK(1)",
    "'=1",
    "''+1",
    "'plain apostrophe",
    "＝1+1",
    'said "yes", then; "no"',
    "before;=1+1; -2",
    "line\nbreak\r\n=1",
    "\ttab, then =1",
    "</script><script>alert(1)</script>",
    "😀 👩‍👩‍👧 é",
    "nul\0 bell\a end",
    "_x0041_ and & < >",
    "{=1+1}",
    "https://example.org/not-a-link",
    "long " * 8_000,
    " ",
)


@cache
def dataset(name: str) -> Dataset:
    """A programme of the tests: `libraries`, `garden` or, with the passages of its source, `passages`."""
    return DATASETS[name]()


@cache
def programme(name: str) -> Programme:
    """The programme of that name."""
    held = dataset(name).programme
    assert held is not None
    return held


@cache
def words_of(name: str) -> Words:
    """Its words, for a site at SITE."""
    return Words(locales(dataset(name)), SITE)


def words_for(held: Programme, site_url: str = SITE) -> Words:
    """The words of any programme."""
    return Words({code: Locale(held, code) for code in held.languages}, site_url)


def with_tasks(texts: Iterable[str]) -> Programme:
    """The second programme with a task for each text, which says it wherever a task can say something."""
    held = programme("libraries")
    group = next(iter(held.groups))

    def task(words: str) -> Task:
        wording = dict.fromkeys(held.languages, words)
        said: dict[str, Any] = {"wording": wording, "ground": Ground.EDITORIAL}
        statement = Statement(**said)
        step = Step(**said, who=Text(wording=wording), leaves=Text(wording=wording))
        return Task(
            name=Text(wording=wording),
            group=group,
            summary=statement,
            counterpart=(),
            purpose=(statement, statement),
            steps=(step,),
            evidence=(statement,),
        )

    return held.model_copy(update={"tasks": {f"X{n}": task(words) for n, words in enumerate(texts)}})


def opened(content: bytes) -> Any:
    """A workbook as a reader sees it."""
    return openpyxl.load_workbook(io.BytesIO(content))
