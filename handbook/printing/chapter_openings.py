"""How a chapter of a book opens: what is inside, and the route where the chapter is about stages."""

from __future__ import annotations

from urllib.parse import unquote

from lxml import etree

from handbook.printing.document import Library
from handbook.printing.sections import route
from handbook.printing.tree import words
from handbook.views.reading_order import Chapter

_FEWEST, _MOST = 3, 24  # parts that are listed; of more, such as terms, the page is a list already
_LONG = 600  # words; what is shorter is seen at a glance
_BEFORE = ("lead", "rests-on")  # what stands between the title of a page and its contents


def open_chapter(made: etree._Element, library: Library, chapter: Chapter) -> None:
    """Put the picture and the list of what is inside behind the title of a chapter's first section.

    A page that names all its records has no second list of them, a short page none of its parts.
    """
    added = []
    if chapter.kind == "stages" and made.find(".//figure") is None:
        drawn = route(library)
        added += [] if drawn is None else [drawn]
    inside = _inside(made, library, chapter)
    if _FEWEST <= len(inside) <= _MOST:
        above = etree.Element("p", {"class": "inside-title"})
        above.text = library.locale.label("print.inside")
        listing = etree.Element("ul", {"class": "inside"})
        for target, title in inside.items():
            link = etree.SubElement(etree.SubElement(listing, "li"), "a", to=target)
            link.text = title
        added += [above, listing]
    place = next(
        (n for n, child in enumerate(made) if child.tag != "h1" and child.get("class") not in _BEFORE),
        len(made),
    )
    for offset, element in enumerate(added):
        made.insert(place + offset, element)


def _inside(made: etree._Element, library: Library, chapter: Chapter) -> dict[str, str]:
    """The addresses and titles of a chapter's records, or of the parts of its page if it has none."""
    if chapter.records:
        linked = {link.get("to") for link in made.iterfind(".//li//a")}
        named = linked.issuperset(chapter.records)
        return {} if named else {address: library.pages[address].title for address in chapter.records}
    if len(words(made).split()) < _LONG:
        return {}
    heads = (head for head in made.iter("h2") if head.get("id") and not head.get("beside"))
    return {unquote(head.get("id", "")): words(head) for head in heads}
