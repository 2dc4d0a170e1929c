"""How a page is cited, and links to it that can be pasted elsewhere."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from urllib.parse import quote

from handbook.localised import Locale

_SPECIAL = re.compile(r"([\\`*_~\[\]()<>|&])")  # what Markdown reads as a mark within a link’s words
_ADDRESS = ":/?#@!$&'*+,;=%-._~"  # allowed in an address between Markdown’s parentheses


def citation(locale: Locale, title: str, address: str, publisher: str = "") -> str:
    """Publisher, title with its code, handbook, edition, date and address in the words of the edition.

    The publisher is that of the programme unless another is named. There may be no address.
    """
    cited = locale.label(
        "cite.pattern",
        publisher=publisher or locale.text(locale.about.publisher),
        title=title,
        book=locale.text(locale.about.title),
        edition=locale.about.edition,
        date=locale.date,
        address=address,
    )
    return cited.rstrip()


def web_address(locale: Locale, address: str, site: str) -> str:
    """The address of a page in the edition’s language; `site` is the address of the site, or ""."""
    own = "" if locale.language == locale.original else f"{locale.language}/"
    return f"{site}{own}{address}/"


def in_language(locale: Locale, language: str) -> Locale:
    """The same programme in another of its languages, for names and labels."""
    return locale if language == locale.language else replace(locale, language=language)


def html_link(title: str, address: str) -> str:
    """A link as HTML."""
    return f'<a href="{html.escape(address)}">{html.escape(title, quote=False)}</a>'


def markdown_link(title: str, address: str) -> str:
    """A link as Markdown, in tables too."""
    words = _SPECIAL.sub(r"\\\1", " ".join(title.split()))
    return f"[{words}]({quote(address, safe=_ADDRESS)})"
