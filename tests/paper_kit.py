"""The small programme with papers to fill in: one of every part, and one of almost nothing."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.document import Document
from lxml import etree

from handbook.localised import Locale, locales
from handbook.model.records import Paper
from handbook.printing.papers.word_file import paper_file
from handbook.source.load import Dataset, read
from handbook.views.web import Web
from tests.places import LIBRARIES, LIBRARIES_DOCS

SITE = "https://example.org/libraries/"
WHEN = datetime(2026, 1, 31, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
PAPERS = """\
papers:
  surat:
    name: {id: "Surat pinjam ruang", en: "Letter to borrow a room"}
    title: {id: "Surat {nama desa}", en: "Letter of {name of the village}"}
    summary: {id: "Meminta ruang kepada sekolah.", en: "Asks the school for a room.", ground: editorial}
    ground: editorial
    tasks: [S1]
    stages: ["1", "3"]
    documents: [buku-induk]
    notes:
      - {id: "Isi nomor paling akhir.", en: "Write the number last."}
    parts:
      - {heading: {id: "Nomor {nomor}", en: "Number {number}"}}
      - {text: {id: "Kepada {kepala sekolah} di {nama desa}: kami [meminjam]{id} ruang.", en: "To {head of the school} in {name of the village}: we borrow a room."}}
      - {heading: {id: "Keperluan", en: "What for"}, on_new_page: true}
      - {items: [{id: "membaca;", en: "reading;", ground: source}, {id: "{keperluan lain}.", en: "{other uses}."}], numbered: true, title: {id: "Untuk:", en: "For:"}}
      - {items: [{id: "Kunci kembali sore hari.", en: "The key comes back in the evening."}], numbered: true}
      - {items: [{id: "Ruang disapu.", en: "The room is swept."}]}
      - {fields: [{id: "Hari", en: "Day"}, {id: "Waktu: {mulai} sampai {selesai}", en: "Time: {start} to {end}"}]}
      - {table: {columns: [{id: "No.", en: "No.", same: true}, {id: "Judul buku", en: "Title of the book"}], rows: 2, first: [{id: "1", en: "1", same: true}, {id: "2", en: "2", same: true}, {id: "3", en: "3", same: true}]}}
      - {boxes: [{id: "Ruang sudah dilihat.", en: "The room was seen."}, {id: "Kunci nomor {nomor} ada.", en: "Key number {number} is there."}]}
      - {signature: {id: "Kepala {nama desa}", en: "Head of {name of the village}"}}
      - {signature: {id: "Kepala sekolah", en: "Head of the school"}}
  catatan:
    name: {id: "Catatan kosong", en: "Empty note"}
    summary: {id: "Satu baris saja.", en: "One line only.", ground: editorial}
    parts:
      - {text: {id: "{isi catatan}", en: "{what to note}", ground: editorial}}
"""  # noqa: E501
BLANKS = 12  # of the letter: nine in braces, a field, the names of two who sign
BOXES = 2


def with_papers(folder: Path) -> Path:
    """The data of the small programme with papers, and its prose beside it, below `folder`."""
    shutil.copytree(LIBRARIES, folder / "data")
    shutil.copytree(LIBRARIES_DOCS, folder / "docs")
    (folder / "data" / "papers.yaml").write_text(PAPERS, encoding="utf-8")
    return folder / "data"


def dataset_with_papers(folder: Path) -> Dataset:
    """That programme, read."""
    dataset = read(with_papers(folder))
    assert dataset.problems == []
    return dataset


def written(locale: Locale, key: str, site_url: str = SITE) -> bytes:
    """A paper as DOCX."""
    paper = locale.record("papers", key)
    assert isinstance(paper, Paper)
    return paper_file(Web(locale, site_url), paper, locale.addresses.of("papers", key), WHEN)


def opened(content: bytes) -> Document:
    """A DOCX as its library reads it."""
    return docx.Document(io.BytesIO(content))


def part(content: bytes, name: str) -> etree._Element:
    """A part of a DOCX, parsed."""
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        return etree.fromstring(held.read(name))


def controls(content: bytes, *, boxes: bool = False) -> Iterator[tuple[str, str]]:
    """Title and tag of each content control that is filled in with words, or of each box."""
    for made in part(content, "word/document.xml").iter(f"{W}sdtPr"):
        if (made.find(f"{W14}checkbox") is not None) is boxes:
            title, tag = (made.find(f"{W}{name}") for name in ("alias", "tag"))
            assert title is not None and tag is not None
            yield title.get(f"{W}val", ""), tag.get(f"{W}val", "")


def languages_of(dataset: Dataset) -> dict[str, Locale]:
    """A programme in its languages."""
    return locales(dataset)
