"""Links from the pages of a built site to what is printed, with the size of each file.

The site is built first and printed from, so that sizes are known only afterwards; the pages hold marks where
the links go (theme/main.html, templates/downloads.html), and these stay, to be filled anew at the next run.
"""

from __future__ import annotations

import html
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pikepdf

from handbook.built_site.picture_links import Gallery
from handbook.files import write_whole
from handbook.formats import size_in_words
from handbook.localised import Edition, editions
from handbook.outputs.handouts import FOLDER as HANDOUTS
from handbook.outputs.handouts import Handout, handouts
from handbook.outputs.pictures import FOLDER as PICTURES
from handbook.outputs.printed import FOLDER, Printed, plan, printed_forms
from handbook.outputs.session_files import File, in_language, named, path_of
from handbook.printing import cache
from handbook.printing.postprocess import destinations
from handbook.source.load import Dataset
from handbook.views.session_files import title_of

_PAGE = re.compile(r"(<!--printed-page:(.*?)-->).*?(<!--/printed-page-->)", re.DOTALL)
_FILE = re.compile(r"(<!--printed:(.*?)-->).*?(<!--/printed-->)", re.DOTALL)
_HANDOUTS = re.compile(r"(<!--handouts(?::(.*?))?-->).*?(<!--/handouts-->)", re.DOTALL)
_PICTURES = re.compile(r"(<!--pictures:(\w+)/(.*?)-->).*?(<!--/pictures-->)", re.DOTALL)
_OF_SESSION = re.compile(r"(<!--handout:(.*?)-->).*?(<!--/handout-->)", re.DOTALL)
_FIXED_SPACE = "\u00a0"
_FORMAT = "PDF"  # the same in every language


@dataclass(frozen=True)
class _File:
    """A printed file: size in bytes, pages, and the page of each named destination of a book."""

    size: int
    pages: int
    places: Mapping[str, int]


def place(dataset: Dataset, site: Path) -> None:
    """Fill in the links on every page of the site in the folder `site`."""
    assert dataset.programme is not None
    known = {printed.name: printed for printed in plan(dataset.programme)}
    read = {name: _read(site / FOLDER / name, printed) for name, printed in known.items()}
    files = {name: file for name, file in read.items() if file is not None}
    folder = site / HANDOUTS
    handed = [handout for handout in handouts(dataset.programme) if (folder / handout.name).is_file()]
    made = {handout: (folder / handout.name).stat().st_size for handout in handed}
    drawn = _sizes(site / PICTURES)
    sessions = named(dataset.programme)
    for code, edition in editions(dataset).items():
        own = site if code == edition.original else site / code
        shelf = _Shelf(edition, known, files, made, Gallery(edition, drawn, size_in_words), sessions)
        for address, section, key in edition.addresses.pages():
            file = own / address / "index.html"
            if file.is_file():
                up = os.path.relpath(site, file.parent).replace(os.sep, "/")
                text = file.read_text(encoding="utf-8")
                filled = shelf.fill(text, section, key, address, up)
                if filled != text:
                    write_whole(file, filled.encode())


@dataclass(frozen=True)
class _Shelf:
    """The printed files as one language's pages link them."""

    edition: Edition
    known: Mapping[str, Printed]
    files: Mapping[str, _File]
    handouts: Mapping[Handout, int]  # with their sizes in bytes
    gallery: Gallery
    sessions: Mapping[str, tuple[File, ...]]  # what editors name for a session

    def fill(self, text: str, section: str, key: str, address: str, up: str) -> str:
        """A page's HTML with its links; `up` leads from the page to the site’s root."""
        text = _HANDOUTS.sub(lambda m: f"{m[1]}{self._handouts(up, m[2])}{m[3]}", text)
        text = _PICTURES.sub(lambda m: f"{m[1]}{self.gallery.of(m[2], m[3], up)}{m[4]}", text)
        text = _OF_SESSION.sub(
            lambda m: f"{m[1]}{self._of_session(m[2], up)}{m[3]}" if m[2] in self.sessions else m[0], text
        )
        text = _PAGE.sub(lambda m: f"{m[1]}{self._of_page(section, key, address, up)}{m[3]}", text)
        return _FILE.sub(
            lambda m: f"{m[1]}{self._listed(m[2], up)}{m[3]}" if m[2] in self.known else m[0], text
        )

    def _handouts(self, up: str, stage: str | None) -> str:
        """The shelf of handouts, or the rows of one stage; nothing where nobody has asked for any."""
        edition = self.edition
        rows = []
        for handout in self.handouts:
            if stage not in (None, handout.stage):
                continue
            name = (
                edition.name("stages", handout.stage) if handout.stage else edition.text(edition.about.title)
            )
            size = size_in_words(self.handouts[handout], edition.language)
            language = edition.about.language_names[handout.language]
            told = f'{html.escape(name)}: <span lang="{handout.language}">{html.escape(language)}</span>'
            target = f"{up}/{HANDOUTS}/{handout.name}"
            rows.append(f'<li><a href="{target}">{told} ({handout.format.upper()}, {size})</a></li>')
        if not rows or stage is not None:
            return "".join(rows)
        title, hint = (
            html.escape(edition.label(f"downloads.{key}")) for key in ("handouts", "handouts_hint")
        )
        return f'<h2 id="handouts">{title}</h2><p>{hint}</p><ul class="downloads">{"".join(rows)}</ul>'

    def _of_page(self, section: str, key: str, address: str, up: str) -> str:
        links = []
        for printed in printed_forms(section, key, self.edition.language):
            file = self.files.get(printed.name)
            if file is None:
                continue
            name = self.edition.label(f"print.kind.{printed.kind}")
            size = size_in_words(file.size, self.edition.language)
            target = f"{up}/{FOLDER}/{printed.name}"
            told = f"{_FORMAT}, {size}"
            if address in file.places:
                target += f"#{quote(address)}"
                told = self.edition.label("print.file_at", size=size, page=file.places[address])
            links.append(f'<a href="{target}" type="application/pdf">{html.escape(f"{name} ({told})")}</a>')
        if not links:
            return ""
        told = html.escape(self.edition.label("print.of_page"))
        return f'<p class="hb-printed">{told} {" · ".join(links)}</p>'

    def _of_session(self, name: str, up: str) -> str:
        """A link to a file that a session needs; nothing where there is no such file yet."""
        wanted = in_language(self.sessions[name], self.edition.language)
        if isinstance(wanted, Printed):
            file = self.files.get(wanted.name)
            size, kind, form = file.size if file else 0, ' type="application/pdf"', _FORMAT
        else:
            size, kind, form = self.gallery.sizes.get(wanted.name, 0), "", wanted.format.upper()
        if not size:
            return ""
        details = f"({form}, {size_in_words(size, self.edition.language)})".replace(" ", _FIXED_SPACE)
        told = html.escape(f"{title_of(self.edition, wanted)} {details}")
        return f'<a href="{up}/{path_of(wanted)}"{kind}>{told}</a>'

    def _listed(self, name: str, up: str) -> str:
        printed, file = self.known[name], self.files.get(name)
        names = self.edition.about.language_names
        spans = (f'<span lang="{code}">{html.escape(names[code])}</span>' for code in printed.languages)
        languages = " · ".join(spans)
        if file is None:
            return f"{languages} ({html.escape(self.edition.label('print.not_yet'))})"
        size = size_in_words(file.size, self.edition.language)
        told = html.escape(self.edition.label("print.file_pages", size=size, count=file.pages))
        opening = f'<a href="{up}/{FOLDER}/{name}" type="application/pdf" hreflang="{printed.languages[0]}">'
        return f"{opening}{languages} ({told})</a>"


def _sizes(folder: Path) -> dict[str, int]:
    """The files of a folder with their sizes in bytes."""
    return {file.name: file.stat().st_size for file in folder.iterdir()} if folder.is_dir() else {}


def _read(file: Path, printed: Printed) -> _File | None:
    """A printed file; None where there is none, or a damaged one."""

    def find_out() -> dict[str, Any]:
        with pikepdf.open(file) as pdf:
            places = destinations(pdf) if printed.kind == "book" else {}
            return {"pages": len(pdf.pages), "places": places}

    try:
        content = file.read_bytes()
        known = cache.facts(content, ("pages", "places"), find_out)
    except (OSError, pikepdf.PdfError):
        return None
    return _File(len(content), known["pages"], known["places"])
