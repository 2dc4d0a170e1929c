"""The pages of a built site: the content of each, parsed, with links resolved to addresses."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html

from handbook.localised import Locale
from handbook.model.overviews import is_printed
from handbook.printing.html_subset import UNPRINTABLE, vocabulary
from handbook.printing.report import NoSite
from handbook.printing.signs import set_signs
from handbook.printing.tree import replace, words
from handbook.printing.typst_compile import picture_fault
from handbook.views.portions import owner_of

_ARTICLE = re.compile(r"<article.*</article>", re.DOTALL)
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp"})
_OF_REGIONS = ".//div[@class='local'] | .//a[strong[@class='flag local']] | .//strong[@class='flag local']"
_HERE = "https://site.invalid/"  # urljoin joins only addresses of this kind


@dataclass(frozen=True)
class SitePage:
    """One page as it is printed.

    `content` is reduced to what the print template knows. In it a link to another page of the site has the
    attribute `to`, an address; a link elsewhere keeps `href`.
    `pictures` maps the sources of its pictures to their files.
    """

    address: str
    content: etree._Element
    citation: str
    pictures: Mapping[str, Path] = field(default_factory=dict)

    @cached_property
    def title(self) -> str:
        """The text of its first heading."""
        heading = self.content.find(".//h1")
        return words(heading) if heading is not None else ""


class SitePages(Mapping[str, SitePage]):
    """The pages of one language of the site in the folder `site`, by address; each is read when it is needed.

    In the edition of a region they are as in the programme's own, unless they are `of_region`. To ask for a
    page that is missing raises NoSite.
    """

    def __init__(self, site: Path, locale: Locale, *, of_region: bool = False):
        self._site, self._locale, self._of_region = site, locale, of_region
        self._read: dict[str, SitePage] = {}
        pages = locale.addresses.pages()
        # Others are useful on the site only.
        self._known = [a for a, section, _ in pages if section == "prose" or is_printed(section)]

    def __getitem__(self, address: str) -> SitePage:
        if address not in self._read:
            if address not in self._known:
                raise KeyError(address)
            self._read[address] = _read(self._site, self._locale, address, of_region=self._of_region)
        return self._read[address]

    def __contains__(self, address: object) -> bool:
        return address in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def page_text(site: Path, locale: Locale, address: str) -> str:
    """The HTML of a page of the site in the folder `site`.

    Raises:
        NoSite: if the page is missing.
    """
    file = _file(site, locale, address)
    try:
        return file.read_text(encoding="utf-8")
    except OSError:
        raise NoSite(
            f"{file}: the build made no such page, though `/{address}/` is an address of the data; "
            "if mkdocs.yml leaves the page out (exclude_docs, draft_docs), let it in"
        ) from None


def _file(site: Path, locale: Locale, address: str) -> Path:
    own = site if locale.language == locale.original else site / locale.language
    return own / address / "index.html"


def _read(site: Path, locale: Locale, address: str, *, of_region: bool) -> SitePage:
    file, text = _file(site, locale, address), page_text(site, locale, address)
    match = _ARTICLE.search(text)
    if match is None:
        raise NoSite(f"{file}: the page has no <article>; theme/main.html must keep Material’s")
    article = html.fragment_fromstring(match[0])  # the rest of the page, much longer, is not printed
    for added in [] if of_region else article.xpath(_OF_REGIONS):
        if added.tag == "a":
            del added.attrib["aria-current"]
        else:
            added.drop_tree()
    citation = article.find(".//p[@id='citation-text']")
    for ways in article.xpath(".//nav[@data-portions]"):
        _insert_portions(ways, site, locale)
    content = vocabulary().reduce(article)
    set_signs(content)
    for link in content.iter("a"):
        resolve(link, address)
        if link.get("to"):
            link.set("to", owner_of(locale, link.get("to", "")))
    pictures = dict(filter(None, (_find_picture(picture, file) for picture in list(content.iter("img")))))
    return SitePage(
        address,
        content,
        words(citation) if citation is not None else "",
        pictures,
    )


def _insert_portions(ways: etree._Element, site: Path, locale: Locale) -> None:
    """Replace the ways to the portions of a list by the list: paper has room for all of it."""
    headings = {heading.get("id") for heading in ways.getroottree().iter("h2")}
    for address in ways.get("data-portions", "").split():
        match = _ARTICLE.search(page_text(site, locale, address))
        shown = html.fragment_fromstring(match[0]).find(".//div[@class='portion']") if match else None
        if shown is None:
            file = _file(site, locale, address)
            raise NoSite(f"{file}: the page shows no part of its list; build the site anew")
        for heading in [h for h in shown.iterchildren("h2") if h.get("id") in headings]:
            shown.remove(heading)  # which stands above the list already
        for link in shown.iter("a"):
            link.set("href", urljoin(f"{_HERE}{address}/", link.get("href", "")))
        ways.addprevious(shown)
    replace(ways)


def resolve(link: etree._Element, origin: str) -> None:
    """Set `to` on a link from the page at `origin` to another page; one to elsewhere keeps `href`."""
    href = link.get("href", "")
    link.attrib.pop("href", "")
    absolute = urljoin(f"{_HERE}{origin}/" if origin else _HERE, href)
    if absolute.startswith(_HERE):
        parts = urlsplit(absolute)
        anchor = f"#{unquote(parts.fragment)}" if parts.fragment else ""
        link.set("to", re.sub("/index.html$", "", unquote(parts.path)).strip("/") + anchor)
    elif href:
        link.set("href", href)


def _find_picture(picture: etree._Element, page: Path) -> tuple[str, Path] | None:
    """Name and file of a picture; unprintable ones are marked as such."""
    source = unquote(picture.get("src", "").partition("?")[0])
    file = (page.parent / source).resolve()
    if not (picture.get("alt") or "").strip():
        why = f"the picture {source} has no alternative text; say in words what it shows"
    elif "://" in source or source.startswith("data:") or not file.is_file():
        why = f"the picture {source} is no file of the site; put it beside the page under docs/"
    elif file.suffix.lower() not in _PICTURES:
        kinds = ", ".join(sorted(_PICTURES))
        why = f"the picture {source} is of a kind that cannot be printed; make it one of {kinds}"
    elif fault := picture_fault(file):
        why = f"the picture {source} cannot be read ({fault}); save it anew"
    else:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
        picture.set("src", f"pictures/{digest}{file.suffix.lower()}")
        return picture.get("src", ""), file
    picture.tag = UNPRINTABLE
    picture.set("why", why)
    return None
