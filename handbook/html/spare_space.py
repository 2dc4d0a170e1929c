"""HTML without the white space that templates leave between tags: readers would load it, and never see it."""

from __future__ import annotations

import re

# Elements whose white space is shown, kept or run, and lines that are empty or begin or end with spaces.
_KEPT_OR_SPARE = re.compile(
    r"(<(pre|textarea|script|style)\b.*?</\2\s*>)|\s*\n\s*", re.DOTALL | re.IGNORECASE
)


def without_spare_space(html: str) -> str:
    """A page whose lines neither begin nor end with spaces, and of which none is empty."""
    return _KEPT_OR_SPARE.sub(lambda found: found[1] or "\n", html).lstrip("\n")
