"""The book of a region: what it says of itself, its stage, its tasks, the pages to which it adds notes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from handbook.model.overviews import LOCAL
from handbook.printing.book import cover, cover_lines, imprint
from handbook.printing.document import BODY, Library, PrintDocument, place_links, settings
from handbook.printing.sections import Place, aliases, labels, names_only, section, with_code, without_notice
from handbook.views.region import name_of_region, own_pages, region_of


def local_book(library: Library) -> PrintDocument:
    """The book of the region whose edition the library has; the text of the programme is in another book."""
    locale = library.locale
    root = etree.Element("book")
    root.append(cover(library))
    root.append(imprint(library, list(_how_to_read(library))))
    pictures: dict[str, bytes] = {}
    for address, place in _places(library):
        made = section(library, address, place)
        names_only(made)
        without_notice(made)
        pictures |= with_code(made, library)
        root.append(made)
    held = labels(root)
    place_links(root, library, held.__contains__)
    result = settings([library], f"{library.pages[_own(library)].title}", BODY)
    result["cover"] = cover_lines(library)
    result["titles"] = [*result["titles"], name_of_region(locale)]
    result["taglines"] = [locale.label("print.kind.local-book")]
    result["index"] = None  # it explains no terms
    return PrintDocument("book.typ", root, result, pictures, aliases(library, held))


def _how_to_read(library: Library) -> Iterator[str]:
    yield library.locale.label("print.how_to_read_local")
    if library.short(""):
        yield library.locale.label("print.paths", site=library.short(""))


def _own(library: Library) -> str:
    return library.locale.addresses.overviews[LOCAL]


def _places(library: Library) -> Iterator[tuple[str, Place]]:
    """The pages of the book in order: the region's own, its tasks, its stage, pages with notes."""
    locale = library.locale
    region = region_of(locale.programme)
    assert region is not None, "only editions of regions plan such a book"
    title = library.pages[_own(library)].title
    yield _own(library), Place(LOCAL, 1, title)
    tasks = [locale.addresses.of("local_tasks", key) for key in locale.programme.local_tasks]
    for address in tasks:
        yield address, Place("local_tasks", 2, title, library.pages[address].title)
    pages = [locale.addresses.of("stages", region.stage)] if region.stage in locale.programme.stages else []
    pages += sorted(own_pages(locale) - {*tasks, *pages})
    for address in pages:
        found = locale.addresses.at(address)
        assert found is not None, "these are addresses of records"
        yield address, Place(found[0], 1, library.pages[address].title)
