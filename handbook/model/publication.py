"""How a handbook is published: title, licence, addresses of overviews, editions; the style of its texts."""

from __future__ import annotations

import re

from pydantic import ConfigDict, Field

from handbook.model.responsible import Responsible
from handbook.model.text import Chapter, Entry, LanguageCode, Plain, SourceKey, Statement, Text


class Licence(Entry):
    """A licence by name and address."""

    name: Plain = Field(description="name of the licence")
    address: Plain = Field(description="web address of its text")


class Addresses(Entry):
    """First parts of the addresses of overview pages; once published they stay."""

    terms: Plain = Field("terms", description="glossary")
    transition: Plain = Field("transition", description="what changes from group to group")
    matrix: Plain = Field("matrix", description="groups by roles and by tasks")
    sources: Plain = Field("sources", description="sources")
    questions: Plain = Field("questions", description="questions and answers")
    search: Plain = Field("find", description="search, as a page that can be linked to")
    downloads: Plain = Field("downloads", description="everything that can be downloaded")
    editions: Plain = Field("editions", description="editions that were published; each has a folder below")
    calendar: Plain = Field("calendar", description="what recurs every year, month by month")
    changes: Plain = Field("changes", description="what changed for readers")
    data: Plain = Field("data", description="data files, each field explained")
    materials: Plain = Field("materials", description="what trainers take: QR codes, slides, citations")
    progress: Plain = Field("progress", description="how far the lists are that a reader has ticked")
    accessibility: Plain = Field("accessibility", description="accessibility statement")
    privacy: Plain = Field("privacy", description="privacy statement")
    local: Plain = Field("local", description="in the edition of a region: what it says of itself")
    contact: Plain = Field("contact", description="who answers for the handbook, and how to reach them")


class About(Entry):
    """What the programme's handbook is called and how it is published."""

    title: Text = Field(description="title of the handbook")
    key: Plain | None = Field(
        None,
        description="short key under which readers’ devices keep their ticks; never changed once published",
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=40,
    )
    tagline: Text = Field(description="one sentence under the title")
    name: Text = Field(description="name of the programme; ids in the feed of changes are made from it")
    abbr: Plain | None = Field(None, description="abbreviation of the programme")
    languages: tuple[Plain, ...] = Field(description="language codes; the first is the text that counts")
    language_names: dict[LanguageCode, Plain] = Field(description="language code: its name in that language")
    edition: Plain = Field(description="edition, such as 2026.1")
    date: Plain = Field(description="date of the edition, year-month-day")
    publisher: Text = Field(description="who publishes, as cited")
    licence: Licence = Field(description="licence of the content")
    responsible: Responsible | None = Field(None, description="who answers for the handbook")
    seed: SourceKey | None = Field(None, description="key of the source that `ground: source` stands for")
    repository: Plain | None = Field(None, description="web address under which data files can be edited")
    report: Plain | None = Field(
        None,
        description="where mistakes are reported: an address with {title} and {body}, https: or mailto:",
    )
    notice: Statement | None = Field(None, description="standing notice on every page of a record")
    addresses: Addresses = Field(default_factory=Addresses, description="addresses of overviews")
    plain_abbreviations: tuple[Plain, ...] = Field(
        (), description="abbreviations that need no glossary entry"
    )
    book: tuple[Chapter, ...] = Field(
        (), description="addresses of the printed book's chapters in reading order; the others follow"
    )


EDITION_NUMBER = re.compile(r"(?=.{1,40}$)[0-9][a-z0-9]*(?:[.-][a-z0-9]+)*")
"""The form of an edition's number, which names a folder and a file on every kind of disk."""


class PublishedEdition(Entry):
    """An edition that was published: `handbook freeze` writes it, and it never changes.

    Its key is its number; its frozen copy is the archive `editions/<key>.zip` beside the data.
    """

    date: Plain = Field(description="day of the edition, year-month-day")
    sha256: Plain = Field(description="SHA-256 of its archive, by which a changed one is noticed")
    texts: Plain = Field(description="fingerprint of its texts, by which a later change is noticed")
    summary: Statement | None = Field(None, description="what is new in it, in one or two sentences")


class Style(Entry):
    """A rule of the style sheet: what to write in one language, and what not to write."""

    model_config = ConfigDict(populate_by_name=True)

    language: LanguageCode = Field(description="code of the language it is for")
    use: Plain = Field(description="what to write")
    avoid: tuple[Plain, ...] = Field(
        description="forms not to be written; whole words, small or capital letters"
    )
    why: Text | None = Field(None, description="why, in a few words")
    case: bool = Field(False, description="true where the forms are wrong only with just these capitals")
    allowed: tuple[Plain, ...] = Field((), alias="except", description="phrases in which a form is right")
