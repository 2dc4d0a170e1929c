"""The parts of a printed form, ready for Typst, and what all printed forms share."""

from __future__ import annotations

import copy
import json
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from lxml import etree

from handbook.localised import Locale
from handbook.printing.fonts import missing_glyphs, other_families
from handbook.printing.html_subset import UNPRINTABLE
from handbook.printing.line_breaks import break_words, let_break, mark_long
from handbook.printing.site_pages import SitePage
from handbook.views.region import name_of_region, region_address, site_of
from handbook.views.web import Web

BODY, LARGE = 10.5, 16.0  # points
_COVER = 20  # letters of a word that fit on the cover at 34 points
_RUNNING = 54  # letters of a running head; two of them share a line


@dataclass(frozen=True)
class PrintDocument:
    """The parts of one printed form.

    `template` is the file in `print/` that typesets it, `document` the root of what it reads, `settings` what
    it is given besides. `pictures` maps file names to contents; `aliases` gives named destinations further
    names.
    """

    template: str
    document: etree._Element
    settings: Mapping[str, Any]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)

    def xml(self) -> bytes:
        """The document as Typst reads it; words wider than their line can break."""
        columns = 2 if self.template == "parallel.typ" or self.settings.get("paper") == "a5" else 1
        mark_long(self.document)
        let_break(self.document, columns=columns, size=self.settings["size"])
        return bytes(etree.tostring(self.document, encoding="utf-8"))

    def settings_json(self) -> bytes:
        """The settings as Typst reads them."""
        return json.dumps(self.settings, ensure_ascii=False, sort_keys=True, indent=1).encode()

    @property
    def row_heads(self) -> tuple[bool, ...]:
        """For each table in order, whether its rows begin with header cells."""
        return tuple(table.find(".//tbody/tr/th") is not None for table in self.document.iter("table"))

    def unprintable(self) -> list[str]:
        """The elements that the template does not know, each with its page."""
        return [f"page {_page(e)}: {e.get('why')}" for e in self.document.iter(UNPRINTABLE)]

    def problems(self) -> list[str]:
        """What prevents this form from being printed, each with the page and the element or character."""
        result = self.unprintable()
        for element in self.document.iter():
            for words in filter(None, (element.text, element.tail)):
                result += [f"page {_page(element)}: {glyph}" for glyph in missing_glyphs(words)]
        for words in _strings(self.settings):
            result += [f"the cover or a label: {glyph}" for glyph in missing_glyphs(words)]
        return list(dict.fromkeys(result))


def _strings(held: Any) -> Iterator[str]:
    """Every text in settings."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, Mapping):
        for value in held.values():
            yield from _strings(value)
    elif isinstance(held, (list, tuple)):
        for value in held:
            yield from _strings(value)


def _page(element: etree._Element) -> str:
    """Address of the page from which an element comes."""
    within = [element, *element.iterancestors()]
    sources = ("section", "poster", "calendar", "paper")
    own = (e.get("from") or e.get("address") for e in within if e.tag in sources)
    return next(filter(None, own), "") or "of the site"


@dataclass(frozen=True)
class Library:
    """One language's pages with what is needed to print them.

    `site` is the address of the programme's site on the web, "" if it is not known. The own forms of a region
    are `of_region`: codes and addresses lead to its edition, if its address is known.
    """

    locale: Locale
    pages: Mapping[str, SitePage]
    site: str = ""
    of_region: bool = False

    @property
    def language(self) -> str:
        """Code of the language."""
        return self.locale.language

    def page(self, address: str) -> etree._Element:
        """A copy of a page's content, free to be changed."""
        return copy.deepcopy(self.pages[address].content)

    def url(self, address: str) -> str:
        """The web address of a page, or ""."""
        site = self.site_of_page(address)
        return Web(self.locale, site).at(address) if site and address.partition("#")[0] in self.pages else ""

    def site_of_page(self, address: str) -> str:
        """The address of the site that has a page; "" if it is not known."""
        home = region_address(self.locale.programme) if self.of_region else ""
        return home or site_of(self.locale, address, self.site)

    def short(self, address: str) -> str:
        """An address as one would type it: without the protocol and the slash at its end."""
        return self.url(address).partition("://")[2].rstrip("/")


def settings(libraries: Sequence[Library], title: str, size: float) -> dict[str, Any]:
    """Settings for every template: title, languages, labels, size of the body text in points.

    The first library's language is that of the printed form.
    """
    locale = libraries[0].locale
    titles = list(dict.fromkeys(held.locale.text(locale.about.title) for held in libraries))
    taglines = list(dict.fromkeys(held.locale.text(locale.about.tagline) for held in libraries))
    keys = [key for key in locale.programme.labels if key.startswith("print.")]
    return {
        "title": title,
        "book": " · ".join(titles),
        "running": running_head(" · ".join(titles)),
        "titles": [break_words(title, _COVER) for title in titles],
        "taglines": taglines,
        "description": " · ".join(taglines),
        "author": locale.text(locale.about.publisher),
        "edition": locale.label("print.edition", edition=locale.about.edition, date=locale.date),
        "keywords": [locale.about.edition],
        "languages": [held.language for held in libraries],
        "labels": {key: {held.language: held.locale.label(key) for held in libraries} for key in keys},
        "site": libraries[0].short(""),
        "place": name_of_region(locale) if libraries[0].of_region else "",
        "size": size,
        "families": other_families(),
    }


def quoted(address: str) -> str:
    """An address as a label: Typst makes no destinations from labels with other characters."""
    return quote(address, safe="/#-._~")


def running_head(title: str) -> str:
    """A title shortened to fit a running head."""
    return textwrap.shorten(title, _RUNNING, placeholder=" …") if len(title) > _RUNNING else title


def place_links(root: etree._Element, library: Library, inside: Callable[[str], bool]) -> None:
    """Mark every link in `root` with what paper shows of it.

    A link to something in the form keeps `to` with a `kind` (term, source, page); one to another page of the
    site gets `href` and `path`, the address to type; one to elsewhere keeps `href`.
    """
    addresses = library.locale.addresses
    for link in root.iter("a"):
        target = link.get("to")
        if target is None:
            around = link.getparent()
            if around is not None and "address" in around.get("class", ""):
                link.set("spelled", "yes")  # the page shows the address itself
            continue
        section, _ = addresses.resolve(target) or ("", "")
        if inside(quoted(target)) and section != "search":
            link.set("to", quoted(target))
            if "term" in (link.get("class") or "").split():
                link.set("kind", "term")
                link.set("index", target)
            elif section == "sources" and "#" in target:
                link.set("kind", "source")
        else:
            del link.attrib["to"]
            result = "term" not in (link.get("class") or "").split() and section not in ("sources", "terms")
            # The foot says what site paths belong to; a page of a region may be on none.
            typed = library.site_of_page(target) or not library.site
            link.set("path", target if result and typed else "")
            if library.url(target):
                link.set("href", library.url(target))


def pictures_of(root: etree._Element, library: Library) -> dict[str, bytes]:
    """The pictures that a document shows of one language, by the names that the document uses."""
    shown = {picture.get("src", "") for picture in root.iter("img")}
    if not shown:
        return {}
    files = {name: file for page in library.pages.values() for name, file in page.pictures.items()}
    return {name: files[name].read_bytes() for name in sorted(shown & files.keys())}
