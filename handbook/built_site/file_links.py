"""Links from the pages of a built site to the files made from it, with the size of each.

The site is built first, so sizes are known only afterwards. Pages hold marks where the links go, such as
`<!--printed:handbook.id.pdf-->…<!--/printed-->`; the marks stay, to be filled again when files change.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import escape

from handbook.built_site.offline import archive_of, is_current
from handbook.files import write_whole
from handbook.formats import size_in_words
from handbook.html.environment import environment
from handbook.localised import Locale, locales
from handbook.outputs import data_files, handouts, offline, papers, pictures, printed
from handbook.outputs.handouts import Handout
from handbook.outputs.pictures import Figure, Picture
from handbook.outputs.printed import Printed, printed_forms
from handbook.outputs.session_files import in_language, named, path_of
from handbook.source.load import Dataset
from handbook.views.papers import papers_beside
from handbook.views.pictures.on_pages import figures
from handbook.views.portions import portions
from handbook.views.session_links import title_of

_MARK = re.compile(
    r"(?P<opening><!--(?P<kind>printed-page|printed|handouts|handout|docx|pictures|data|offline)"
    r"(?::(?P<name>.*?))?-->).*?(?P<closing><!--/(?P=kind)-->)",
    re.DOTALL,
)
_LINKED_LATER = frozenset({"printed-page", "printed", "handouts", "handout", "docx", "pictures"})
_LISTING_DATA = ("data", "downloads")  # the overviews that list data files
_FIXED_SPACE = "\u00a0"
_THUMBNAIL = 128  # pixels of the QR code beside the links to pictures


@dataclass(frozen=True)
class MadeFile:
    """A file made from a site: its size in bytes and, for a PDF, its pages and named destinations."""

    size: int
    pages: int = 0
    places: Mapping[str, int] = field(default_factory=dict)  # page numbers


@dataclass(frozen=True)
class _Page:
    """A page whose marks are filled; `up` leads from it to the site's root."""

    section: str
    key: str
    address: str
    up: str


def link_files(dataset: Dataset, site: Path, only: Collection[str] | None = None) -> None:
    """Fill in the links to everything made from the site in the folder `site`.

    That is done on all its pages, or `only` on those whose files, below the site's root, have such names.
    """
    # Imported late: building a site needs the rest of this module, but not the PDF library.
    from handbook.printing.pdf_facts import pdf_facts

    known = locales(dataset)
    original = next(iter(known.values())).programme
    folders = (handouts.FOLDER, pictures.FOLDER, papers.FOLDER)
    made = {path: file for folder in folders for path, file in _sizes(site, folder).items()}
    for form in printed.plan(original):
        facts = pdf_facts(site / printed.FOLDER / form.name, with_places=form.kind == "book")
        if facts is not None:
            made[f"{printed.FOLDER}/{form.name}"] = MadeFile(facts.size, facts.pages, facts.places)
    for locale in known.values():
        links = _Links(locale, made, _LINKED_LATER)
        for address, section, key in locale.addresses.pages():
            _fill(links, site, section, key, address, only)
        for portion in portions(locale).values():
            _fill(links, site, portion.section, portion.key, portion.address, only)
    if only is None:
        link_offline_copy(dataset, site)


def link_data_files(dataset: Dataset, site: Path) -> None:
    """Fill in kind and size of the data files of a site on the pages that list them."""
    made = _sizes(site, data_files.FOLDER)
    for locale in locales(dataset).values():
        for kind in _LISTING_DATA:
            _fill(_Links(locale, made, frozenset({"data"})), site, kind, "", locale.addresses.overviews[kind])


def link_offline_copy(dataset: Dataset, site: Path) -> bool:
    """Link the offline copy of a site from its pages of downloads; say whether there is one.

    A copy of any site but the one in the folder is removed: its content would differ.
    """
    known = locales(dataset)
    archive = archive_of(site)
    if archive.is_file() and not is_current(known, site):
        archive.unlink()
    made = _sizes(site, offline.FOLDER)
    for locale in known.values():
        links = _Links(locale, made, frozenset({"offline"}))
        _fill(links, site, "downloads", "", locale.addresses.overviews["downloads"])
    return bool(made)


def _fill(
    links: _Links, site: Path, section: str, key: str, address: str, only: Collection[str] | None = None
) -> None:
    """Fill in the marks of one page, if the site has it."""
    locale = links.locale
    own = site if locale.language == locale.original else site / locale.language
    file = own / address / "index.html"
    if only is not None and file.relative_to(site).as_posix() not in only:
        return
    if file.is_file():
        up = os.path.relpath(site, file.parent).replace(os.sep, "/")
        text = file.read_text(encoding="utf-8")
        filled = links.fill(text, _Page(section, key, address, up))
        if filled != text:
            write_whole(file, filled)


@dataclass(frozen=True)
class _Links:
    """Links to files on one language's pages; `made` are the files that exist, by path below the site's root.

    Only marks of the kinds `filled` are touched.
    """

    locale: Locale
    made: Mapping[str, MadeFile]
    filled: Collection[str]

    def fill(self, text: str, page: _Page) -> str:
        """The HTML of a page with its links."""

        def link(mark: re.Match[str]) -> str:
            if mark["kind"] not in self.filled:
                return mark[0]
            html = getattr(self, f"_{mark['kind'].replace('-', '_')}")(mark["name"], page)
            return mark[0] if html is None else f"{mark['opening']}{html}{mark['closing']}"

        return _MARK.sub(link, text)

    @cached_property
    def _html(self) -> Any:
        """The macros of the links template."""
        locale = self.locale
        names = {"t": locale.label, "about": locale.about}
        return environment().get_template("file_links.html").make_module(names)

    @cached_property
    def _printed_forms(self) -> Mapping[str, Printed]:
        return {form.name: form for form in printed.plan(self.locale.programme)}

    @cached_property
    def _session_files(self) -> Any:
        return named(self.locale.programme)

    @cached_property
    def _figures(self) -> Mapping[tuple[str, str], list[Figure]]:
        """The pictures that pages show in this language, by section and key of the page."""
        result: dict[tuple[str, str], list[Figure]] = {}
        for figure in figures(self.locale):
            result.setdefault((figure.section, figure.key), []).append(figure)
        return result

    def _size(self, file: MadeFile) -> str:
        return size_in_words(file.size, self.locale.language)

    def _printed_page(self, _name: str, page: _Page) -> str:
        """The printed forms of a page."""
        links = [
            link
            for form in printed_forms(page.section, page.key, self.locale.language)
            for link in self._form_of_page(form, page)
        ]
        papers_here = papers_beside(self.locale, page.section, page.key)
        return str(self._html.printed_page(links, papers_here)) if links or papers_here else ""

    def _form_of_page(self, form: Printed, page: _Page) -> Iterator[dict[str, str]]:
        path = f"{printed.FOLDER}/{form.name}"
        file = self.made.get(path)
        if file is None:
            return
        t = self.locale.label
        target, words = f"{page.up}/{path}", f"PDF, {self._size(file)}"
        if page.address in file.places:
            target += f"#{quote(page.address)}"
            words = t("print.file_at", size=self._size(file), page=file.places[page.address])
        yield {"target": target, "words": f"{t(f'print.kind.{form.kind}')} ({words})"}

    def _printed(self, name: str, page: _Page) -> str | None:
        """One printed file in the list of all."""
        form = self._printed_forms.get(name)
        if form is None:
            return None
        path, t = f"{printed.FOLDER}/{name}", self.locale.label
        file = self.made.get(path)
        if file is None:
            return str(self._html.printed("", form.languages, t("print.not_yet")))
        words = t("print.file_pages", size=self._size(file), count=file.pages)
        return str(self._html.printed(f"{page.up}/{path}", form.languages, words))

    def _handouts(self, stage: str | None, page: _Page) -> str:
        """The list of handouts, or the rows of one stage; nothing if none was made."""
        rows = [
            self._row_of_handout(handout, page)
            for handout in handouts.handouts(self.locale.programme)
            if stage in (None, handout.stage) and f"{handouts.FOLDER}/{handout.name}" in self.made
        ]
        if stage is not None or not rows:
            return str(self._html.handouts(rows)) if rows else ""
        held: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
        for row in rows:
            held.setdefault((row["title"], row["format"]), {})[row["language"]] = row
        by_title = [(title, by_language) for (title, _), by_language in held.items()]
        return str(self._html.shelf_of_handouts(self.locale.programme.languages, by_title))

    def _row_of_handout(self, handout: Handout, page: _Page) -> dict[str, str]:
        locale, path = self.locale, f"{handouts.FOLDER}/{handout.name}"
        title = locale.name("stages", handout.stage) if handout.stage else locale.text(locale.about.title)
        words = f"{handout.format.upper()}, {self._size(self.made[path])}"
        return {
            "target": f"{page.up}/{path}",
            "title": title,
            "language": handout.language,
            "format": handout.format,
            "words": words,
        }

    def _handout(self, name: str, page: _Page) -> str | None:
        """A file that a session needs; nothing if it has not been made yet."""
        if name not in self._session_files:
            return None
        wanted = in_language(self._session_files[name], self.locale.language)
        file = self.made.get(path_of(wanted))
        if file is None or not file.size:
            return ""
        is_pdf = isinstance(wanted, Printed)
        form = "PDF" if isinstance(wanted, Printed) else wanted.format.upper()
        details = f"({form}, {self._size(file)})".replace(" ", _FIXED_SPACE)
        words = f"{title_of(self.locale, wanted)} {details}"
        return str(self._html.handout(f"{page.up}/{path_of(wanted)}", words, is_pdf))

    def _docx(self, name: str, page: _Page) -> str | None:
        """One paper as a file for word processors in the list of all."""
        path = f"{papers.FOLDER}/{name}"
        file = self.made.get(path)
        if file is None:
            return None
        return str(self._html.handout(f"{page.up}/{path}", f"DOCX, {self._size(file)}", False))

    def _pictures(self, name: str, page: _Page) -> str:
        """The pictures of a record or overview, a row for each language, that of the page first."""
        section, _, key = name.partition("/")
        locale = self.locale
        held = (*pictures.pictures_of(locale.programme, section, key), *self._figures.get((section, key), ()))
        own = {f"{pictures.FOLDER}/{picture.name}": picture for picture in held}
        there = {path: picture for path, picture in own.items() if path in self.made}
        if not there:
            return f"<p>{escape(locale.label('materials.not_yet'))}</p>"
        rows: dict[str, list[dict[str, str]]] = {}
        for path, picture in sorted(there.items(), key=lambda item: item[1].language != locale.language):
            words = f"{self._name(picture)} {picture.format.upper()}, {self._size(self.made[path])}"
            rows.setdefault(picture.language, []).append({"target": f"{page.up}/{path}", "words": words})
        codes = (
            p for p, held in there.items() if held.kind == pictures.QR and held.language == locale.language
        )
        first = next(codes, None)
        alt = locale.label("print.qr_alt", address=locale.name(section, key))
        thumbnail = {"target": f"{page.up}/{first}", "alt": alt, "size": _THUMBNAIL}
        return str(self._html.pictures(thumbnail if first else None, rows.items()))

    def _name(self, picture: Picture | Figure) -> str:
        """The name of a picture in a list."""
        if isinstance(picture, Figure):
            return picture.title
        return self.locale.label(f"materials.kind.{picture.kind}")

    def _data(self, name: str, _page: _Page) -> str | None:
        """Kind and size of a data file."""
        file = self.made.get(f"{data_files.FOLDER}/{name}")
        if file is None:
            return None
        kind = Path(name).suffix.removeprefix(".").upper()
        return f"({escape(self.locale.label('data.page.file', format=kind, size=self._size(file)))})"

    def _offline(self, _name: str, page: _Page) -> str:
        """The offline copy; nothing if there is none."""
        path = f"{offline.FOLDER}/{offline.NAME}"
        file = self.made.get(path)
        if file is None:
            return ""
        words = self.locale.label("offline.link", format="ZIP", size=self._size(file))
        return str(self._html.offline(f"{page.up}/{path}", words))


def _sizes(site: Path, folder: str) -> dict[str, MadeFile]:
    """The files in a folder of a site, by path below the site's root."""
    held = (site / folder).iterdir() if (site / folder).is_dir() else ()
    return {f"{folder}/{file.name}": MadeFile(file.stat().st_size) for file in held}
