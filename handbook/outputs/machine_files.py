"""Files for programs, messengers and feed readers: their names, below the root of a language."""

from __future__ import annotations

from handbook.model.kinds import KINDS

LLMS_CONTENTS, LLMS_EVERYTHING = "llms.txt", "llms-full.txt"
FEED = "feed.xml"
OPENSEARCH = "opensearch.xml"
CALENDAR = "calendar.ics"
SECURITY = ".well-known/security.txt"  # below the root of the whole site alone
_TEXT_ENDING = ".txt"
TEXT_SECTIONS = {section: kind.messages for section, kind in KINDS.items() if kind.messages}
"""The sections whose records have a plain text, and the blocks that it holds in this order."""


def text_address(address: str) -> str:
    """The path of the plain text of the page at `address`."""
    return f"{address}{_TEXT_ENDING}"
