"""All that is made of one page from data, in one go, so that it is kept and found as one."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.html.renderer import Renderer
from handbook.html.search_index import entries_of
from handbook.model.kinds import KINDS
from handbook.outputs.machine_files import TEXT_SECTIONS
from handbook.plaintext.markdown import record_part
from handbook.plaintext.messages import message
from handbook.views.outline import outline
from handbook.views.pages import Page
from handbook.views.web import Web


@dataclass(frozen=True)
class PageParts:
    """What is made of a page: its content as HTML, its entries in the search index, its texts.

    `text` is the plain text to pass on, `part` what stands of the page in llms-full.txt; "" if there is none.
    """

    content: str
    entries: list[dict[str, str]]
    text: str
    part: str


def page_parts(renderer: Renderer, web: Web, address: str, url: str) -> PageParts:
    """Everything made of the page at `address`, whose `url` is the one that search leads to.

    Raises:
        KeyError: if no page is made from data at that address.
    """
    page: Page | None = renderer.reads.value("page", address)
    if page is None or page.is_overview or page.portion is not None:
        html = renderer.page(address) if address or page else renderer.part("home.html", "")
        return PageParts(renderer.with_terms(html, address), entries_of(renderer.noted, url, html), "", "")
    section, key = page.section, page.key
    blocks = outline(renderer.noted, section, key)
    html = renderer.page(address, blocks)
    return PageParts(
        renderer.with_terms(html, address),
        entries_of(renderer.noted, url, html),
        message(web, section, key, blocks) if section in TEXT_SECTIONS else "",
        record_part(web, section, key, blocks) if KINDS[section].has_pages else "",
    )
