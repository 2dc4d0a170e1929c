"""The kinds of record: one row holds all that the records of a kind have in common.

What a field means and refers to is in its type (`model.records`); how a page is laid out, in `views.layouts`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import get_args

from handbook.model.faults import refuse
from handbook.model.publication import Addresses
from handbook.model.records import Programme, Record
from handbook.model.source import Source


class Code(StrEnum):
    """The prefix of a record's name in its title."""

    NONE = ""
    KEY = "key"  # A2 Name: everywhere the record is named
    NUMBER = "number"  # Stage 3: Name
    ABBREVIATION = "abbr"  # on its own page only


class Parts(StrEnum):
    """Where a book names the parts of a page besides its title."""

    LISTED = "listed"  # in its contents, too
    BOOKMARKED = "bookmarked"
    UNNAMED = "unnamed"  # there are too many


@dataclass(frozen=True)
class Kind:
    """One kind of record: the records in `section` of the data; `word` is its name in `handbook new`.

    Each record has a page below `folder` ("" at the site's root); if that is None, it is an anchor on the
    overview `overview`. `lead` is the field that describes a record in a sentence.

    Attributes:
        chapter: its place in a book without an order of its own; None if no book has it.
        menu: its place in the menu, or that of its overview among the reference pages.
        weight: of its search results; `narrows` is true if a search can be narrowed to it.
        messages: the blocks of the plain text of a record, for messengers.
        expected: fields without which a record is useless; `drafted` are filled in by a skeleton only.
        printed: the printed forms of a record; `sheet` is that of all together, "" if there is none.
        filled_in: each record is a paper, and so a file for word processors as well.
        in_menu: the menu lists its pages; else it has their overview only, among the reference pages.
        taught: records have QR codes, slides and an entry among the materials of trainers.
        table: its CSV file; `table_place` is its place among the tables; if `table_when_held`, there is none
            without records.
        file: the data file of its first record, if it is not named after the section.
        in_group: a record can belong to a group.
        drawing: name of the small drawing that stands for it, among Material Design’s icons; "" for none.
        parts: where a book names the parts of its pages, as it does those of prose.
        labelled_as: the word of the kind whose labels its fields have, if they are not its own.
    """

    section: str
    word: str
    folder: str | None = None
    overview: str = ""
    lead: str = "summary"
    code: Code = Code.NONE
    chapter: int | None = None
    menu: int = 50
    weight: float = 1.0
    narrows: bool = False
    messages: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    drafted: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    sheet: str = ""
    filled_in: bool = False
    in_menu: bool = True
    taught: bool = False
    table: str = ""
    table_place: int = 50
    table_when_held: bool = False
    file: str = ""
    in_group: bool = False
    drawing: str = ""
    parts: Parts = Parts.BOOKMARKED
    labelled_as: str = ""

    @property
    def label_word(self) -> str:
        """The first part of the labels of its fields."""
        return self.labelled_as or self.word

    @property
    def has_pages(self) -> bool:
        """Whether each record has a page of its own."""
        return self.folder is not None

    @property
    def record(self) -> type[Record] | type[Source]:
        """The model of its records."""
        model: type[Record] | type[Source] = get_args(Programme.model_fields[self.section].annotation)[1]
        return model


_STAGES = Kind(
    section="stages",
    word="stage",
    folder="s",
    menu=2,
    code=Code.NUMBER,
    chapter=3,
    weight=1.25,
    narrows=True,
    messages=("aims", "tasks", "first_month", "checklist"),
    expected=("checklist",),
    printed=("leaflet", "stage-checklist"),
    taught=True,
    drawing="stairs",
    table="stages.csv",
    table_place=3,
    file="roles",
    in_group=True,
)
_GROUPS = Kind(
    section="groups",
    word="group",
    overview="matrix",
    weight=0.8,
    printed=("checklist", "booklet"),
    file="roles",
)
_TASKS = Kind(
    section="tasks",
    word="task",
    folder="t",
    menu=3,
    code=Code.KEY,
    chapter=6,
    weight=1.6,
    narrows=True,
    messages=("steps", "partners", "outputs", "evidence"),
    expected=("steps", "evidence"),
    printed=("task",),
    taught=True,
    drawing="clipboard-check-outline",
    table="tasks.csv",
    table_place=1,
    file="roles",
    in_group=True,
)
_LOCAL_TASKS = Kind(
    section="local_tasks",
    word="local-task",
    folder="t",
    code=Code.KEY,
    overview="local",
    weight=1.6,
    messages=("steps", "partners", "outputs", "evidence"),
    expected=("steps", "evidence"),
    printed=("local-task",),
    in_menu=False,
    in_group=True,
    labelled_as="task",
)
_ROLES = Kind(
    section="roles",
    word="role",
    folder="r",
    menu=4,
    chapter=5,
    weight=1.45,
    narrows=True,
    expected=("do",),
    drawing="account-star-outline",
    table="roles.csv",
    table_place=2,
    file="roles",
    in_group=True,
)
_PARTNERS = Kind(
    section="partners",
    word="partner",
    folder="p",
    menu=5,
    code=Code.ABBREVIATION,
    chapter=8,
    weight=1.05,
    narrows=True,
    drawing="handshake-outline",
    table="partners.csv",
    table_place=5,
    in_group=True,
)
_DOCUMENTS = Kind(
    section="documents",
    word="document",
    folder="d",
    menu=6,
    code=Code.ABBREVIATION,
    chapter=9,
    weight=1.3,
    narrows=True,
    drawing="file-document-outline",
    table="documents.csv",
    table_place=6,
)
_TERMS = Kind(
    section="terms",
    word="term",
    overview="terms",
    lead="definition",
    chapter=11,
    menu=4,
    weight=0.45,
    narrows=True,
    drawing="book-alphabet",
    table="glossary.csv",
    table_place=4,
    file="glossary",
    parts=Parts.UNNAMED,
)
_SOURCES = Kind(
    section="sources",
    word="source",
    overview="sources",
    lead="",
    chapter=12,
    menu=11,
    weight=0.3,
    drafted=("certainty",),
    drawing="bookshelf",
    table="sources.csv",
    table_place=7,
    parts=Parts.UNNAMED,
)
_PAPERS = Kind(
    section="papers",
    word="paper",
    folder="f",
    menu=5,
    weight=0.8,
    expected=("parts",),
    printed=("paper",),
    filled_in=True,
    in_menu=False,
)
_QUESTIONS = Kind(
    "questions", "question", None, "questions", "answer", chapter=10, menu=3, weight=0.3, drawing="help"
)
_CALENDAR = Kind(
    "calendar",
    "event",
    overview="calendar",
    chapter=9,
    menu=3,
    weight=0.9,
    expected=("brings",),
    sheet="calendar",
    drawing="calendar-month-outline",
    table="calendar.csv",
    table_place=8,
    table_when_held=True,
)

KINDS: dict[str, Kind] = {
    kind.section: kind
    for kind in (
        _STAGES,
        _GROUPS,
        _ROLES,
        _TASKS,
        _DOCUMENTS,
        _PARTNERS,
        _PAPERS,
        Kind("topics", "topic", "", menu=1, chapter=2, drawing="book-open-variant", parts=Parts.LISTED),
        _TERMS,
        _SOURCES,
        _QUESTIONS,
        _CALENDAR,
        Kind("changes", "change", None, "changes", "text", menu=9, weight=0.1),
        _LOCAL_TASKS,
    )
}
"""Every kind by its section, in the order of pages and lists."""


def faults() -> Iterator[str]:
    """Faults of the rows, one sentence each: with any of them the generator must not run."""
    record = {name for name in Programme.model_fields if _is_section(name)}
    for section in sorted(record - set(KINDS)):
        yield f"the section `{section}` of the model has no row in handbook/model/kinds.py; add a Kind for it"
    for section, kind in KINDS.items():
        row = f"the row `{section}` of handbook/model/kinds.py"
        if section not in record:
            yield f"{row} has no section in handbook/model/records.py; add it to Programme or delete the row"
            continue
        if not kind.has_pages and kind.overview not in Addresses.model_fields:
            yield (
                f"{row} has neither a folder of pages nor an overview; give it a `folder`, or an `overview` "
                "that is a field of Addresses in handbook/model/publication.py"
            )
        fields = kind.record.model_fields
        for name in (kind.lead, *kind.expected, *kind.drafted):
            if name and name not in fields:
                yield f"{row} names the field `{name}`, which {kind.record.__name__} lacks"
    for attribute in ("word", "folder", "table"):
        held = [getattr(kind, attribute) for kind in KINDS.values() if getattr(kind, attribute)]
        if attribute == "folder":  # regions add theirs to those of the programme
            held = [kind.folder for kind in KINDS.values() if kind.folder and not kind.overview]
        for value in sorted({one for one in held if held.count(one) > 1}):
            yield f"two rows of handbook/model/kinds.py have the {attribute} `{value}`; each needs its own"


def _is_section(name: str) -> bool:
    """Whether a field of the programme holds records by their keys."""
    parts = get_args(Programme.model_fields[name].annotation)
    return len(parts) == 2 and isinstance(parts[1], type) and issubclass(parts[1], (Record, Source))


refuse(faults())
