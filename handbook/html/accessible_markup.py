"""What the theme and Markdown leave undone in the HTML of a page."""

from __future__ import annotations

import re

# Material sets it on the checkboxes behind menu and search, where HTML does not know it.
_MEANINGLESS = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
_HEADING_OR_NAMELESS_TABLE = re.compile(r'<h[1-6]\b[^>]*?\bid="([^"]+)"|<table\b(?![^>]* aria-label)')


def with_accessible_markup(page: str) -> str:
    """A page as HTML allows it, on which each table that has no name bears that of the heading before it."""
    heading = ""

    def named(found: re.Match[str]) -> str:
        nonlocal heading
        heading = found[1] or heading
        return found[0] if found[1] or not heading else f'{found[0]} aria-labelledby="{heading}"'

    return _HEADING_OR_NAMELESS_TABLE.sub(named, _MEANINGLESS.sub(r"\1", page))
