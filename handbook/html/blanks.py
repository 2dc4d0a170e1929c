"""Blanks in the HTML of papers: places to write that readers see as such."""

from __future__ import annotations

import re

from markupsafe import Markup

# Outside of tags only: an address in an attribute may have braces of its own.
_BLANK = re.compile(r"(<[^>]*>)|\{([^{}<>]*)\}")


def with_blanks(words: Markup) -> Markup:
    """A text that is escaped already, with each blank in an element of its own."""
    made = _BLANK.sub(lambda match: match[1] or f'<span class="blank">{match[2].strip()}</span>', words)
    return Markup(made)
