"""Links whose addresses mislead stay as they were typed, so that checks can name what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook import web_address

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


def use_in(parser: MarkdownIt) -> None:
    """Let a parser encode only the addresses that lead where they seem to lead."""
    encoded = parser.normalizeLink
    parser.normalizeLink = (  # type: ignore[method-assign]
        lambda url: url if web_address.fault(url) else encoded(url)
    )
