"""What the file of a region says: as true as the programme's own data, harmless, and added to them only.

These files come from many hands. What in the programme's data would be shown as typed, such as HTML, is
refused here: nobody needs it.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import BaseModel

from handbook import web_address
from handbook.check import depth, forms, grounds, languages, marks, references, sentences, unwritten, wording
from handbook.check.case import Case
from handbook.files import content_of
from handbook.localised import Locale
from handbook.markup import inline
from handbook.markup.prose import Passage
from handbook.markup.prose_files import svg_faults
from handbook.model.region import LOGOS, PlacedRegion, is_code
from handbook.model.text import Text
from handbook.model.traverse import DataPath
from handbook.source.known_regions import LIST, KnownRegion, known_regions
from handbook.source.load import DATA_ENDINGS, label
from handbook.source.problems import DataError, Problem
from handbook.source.region_file import RegionalDataset, own_entries
from handbook.source.remedies import reason_of

LARGEST_LOGO = 60_000
"""Bytes of a logo, which every reader of the edition loads."""
_WIDEST_LOGO = 2_000  # pixels, for those who have to open it
_TASK = re.compile(r"[1-9][0-9]{0,3}")
_HTTPS = re.compile(r"https?://[^\s/]+\.[^\s]+")
_PNG = b"\x89PNG\r\n\x1a\n"
# HTML, comments and entities; Jinja; code of Typst: a call, a keyword, a block.
_CODE_IN_TEXT = (
    (re.compile(r"</?[A-Za-z!?][^>]*>?|&(?:#\w+|[A-Za-z]+);"), "HTML"),
    (re.compile(r"\{\{|\{%|\{#|\}\}|%\}"), "a template"),
    (
        re.compile(r"#(?:[A-Za-z][\w.-]*[(\[]|(?:import|include|let|set|show|eval|read)\b|\{)"),
        "code of Typst",
    ),
    (re.compile(r"\b(?:javascript|vbscript|data):", re.IGNORECASE), "an address that runs something"),
)


@dataclass(frozen=True)
class RegionCase(Case):
    """A programme with what a region adds to it, of which only that is checked."""

    dataset: RegionalDataset

    @cached_property
    def _own(self) -> Sequence[tuple[DataPath, BaseModel]]:
        return list(own_entries(self.dataset))

    @property
    def entries(self) -> Sequence[tuple[DataPath, BaseModel]]:
        """Every typed entry of the region's file."""
        return self._own

    @cached_property
    def locale(self) -> Locale:
        """The programme with the region, in its original language."""
        return Locale(self.programme, self.programme.languages[0])

    @property
    def region(self) -> PlacedRegion:
        """What the file says of the region itself."""
        region = self.programme.region
        assert isinstance(region, PlacedRegion)
        return region

    def passages(self, language: str = "") -> Iterator[tuple[str, Passage]]:  # noqa: ARG002 - as of any case
        """A region has no hand-written pages."""
        yield from ()


RegionRule = Callable[[RegionCase], Iterator[Problem]]


def region_problems(dataset: RegionalDataset) -> list[Problem]:
    """Every problem of the file of a region, in order of line; those of the programme are not among them."""
    found = set(dataset.problems)
    if dataset.readable is not None:
        case = RegionCase(dataset, dataset.readable)
        for rule in (*_OF_ANY_DATA, *RULES):
            found.update(rule(case))
    return sorted(found)


def code_is_an_address(case: RegionCase) -> Iterator[Problem]:
    """The name of the file is a code that can be part of an address."""
    if not is_code(case.region.code):
        what = f"`{case.region.code}` is not the code of a region"
        remedy = "call the file after the official code, such as 32.75.yaml"
        yield case.problem(("region",), what, remedy)


def keys_of_tasks(case: RegionCase) -> Iterator[Problem]:
    """The key of a task is the code of the region, a slash and a number."""
    for key, task in case.programme.local_tasks.items():
        path = ("local_tasks", key)
        region, _, number = key.partition("/")
        if region != case.region.code or not _TASK.fullmatch(number):
            what = f"`{key}` is no key of a task of the region {case.region.code}"
            yield case.problem(path, what, f"write {case.region.code}/1, {case.region.code}/2 and so on")
        if task.set_by_others:
            what = "`set_by_others` stands for tasks such as this one"
            yield case.problem((*path, "set_by_others"), what, "delete the line")


def notes_have_a_page(case: RegionCase) -> Iterator[Problem]:
    """Notes are added to pages of records of the programme, each named once."""
    seen: dict[tuple[str, str], str] = {}
    for target in case.region.notes:
        path = ("region", "notes", target)
        found = case.addresses.resolve(target)
        if found is None:  # a rule of any data tells it
            continue
        if not found[1] or found[0] in ("prose", "local_tasks", "editions") or "#" in target:
            what = f"`{target}` is not the page of a record of the programme"
            yield case.problem(path, what, "name the page of a task, stage, role, partner or document")
        elif found in seen:
            what = f"`{target}` is the same page as `{seen[found]}`"
            yield case.problem(path, what, "put the notes under one of them")
        else:
            seen[found] = target


def names_are_text(case: RegionCase) -> Iterator[Problem]:
    """Names have no marks: they stand in titles, menus and the names of windows."""
    named: list[tuple[DataPath, Text]] = [(("region", "name"), case.region.name)]
    named += [(("local_tasks", key, "name"), task.name) for key, task in case.programme.local_tasks.items()]
    first = case.programme.languages[0]
    for path, name in named:
        if inline.to_plain(name.get(first), lambda target: ("", target)) != name.get(first):
            yield case.problem(path, "a name has marks or a link", "write plain words")


def no_code_in_texts(case: RegionCase) -> Iterator[Problem]:
    """No text holds what a browser, a template or Typst could take for a command."""
    for path, entry in case.entries:
        for name in type(entry).model_fields:
            value = getattr(entry, name)
            held = value if isinstance(value, dict) else {"": value}
            for key, words in held.items():
                if isinstance(words, str):
                    yield from _code_in(case, (*path, *([key] if name == "wording" else [name])), words)


def _code_in(case: RegionCase, path: DataPath, words: str) -> Iterator[Problem]:
    for pattern, kind in _CODE_IN_TEXT:
        found = pattern.search(words)
        if found:
            what = f"“{found[0][:40]}” is {kind}, which no text of a region may hold"
            yield case.problem(path, what, "write words only")


def addresses_lead_to_the_web(case: RegionCase) -> Iterator[Problem]:
    """Addresses are those of web pages and lead where they seem to lead."""
    region = case.region
    held: list[tuple[DataPath, str]] = [
        (("region", "links", place, "address"), link.address) for place, link in enumerate(region.links)
    ]
    held += [(("region", "address"), region.address)] if region.address else []
    for path, address in held:
        if not _HTTPS.fullmatch(address):
            yield case.problem(path, f"`{address[:60]}` is not a web address", "write https://…")
        elif hidden := web_address.fault(address):
            yield case.problem(path, *hidden)
    if region.address and _HTTPS.fullmatch(region.address) and not region.address.endswith("/"):
        what = "the address of an edition is that of a folder"
        yield case.problem(("region", "address"), what, f"write {region.address}/")


def decree_has_a_day(case: RegionCase) -> Iterator[Problem]:
    """The decree is dated with a day that there is."""
    decree = case.region.decree
    if decree is not None and forms.day_of(decree.date) is None:
        what = f"`{decree.date}` is not a date"
        yield case.problem(("region", "decree", "date"), what, "write year-month-day, such as 2026-01-31")


def logo_is_a_picture(case: RegionCase) -> Iterator[Problem]:
    """The logo is a picture beside the file, called as that is, small, and runs nothing."""
    name, path = case.region.logo, ("region", "logo")
    if name is None:
        return
    names = [f"{case.region.code}{ending}" for ending in LOGOS]
    if name not in names:  # others would not be sent to where the edition is built
        what = f"`{name[:60]}` is no name of the picture beside this file"
        yield case.problem(path, what, f"call it {' or '.join(names)}")
        return
    assert case.dataset.region is not None
    file = case.dataset.region.parent / name
    if file.is_symlink():
        what, remedy = f"`{name}` is a link to another place", "put a copy of the picture here"
        yield case.problem(path, what, remedy)
        return
    try:
        size = file.stat().st_size
        content = content_of(file) if size <= LARGEST_LOGO else b""
    except OSError as error:
        what = f"the picture `{name}` cannot be read ({reason_of(error)})"
        yield case.problem(path, what, "put it beside this file, or delete the line `logo`")
        return
    if size > LARGEST_LOGO:
        what = f"`{name}` has {size:,} bytes, which every reader loads"
        yield case.problem(path, what, f"make it smaller than {LARGEST_LOGO:,} bytes")
    elif file.suffix == ".svg":
        for fault in svg_faults(file):
            at = case.dataset.locate(path)
            yield Problem(*at, f"{fault.what} (line {fault.line} of `{name}`)", fault.remedy)
    elif not _is_png(content):
        yield case.problem(path, f"`{name}` is no PNG that can be shown", "save it anew as PNG")


def _is_png(content: bytes) -> bool:
    """Whether a file begins and ends as a PNG of a size that can be shown."""
    if not content.startswith(_PNG) or content[12:16] != b"IHDR" or b"IEND" not in content[-12:]:
        return False
    width, height = struct.unpack(">II", content[16:24])
    return bool(0 < width <= _WIDEST_LOGO and 0 < height <= _WIDEST_LOGO)


def only_this_file_names_it(case: RegionCase) -> Iterator[Problem]:
    """No other file beside it is of the same region."""
    assert case.dataset.region is not None
    file = case.dataset.region
    try:
        others = [one for one in file.parent.iterdir() if one.suffix in DATA_ENDINGS and one != file]
    except OSError:
        return
    for other in sorted(others):
        if other.stem.casefold() == file.stem.casefold():
            what = f"{label(other)} is of the region {case.region.code}, too"
            yield Problem(case.dataset.name, 1, what, "keep one of the two files")


def as_in_the_list(case: RegionCase) -> Iterator[Problem]:
    """A region is of the kind that the list of regions says; an invented one has no code of a real one."""
    file = case.dataset.folder / LIST
    try:
        known = _known(case.dataset.folder, file.stat().st_mtime_ns) if file.is_file() else {}
    except (DataError, OSError):  # a rule about the list tells it
        return
    region, path = case.region, ("region",)
    held = known.get(region.code)
    if held is None:
        if known and not region.example:
            what = f"`{region.code}` is not in {label(file)}"
            remedy = "look the code up there, or renew the list"
            yield case.problem(path, what, remedy, blocks=False, advice=True)
        return
    first = case.programme.languages[0]
    if region.example:
        what = f"`{region.code}` is the code of {held.names.get(first, 'a real region')}"
        yield case.problem((*path, "example"), what, "give the invented region a code that nobody has")
    elif region.kind != held.kind:
        what = f"{held.names.get(first, region.code)} is no {region.kind}"
        yield case.problem((*path, "kind"), what, f"write {held.kind}")


@lru_cache(2)
def _known(folder: Path, _changed: int) -> dict[str, KnownRegion]:
    return known_regions(folder)


RULES: tuple[RegionRule, ...] = (
    as_in_the_list,
    code_is_an_address,
    keys_of_tasks,
    notes_have_a_page,
    names_are_text,
    no_code_in_texts,
    addresses_lead_to_the_web,
    decree_has_a_day,
    logo_is_a_picture,
    only_this_file_names_it,
)
_OF_ANY_DATA: tuple[Callable[[Case], Iterator[Problem]], ...] = (
    languages.text_in_every_language,
    languages.translation_differs,
    languages.no_text_cut_off,
    forms.values_not_empty,
    references.keys_exist,
    references.see_also_exists,
    references.languages_exist,
    references.inline_marks_well_formed,
    references.inline_links_lead_somewhere,
    references.links_agree,
    grounds.reference_cites,
    grounds.reference_certain,
    depth.local_tasks_say_enough,
    sentences.sentences_short,
    wording.wording_kept,
    marks.marks_around_words,
    unwritten.texts_written,
)
