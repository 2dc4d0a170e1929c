"""The whole handbook as a book in one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from handbook.outputs.pictures import SECTIONS as TAUGHT
from handbook.printing.chapter_openings import open_chapter
from handbook.printing.document import BODY, LARGE, Library, PrintDocument, place_links, settings
from handbook.printing.sections import (
    NOTICE,
    Place,
    aliases,
    labels,
    names_only,
    route,
    section,
    with_code,
    without_notice,
)
from handbook.printing.signs import legend
from handbook.views.reading_order import Chapter, chapters
from handbook.views.responsible import body_of, contact_at


def book(library: Library, *, large: bool = False) -> PrintDocument:
    """The handbook in the language of `library`."""
    locale, about = library.locale, library.locale.about
    root = etree.Element("book")
    root.append(cover(library))
    root.append(imprint(library))
    pictures: dict[str, bytes] = {}
    for chapter in chapters(locale):
        for made, code in sections(library, chapter):
            pictures |= code
            root.append(made)
    index = index_address(library)
    held = labels(root) | {index}
    place_links(root, library, held.__contains__)
    result = settings([library], locale.text(about.title), LARGE if large else BODY)
    result["cover"] = cover_lines(library)
    result["index"] = {"address": index, "entries": list(index_entries(library, held))}
    return PrintDocument("book.typ", root, result, pictures, aliases(library, held))


def sections(library: Library, chapter: Chapter) -> Iterator[tuple[etree._Element, dict[str, bytes]]]:
    """The pages of a chapter in order, as sections of a book, each with the picture of its QR code."""
    title = library.pages[chapter.address].title
    places = [(chapter.address, Place(chapter.kind, 1, title))]
    places += [(a, Place(chapter.kind, 2, title, library.pages[a].title)) for a in chapter.records]
    for address, place in places:
        made = section(library, address, place)
        names_only(made)
        without_notice(made)
        if place.level == 1:
            open_chapter(made, library, chapter)
        coded = place.level == 2 and place.kind in TAUGHT
        yield made, with_code(made, library) if coded else {}


def index_address(library: Library) -> str:
    """Address of the index: on paper it replaces the site's search."""
    return library.locale.addresses.overviews["search"]


def cover(library: Library) -> etree._Element:
    """The picture on the cover: the stages, without what is made in each."""
    made = etree.Element("cover")
    drawn = route(library, made=False)
    if drawn is not None:
        made.append(drawn)
    return made


def cover_lines(library: Library) -> list[str]:
    """The lines on the cover below the title: edition, date, publisher, source, licence."""
    locale, about = library.locale, library.locale.about
    lines = [
        locale.label("print.edition", edition=about.edition, date=locale.date),
        locale.text(about.publisher),
    ]
    if about.seed and about.seed in locale.programme.sources:
        lines.append(locale.label("print.source", title=locale.programme.sources[about.seed].title))
    lines.append(locale.label("print.licence", licence=about.licence.name))
    return lines


def index_entries(library: Library, held: set[str]) -> Iterator[dict[str, str]]:
    """The terms in alphabetical order, each with the address of its explanation."""
    locale = library.locale
    entries = []
    for key, term in locale.programme.terms.items():
        target = locale.addresses.of("terms", key)
        if target in held:
            name = locale.text(term.name)
            entries.append((f"{term.abbr} ({name})" if term.abbr else name, target))
    for name, target in sorted(entries, key=lambda entry: (entry[0].casefold(), entry[1])):
        yield {"name": name, "target": target}


def imprint(library: Library, how_to_read: Sequence[str] = ()) -> etree._Element:
    """The text behind the cover: the standing notice, how to read the book, address, licence and contact.

    Words of a book's own on `how_to_read` it replace the usual ones.
    """
    made = etree.Element("imprint")
    locale, licence = library.locale, library.locale.about.licence
    for page in library.pages.values():
        notice = page.content.find(NOTICE)
        if notice is not None:
            made.append(etree.fromstring(etree.tostring(notice, with_tail=False)))
            break
    lines = list(how_to_read) or [locale.label("print.how_to_read")]
    if locale.programme.appearance.show_grounds:
        lines.append(legend(locale))
    if library.url(""):
        lines.append(locale.label("print.online", address=library.url("")))
    lines.append(locale.label("print.licensed", licence=licence.name, address=licence.address))
    if locale.about.responsible is not None:
        lines.append(locale.label("print.responsible", body=body_of(locale)))
        contact = contact_at(locale.about.responsible.contact)
        if not contact.is_placeholder:  # paper cannot be corrected
            lines.append(locale.label("print.contact", address=contact.words))
    for line in lines:
        etree.SubElement(made, "p").text = line
    return made
