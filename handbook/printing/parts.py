"""Sets a book in parts, which takes a fraction of the memory, and tells each the page numbers that it names.

The numbers are known once all parts are set: the parts are measured first, and set again until nothing moves.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from handbook.printing.job import PrintJob

WEIGHT = 90_000  # bytes of a part's XML; Typst takes some 600 times as much memory
# For the first guess, which is good if it has as many digits as the numbers that will be found: letters that
# fill a page, of body text of 10.5 pt; an element takes the room of so many letters.
_A_PAGE, _A_PAGE_OF_TWO, _AN_ELEMENT = 9_700, 13_900, 60
_FRONT_PAGES = 6
_ROUNDS = 6
_WHOLE, _FRONT, _SECTIONS, _INDEX = "whole", "front", "sections", "index"  # as in print/front.typ
_HEADINGS = ("h1", "h2", "h3", "h4", "dt")


class Unsettled(ValueError):
    """The page numbers of a book do not settle; the message says so."""


@dataclass(frozen=True)
class SetPart:
    """A part as PDF: its pages that are `kept` stand behind those that are `dropped`, and before others."""

    pdf: bytes
    dropped: int
    kept: int


@dataclass(frozen=True)
class Typesetting:
    """How parts are set: each function does so for some jobs, side by side.

    `measure` gives what each tells of itself (`facts` in print/front.typ), `typeset` the PDF, too.
    """

    measure: Callable[[Sequence[PrintJob]], Sequence[Mapping[str, Any]]]
    typeset: Callable[[Sequence[PrintJob]], Sequence[tuple[bytes, Mapping[str, Any]]]]


@dataclass(frozen=True)
class _Facts:
    """Where things stand in a part that was set, by pages counted from its first one that is kept."""

    count: int = 0
    notes: int = 0
    heads: tuple[int, ...] = ()
    pages: Mapping[str, int] = field(default_factory=dict)
    marks: tuple[tuple[str, int], ...] = ()

    @classmethod
    def read(cls, told: Mapping[str, Any], dropped: int, notes: int) -> _Facts:
        """Facts as Typst tells them, of a part behind so many `notes` and pages that will be dropped."""
        return cls(
            told["count"] - dropped,
            told["notes"] - notes,
            tuple(page - dropped for page in told["heads"]),
            {label: page - dropped for label, page in told["pages"].items()},
            tuple((key, page - dropped) for key, page in told["marks"]),
        )


@dataclass(frozen=True)
class _Part:
    """A part of a book: what it holds, its content, the pages before it that are dropped."""

    holds: str
    root: etree._Element
    dropped: int = 0

    @property
    def heads(self) -> list[etree._Element]:
        """The headings that are bookmarks, in order."""
        return [
            e
            for e in self.root.iter(*_HEADINGS)
            if e.get("listed") != "hidden" and (e.tag != "dt" or e.get("id"))
        ]

    @property
    def named(self) -> set[str]:
        """The labels whose pages are told."""
        return {link.get("to", "") for link in self.root.iter("a")} - {""}


def is_large(job: PrintJob) -> bool:
    """Whether a book is too large to be set as a whole."""
    return len(job.document) > 1.5 * WEIGHT


def set_in_parts(job: PrintJob, typesetting: Typesetting) -> list[SetPart]:
    """The parts of a book in order; the first has the bookmarks of all, which lead to pages that are dropped.

    Raises:
        Unsettled: if the page numbers do not settle.
    """
    settings = json.loads(job.settings)
    parts = list(_split(etree.fromstring(job.document), settings))
    facts = [_guess(part, settings) for part in parts]
    *wanted, _ = parts  # the index says nothing of the others
    jobs = [_job(job, settings, part, parts, facts) for part in wanted]
    notes = [_before(parts, facts, part).notes for part in wanted]
    for n, told in enumerate(typesetting.measure(jobs)):
        facts[n] = _Facts.read(told, parts[n].dropped, notes[n])
    made: dict[int, tuple[PrintJob, bytes]] = {}
    for _ in range(_ROUNDS):
        jobs = [_job(job, settings, part, parts, facts) for part in parts]
        changed = [n for n, one in enumerate(jobs) if n not in made or made[n][0] != one]
        if not changed:
            return [SetPart(made[n][1], part.dropped, facts[n].count) for n, part in enumerate(parts)]
        notes = [_before(parts, facts, parts[n]).notes for n in changed]
        for n, before, (pdf, told) in zip(
            changed, notes, typesetting.typeset([jobs[n] for n in changed]), strict=True
        ):
            made[n] = (jobs[n], pdf)
            facts[n] = _Facts.read(told, parts[n].dropped, before)
    raise Unsettled("its page numbers do not settle, since each time it is set other pages move")


def _split(root: etree._Element, settings: Mapping[str, Any]) -> Iterator[_Part]:
    """Front, runs of sections of about the same size, index."""
    bodies = list(map(_body, _groups(root)))
    front = etree.Element(root.tag)
    front.extend(child for child in root if child.tag != "section")
    elsewhere = etree.SubElement(front, "elsewhere")
    for part in bodies:
        elsewhere.extend(_bare(head) for head in part.heads)
    words = settings["labels"]["print.index"]
    head = etree.SubElement(elsewhere, "h1", id=settings["index"]["address"], level="1", listed="yes")
    head.text = " · ".join(dict.fromkeys(words[code] for code in settings["languages"]))
    yield _Part(_FRONT, front)
    yield from bodies
    yield _Part(_INDEX, etree.Element(root.tag))


def _groups(root: etree._Element) -> Iterator[list[etree._Element]]:
    """The sections of a book in groups of about the same size; what shares its pages stays together."""
    runs: list[list[etree._Element]] = []
    for section in root.iterfind("section"):
        if runs and section.get("flows") == "yes":
            runs[-1].append(section)
        else:
            runs.append([section])
    sizes = [sum(len(etree.tostring(section, encoding="utf-8")) for section in run) for run in runs]
    count = max(1, round(sum(sizes) / WEIGHT))
    groups: list[list[etree._Element]] = [[] for _ in range(count)]
    share, filled = sum(sizes) / count, 0
    for run, size in zip(runs, sizes, strict=True):
        groups[min(count - 1, int((filled + size / 2) / share))] += run
        filled += size
    return filter(None, groups)


def _body(sections: Sequence[etree._Element]) -> _Part:
    body = etree.Element("book")
    body.extend(sections)
    levels = (e.get("level") or e.tag[1:] for e in body.iter(*_HEADINGS) if e.tag != "dt" or e.get("id"))
    return _Part(_SECTIONS, body, int(next(levels, "") != "1"))


def _bare(head: etree._Element) -> etree._Element:
    made = copy.deepcopy(head)
    made.tail = None
    return made


def _guess(part: _Part, settings: Mapping[str, Any]) -> _Facts:
    """What a part may tell of itself, before it was ever set."""
    if part.holds != _SECTIONS:
        return _Facts(_FRONT_PAGES if part.holds == _FRONT else 1)
    room = _A_PAGE if len(settings["languages"]) == 1 else _A_PAGE_OF_TWO
    room = int(room * (10.5 / settings["size"]) ** 1.75)  # the larger type is, the less paper is left blank
    first, size, pages = 1, 0, {}
    for section in part.root:
        if section.get("flows") != "yes" and size:
            first, size = first + 1 + size // room, 0
        for element in section.iter():
            size += len(element.text or "") + len(element.tail or "") + _AN_ELEMENT
            if element.tag in _HEADINGS and element.get("id"):
                pages[element.get("id", "")] = first + size // room
    return _Facts(first + size // room, 0, tuple(1 for _ in part.heads), pages)


def _before(parts: Sequence[_Part], facts: Sequence[_Facts], part: _Part) -> _Facts:
    """Pages and notes before a part."""
    held = facts[: next(n for n, one in enumerate(parts) if one is part)]
    return _Facts(sum(one.count for one in held), sum(one.notes for one in held))


def _job(
    job: PrintJob,
    settings: Mapping[str, Any],
    part: _Part,
    parts: Sequence[_Part],
    facts: Sequence[_Facts],
) -> PrintJob:
    """The job of a part, given what is known of all of them."""
    stands = _before(parts, facts, part)
    pages, marks, heads = _known(settings, parts, facts)
    told: dict[str, Any] = {
        "holds": part.holds,
        "first": stands.count + 1 - part.dropped,
        "dropped": part.dropped,
        "notes": stands.notes,
        "pages": {label: pages[label] for label in sorted(part.named & pages.keys())},
    }
    root = part.root
    if part.holds == _INDEX:
        told |= {"pages": pages, "marks": marks}
    if part.holds == _FRONT:
        root = _numbered(root, heads)
    document = etree.tostring(root, encoding="utf-8")
    pictures = {name: held for name, held in job.pictures.items() if name.encode() in document}
    text = json.dumps({**settings, "part": told}, ensure_ascii=False, sort_keys=True, indent=1).encode()
    return replace(job, document=document, settings=text, pictures=pictures)


def _known(
    settings: Mapping[str, Any], parts: Sequence[_Part], facts: Sequence[_Facts]
) -> tuple[dict[str, int], list[tuple[str, int]], list[int]]:
    """The pages in the book of labels, of marks for the index, and of the headings that are bookmarks."""
    pages: dict[str, int] = {}
    marks: list[tuple[str, int]] = []
    heads: list[int] = []
    before = 0
    for part, known in zip(parts, facts, strict=True):
        if part.holds == _SECTIONS:
            pages |= {label: before + page for label, page in known.pages.items()}
            heads += [before + page for page in known.heads]
        if part.holds == _INDEX:
            pages[settings["index"]["address"]] = before + 1
            heads.append(before + 1)
        marks += [(key, before + page) for key, page in known.marks]
        before += known.count
    return pages, list(dict.fromkeys(marks)), heads


def _numbered(front: etree._Element, pages: Sequence[int]) -> etree._Element:
    """A front whose headings of other parts have their pages."""
    result = copy.deepcopy(front)
    held = result.findall("elsewhere/*")
    if len(held) != len(pages):
        raise Unsettled(f"{len(held)} headings were to be typeset, but {len(pages)} were")
    for head, page in zip(held, pages, strict=True):
        head.set("page", str(page))
    return result
