"""Names of the files by which devices keep the texts of a handbook, to be read without a line.

All but the worker stand below the root of a language. Neither the offline copy (`offline`) nor a published
edition has them.
"""

from __future__ import annotations

import re

WORKER = "service-worker.js"  # at the site's root: a worker serves its own folder and what is below
SUMMARY = "kept.json"  # version and size of the texts
FILES = "kept-files.json"  # every file with a hash of its content
WEB_MANIFEST = "handbook.webmanifest"
SCRIPT = "assets/reader/keeping.js"
ICONS = {192: "assets/icons/192.png", 512: "assets/icons/512.png"}
MASKABLE = "assets/icons/maskable-512.png"  # the system cuts it to a shape of its own
FAVICON, TOUCH_ICON = "favicon.ico", "apple-touch-icon.png"
"""Icons at the site's root that browsers and telephones look for without a link."""
DRAWN = frozenset({".svg", ".png"})
"""The kinds of pictures from which icons are drawn."""
KEEPS_NOTHING = b"document.currentScript.ran=true;\n"
"""The script's content in copies of a site."""

_SCRIPT = re.compile(r"(?:.*/)?assets/reader/keeping(?:\.[0-9a-f]+)?(?:\.min)?\.js")


def is_script(name: str) -> bool:
    """Whether a file of a site is the script with which pages keep texts, in any language."""
    return _SCRIPT.fullmatch(name) is not None
