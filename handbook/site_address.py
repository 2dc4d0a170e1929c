"""The web address of a built site, as its home page states it, and which addresses are placeholders."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')
# Reserved for examples (RFC 2606), or known to one computer only.
_PLACEHOLDERS = {"example.org", "example.com", "example.net", "localhost", "127.0.0.1"}


def address_of_site(site: Path) -> str:
    """Address of the site in a folder, from its home page; "" if that names none."""
    try:
        canonical = CANONICAL.search((site / "index.html").read_text(encoding="utf-8"))
    except OSError:
        return ""
    return unescape(canonical[1]) if canonical else ""


def is_placeholder(address: str) -> bool:
    """Whether a web or mail address is only a placeholder."""
    parts = urlsplit(address)
    host = parts.path.rpartition("@")[2] if parts.scheme == "mailto" else parts.hostname
    return host in _PLACEHOLDERS
