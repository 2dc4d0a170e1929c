"""The body that answers for a handbook, and where it is reached, as pages and print show them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

from handbook.localised import Locale
from handbook.site_address import is_placeholder


@dataclass(frozen=True)
class Contact:
    """A web or mail address, the words for it, and whether it is a placeholder that reaches nobody."""

    address: str
    words: str
    is_placeholder: bool


def body_of(locale: Locale) -> str:
    """The name of the body that answers for a handbook: the publisher, unless another one is named."""
    responsible = locale.about.responsible
    named = responsible.name if responsible is not None else None
    return locale.text(named or locale.about.publisher)


def contact_at(address: str) -> Contact:
    """A contact as readers see it: a mail address without its scheme, a web address without its own."""
    words = address.partition(":")[2].removeprefix("//").partition("?")[0].rstrip("/")
    return Contact(address, unquote(words), is_placeholder(address))
