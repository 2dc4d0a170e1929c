"""Scripts and styles under names that tell what they hold, so that browsers may keep them for ever."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

# The checksum in a name: in `assets/handbook.3f0c2a91.css`, in Material's `bundle.a5f9d56c.min.js`, and a
# longer one in the many parts of a search index.
CHECKSUM = r"\.[0-9a-f]{8,12}(?:\.min)?\.(?:css|js)"
_DIGITS = 8


@dataclass(frozen=True)
class Asset:
    """A script or style sheet: its name below a site's root, and its text.

    Only what follows from the code and the settings of a programme is named in this way. What follows from
    its texts, such as the lists to tick, keeps one name: all pages would change with it.
    """

    name: str
    text: str

    def write(self, site: Path) -> None:
        """Write the file into a site.

        Raises:
            OSError: if it cannot be written.
        """
        file = site / self.name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self.text, encoding="utf-8")


def asset(name: str, text: str) -> Asset:
    """What is to stand in a site under `name`, such as `assets/handbook.css`, and the checksum of `text`."""
    stem, _, ending = name.rpartition(".")
    digest = hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
    return Asset(f"{stem}.{digest}.{ending}", text)


def plain_name(name: str) -> str:
    """The name of an asset without its checksum; other names as they are."""
    return re.sub(rf"{CHECKSUM}\Z", lambda found: f".{found[0].rpartition('.')[2]}", name)
