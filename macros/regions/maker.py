"""Makes the editions of regions one after the other: what they share is made once, each makes its own pages.

What an edition shares with others is that of a region that adds nothing, the base, which is built first. A
page of another edition is taken from there while all that it was made from is the same.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass, field
from pathlib import Path

from handbook.built_site import kept_lists
from handbook.built_site.file_links import link_data_files, link_files
from handbook.built_site.manifest import Manifest, list_files, read_manifest, write_manifest
from handbook.cli import made_files
from handbook.cli.defaults import NotPrinted
from handbook.export import region_file as region_data
from handbook.files import files_below, link_or_copy
from handbook.html import machine_files, reader_scripts, region_files
from handbook.html.search_parts import FOLDER as SEARCH
from handbook.incremental.reads import Dependency, Reads, section_of
from handbook.localised import locales
from handbook.model.region import SECTIONS as REGION_SECTIONS
from handbook.outputs.data_files import FOLDER as DATA_FILES
from handbook.outputs.data_files import REGION
from handbook.outputs.keeping import FILES, SUMMARY
from handbook.outputs.manifest import NAME as MANIFEST
from handbook.outputs.printed import FOLDER as PRINTED
from handbook.outputs.printed import OF_REGIONS, plan
from handbook.printing.run import print_all
from handbook.region_builds.work import ALL_PDFS, LEAFLETS, NO_PDFS
from handbook.source.load import Dataset
from handbook.source.region_file import RegionalDataset
from handbook.views.navigation import navigation
from handbook.views.web import Web
from macros import build_language, commands, page_stubs, site_files
from macros.current_build import Made
from macros.prepared import Prepared
from macros.record_pages import unpacked

BASE = "base"
"""The code of the region that adds nothing."""
_PRINTED_FIRST = {"leaflet": LEAFLETS}
"""What is printed where not all is, by the form."""
_LINKED = re.compile(r'\b(pdf/[^"#?]+\.pdf)')
_TEMPLATES = ("404.html", "sitemap.xml")
_OF_EACH = frozenset({MANIFEST, FILES, SUMMARY, "sitemap.xml.gz"})


class NotBuilt(RuntimeError):
    """The base cannot be built; the message says why."""


@dataclass
class _Page:
    """A page of the base: its file, what was made of it besides, and what was read for it."""

    content: bytes
    made: Made
    seen: frozenset[Dependency]


@dataclass
class _Language:
    """One language of the base, and what makes pages in it."""

    prepared: Prepared
    reads: Reads
    records: dict[str, _Page] = field(default_factory=dict)
    prose: dict[str, _Page] = field(default_factory=dict)


class Maker:
    """Makes editions of a programme whose own data are `national`; what is printed is one of `PDFS`.

    The base is in the folder `place`, where another process may have built it; `folder` is for what is needed
    meanwhile. `shared` are the names of the files of the base that editions have, too.

    Raises:
        NotBuilt: if the base cannot be built.
    """

    printing_seconds: float  # of processor time, in processes whose time the system does not add to ours

    def __init__(self, national: Dataset, place: Path, folder: Path, pdfs: str = NO_PDFS):
        assert national.programme is not None, "the caller has looked at national.problems"
        self.national: Dataset = national
        self.pdfs: str = pdfs
        self.printing_seconds = 0.0
        self.base: Path = place / "site"
        self._codes: tuple[str, ...] = national.programme.languages
        self._dataset: RegionalDataset = _blank(national, place)
        done = place / f"{pdfs}.done"
        if not done.exists():
            self._build_base()
            done.touch()
        manifest = read_manifest(self.base)
        if manifest is None:
            raise NotBuilt(f"{self.base} is incomplete; remove {place}")
        assert self._dataset.programme is not None
        own = {f"{PRINTED}/{form.name}" for form in plan(self._dataset.programme) if form.kind in OF_REGIONS}
        self.shared: set[str] = {n for n in manifest.files if n not in own and not self._is_of_each(n)}
        self._parts: set[str] = {n for n in manifest.files if self._is_part_of_search(n)}
        self._linking: set[str] = {
            name for name in self.shared if name.endswith(".html") and self._names(name, own)
        }
        self._languages: dict[str, _Language] = {
            code: self._language(code, folder / "pages") for code in self._codes
        }

    def make(self, dataset: RegionalDataset, site: Path) -> None:
        """Write the edition of a region into a new folder.

        Raises:
            OSError: if a file cannot be read or written.
            NotPrinted: if something cannot be printed; the message says what.
        """
        known = locales(dataset)
        for code, language in self._languages.items():
            own = site if code == known[code].original else site / code
            own.mkdir(parents=True, exist_ok=True)
            self._write_language(language, dataset, own)
        pages = {name for name, _ in files_below(site) if name.endswith(".html")}
        self._link_shared(site)
        link_data_files(dataset, site)
        if self.pdfs != NO_PDFS:
            self._print(dataset, site)
            link_files(dataset, site, pages | self._linking)
        kept_lists.write_lists(site, known, ())
        translations = frozenset(self._codes[1:])
        base = read_manifest(self.base) or Manifest()
        write_manifest(site, Manifest(list_files(site), base.extra_files, translations=translations))

    def _names(self, name: str, files: Set[str]) -> bool:
        """Whether a page of the base leads to one of some files."""
        text = (self.base / name).read_text(encoding="utf-8")
        return not files.isdisjoint(_LINKED.findall(text))

    def _print(self, dataset: RegionalDataset, site: Path) -> None:
        assert dataset.programme is not None
        wanted = [
            form
            for form in plan(dataset.programme)
            if form.kind in OF_REGIONS and self.pdfs in (ALL_PDFS, _PRINTED_FIRST.get(form.kind))
        ]
        report = print_all(dataset, site, wanted, site / PRINTED, one_process=True)
        self.printing_seconds = self.printing_seconds + sum(report.cpu_seconds)
        for name, problems in report.failed.items():
            raise NotPrinted(f"{name}: {problems[0]}")

    def _is_of_each(self, name: str) -> bool:
        """Whether a file of the base belongs to the base alone, such as a part of its search index."""
        return name.rpartition("/")[2] in _OF_EACH or self._is_part_of_search(name)

    def _is_part_of_search(self, name: str) -> bool:
        """Whether a file belongs to a search index, of which editions have those parts that hold the same."""
        folder = name.rpartition("/")[0]
        return folder in (SEARCH, *(f"{code}/{SEARCH}" for code in self._codes))

    def _build_base(self) -> None:
        assert self._dataset.region is not None
        told = io.StringIO()
        with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
            code = commands.build(
                self.national.folder, self.national.docs, self.base, region=self._dataset.region
            )
            programme = self._dataset.programme
            assert programme is not None
            if not code and self.pdfs != NO_PDFS:
                forms = [f for f in plan(programme) if self.pdfs in (ALL_PDFS, _PRINTED_FIRST.get(f.kind))]
                code = made_files.print_forms(self._dataset, self.base, forms)
            if not code and self.pdfs == ALL_PDFS:
                code = made_files.make_pictures(self._dataset, self.base)
        if code:
            raise NotBuilt(told.getvalue().strip())

    def _language(self, code: str, folder: Path) -> _Language:
        national = self.national
        config = build_language.configuration(
            code, national.folder, national.docs, folder / code, strict=False
        )
        if config.site_url and code != self._codes[0]:
            config.site_url += f"{code}/"
        config.extra |= {"served": False}
        prepared = Prepared(config, self._dataset)
        reads = prepared.build.renderer.reads
        language = _Language(prepared, reads)
        for address in prepared.prose_files():
            language.prose[address] = self._prose(language, address)
        for address in page_stubs.addresses(prepared.build):
            language.records[address] = self._record(language, address)
        return language

    def _record(self, language: _Language, address: str) -> _Page:
        prepared = language.prepared
        with prepared.build.renderer.reads.watching() as seen:
            made, content = unpacked(prepared.record_pages().made(address))
        return _Page(content, made, _of_regions(seen))

    def _prose(self, language: _Language, address: str) -> _Page:
        prepared = language.prepared
        index = prepared.build.index
        before = len(index.entries)
        with prepared.build.renderer.reads.watching() as seen:
            content = prepared.write_prose(prepared.prose_files()[address]).read_bytes()
        entries = index.entries[before:]
        index.forget(before)
        return _Page(content, Made(entries, "", ""), _of_regions(seen))

    def _write_language(self, language: _Language, dataset: RegionalDataset, folder: Path) -> None:
        prepared = language.prepared
        prepared.follow(dataset)
        build, reads = prepared.build, prepared.build.renderer.reads
        changed: dict[Dependency, bool] = {}
        same_menu = navigation(build.locale) == navigation(locales(self._dataset)[build.locale.language])

        def is_same(page: _Page | None) -> bool:
            if page is None:
                return False
            for dependency in page.seen:
                if dependency not in changed:
                    as_in_base = same_menu and dependency[0] == "navigation"
                    changed[dependency] = not (as_in_base or reads.same_as(language.reads, dependency))
                if changed[dependency]:
                    return False
            return True

        pages: dict[str, _Page] = {}
        own: set[str] = set()
        for held, make, addresses in (
            (language.prose, self._prose, list(language.prose)),
            (language.records, self._record, page_stubs.addresses(build)),
        ):
            for address in addresses:
                page = held.get(address)
                if not is_same(page):
                    page = make(language, address)
                    _write(folder / address / "index.html", page.content)
                    own.add(address)
                assert page is not None
                pages[address] = page
        build.take({address: page.made for address, page in pages.items()})
        self._write_others(language, dataset, folder, own)

    def _write_others(
        self, language: _Language, dataset: RegionalDataset, folder: Path, own: Collection[str]
    ) -> None:
        """The files of a language that are no pages and not the same in all editions; `own` are its pages."""
        prepared, build = language.prepared, language.prepared.build
        locale = build.locale
        prepared.config.site_dir = str(folder)
        for name in _TEMPLATES:
            prepared.write_template(name)
        build.index.write(folder)
        reader_scripts.write_lists(folder, locale)
        region_files.write_files(folder, locale, dataset)
        web = Web(locale, build_language.root_url(prepared.config.site_url, locale))
        texts = {address: build.texts[address] for address in own if address in build.texts}
        machine_files.write_files(folder, web, dataset.prose(locale.language), texts, build.parts)
        site_files.pack_sitemap(folder / "sitemap.xml")
        if locale.language == locale.original:
            site_files.write_robots(folder, build, prepared.config.site_url or "")
            _write(folder / DATA_FILES / REGION, region_data.content(dataset))

    def _link_shared(self, site: Path) -> None:
        """Complete a site with what the base has; what was written as it is there becomes a link, too."""
        written = {name for name, _ in files_below(site)}
        same: set[str] = set()
        for name in written & (self.shared | self._parts):
            file, shared = site / name, self.base / name
            if file.stat().st_size == shared.stat().st_size and file.read_bytes() == shared.read_bytes():
                file.unlink()
                same.add(name)
        base, folder, there = str(self.base), str(site), {""}
        for name in self.shared - written | same:
            above = name.rpartition("/")[0]
            if above not in there:
                Path(folder, above).mkdir(parents=True, exist_ok=True)
                there.add(above)
            link_or_copy(f"{base}/{name}", f"{folder}/{name}")


def _of_regions(seen: Iterable[Dependency]) -> frozenset[Dependency]:
    """Of what was read, what can differ from region to region: not the records of the programme."""
    return frozenset(one for one in seen if section_of(one) in ("", *REGION_SECTIONS))


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _blank(national: Dataset, folder: Path) -> RegionalDataset:
    """The region that adds nothing: its edition has what all editions share."""
    assert national.programme is not None
    names = json.dumps(dict.fromkeys(national.programme.languages, "–"), ensure_ascii=False)
    stage = json.dumps(next(iter(national.programme.stages), ""))
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{BASE}.yaml"
    file.write_text(f"region:\n  name: {names}\n  kind: city\n  stage: {stage}\n", encoding="utf-8")
    return RegionalDataset(national, file)
