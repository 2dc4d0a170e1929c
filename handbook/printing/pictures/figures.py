"""A picture that a page shows, as a file of its own: cut from the built page, set as printed forms are."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree, html

from handbook.localised import Locale
from handbook.outputs.pictures import Figure, Format
from handbook.printing.document import BODY, Library, PrintDocument, settings
from handbook.printing.html_subset import vocabulary
from handbook.printing.report import NoSite
from handbook.printing.signs import legend, set_signs
from handbook.printing.site_pages import page_text, resolve
from handbook.printing.tree import words
from handbook.printing.typst_compile import draw, lay_out
from handbook.views.citation import web_address
from handbook.views.pictures.on_pages import TIMELINE

_DOTS_PER_INCH = 216  # at which a picture 190 mm wide has 1616 pixels
_TEMPLATE = "figure.typ"
_RESTS_ON = re.compile(r'<p class="rests-on">.*?</p>', re.DOTALL)


@dataclass(frozen=True)
class FigureContent:
    """What the files of one picture show in one language: input for Typst, and what prevents it."""

    title: str
    document: bytes
    settings: bytes
    problems: tuple[str, ...]


def figure_content(locale: Locale, site: Path, figure: Figure, address: str) -> FigureContent:
    """The picture as it stands on its page in the folder `site`; `address` is that of the site, or "".

    Raises:
        NoSite: if the site lacks the page, or the page the picture.
    """
    page = figure.page
    text = page_text(site, locale, page)
    root = etree.Element("picture", {"from": page})
    root.extend(_cut(text, figure))
    if root.find(".//sup[@class='sign']") is not None:
        root.extend(_parsed(found[0]) if (found := _RESTS_ON.search(text)) else ())
        etree.SubElement(root, "p", {"class": "legend"}).text = legend(locale)
    for link in root.iter("a"):
        _lead_on(link, page, locale, address)
    name = locale.name(figure.section, figure.key)
    told = settings([Library(locale, {})], name, BODY)
    caption = root.find(".//figcaption")
    named = caption is not None and not caption.get("class") and words(caption).startswith(figure.title)
    told["shows"] = "" if named else figure.title
    told["site"] = web_address(locale, page, address).partition("://")[2].rstrip("/") if address else ""
    told["licence"] = locale.about.licence.name
    made = PrintDocument(_TEMPLATE, root, told)
    title = f"{name} – {figure.title}"
    return FigureContent(title, made.xml(), made.settings_json(), tuple(made.problems()))


def set_figure(content: FigureContent, form: Format) -> bytes:
    """The picture as SVG or PNG.

    Raises:
        typst.TypstError: if Typst refuses it.
    """
    with tempfile.TemporaryDirectory(prefix="handbook-figure-") as name:
        folder = Path(name)
        lay_out(folder, content.document, content.settings, {})
        return draw(folder / _TEMPLATE, folder, form, _DOTS_PER_INCH, {"folder": "/document"})


def _cut(text: str, figure: Figure) -> Iterator[etree._Element]:
    """The picture in the text of a page."""
    if figure.kind == TIMELINE:
        pattern = r'<ol class="timeline">.*?</ol>'
    else:
        pattern = rf'<figure class="picture picture-{figure.kind}".*?</figure>'
    found = re.findall(pattern, text, re.DOTALL)
    if len(found) <= figure.place:
        raise NoSite(f"/{figure.page}/ shows no such picture; build the site again")
    return _parsed(found[figure.place])


def _parsed(text: str) -> Iterator[etree._Element]:
    held = vocabulary().reduce(html.fragment_fromstring(text, create_parent="div"))
    set_signs(held)
    yield from held


def _lead_on(link: etree._Element, page: str, locale: Locale, site: str) -> None:
    """Have a link lead to the page on the web, without a footnote; without an address it leads nowhere."""
    resolve(link, page)
    link.set("spelled", "yes")
    target = link.get("to")
    if target is None:
        return
    del link.attrib["to"]
    if site:
        to, _, anchor = target.partition("#")
        link.set("href", web_address(locale, to, site) + (f"#{anchor}" if anchor else ""))
