"""How a page is cited, and links to it that can be pasted elsewhere."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from urllib.parse import quote

from handbook.localised import Edition

_SPECIAL = re.compile(r"([\\`*_~\[\]()<>|&])")  # what Markdown takes for a mark within a link’s words
_ADDRESS = ":/?#@!$&'*+,;=%-._~"  # what may stand in an address between Markdown’s parentheses


def citation(edition: Edition, title: str, address: str) -> str:
    """Publisher, title with its code, handbook, edition, date and address in the words of the edition."""
    return edition.label(
        "cite.pattern",
        publisher=edition.text(edition.about.publisher),
        title=title,
        book=edition.text(edition.about.title),
        edition=edition.about.edition,
        date=edition.date,
        address=address,
    )


def web_address(edition: Edition, address: str, site: str) -> str:
    """Where a page lives in the edition’s language; `site` is where the site lives, or ""."""
    own = "" if edition.language == edition.original else f"{edition.language}/"
    return f"{site}{own}{address}/"


def in_language(edition: Edition, language: str) -> Edition:
    """The same programme in another of its languages, for names and labels."""
    return edition if language == edition.language else replace(edition, language=language)


def html_link(title: str, address: str) -> str:
    """A link as HTML."""
    return f'<a href="{html.escape(address)}">{html.escape(title, quote=False)}</a>'


def markdown_link(title: str, address: str) -> str:
    """A link as Markdown, in tables too."""
    words = _SPECIAL.sub(r"\\\1", " ".join(title.split()))
    return f"[{words}]({quote(address, safe=_ADDRESS)})"
