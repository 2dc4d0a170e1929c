"""The content security policy that a server sends with the pages of a built site, in its configuration."""

from __future__ import annotations

import re
from pathlib import Path

from handbook.files import files_below, write_whole
from handbook.html.content_policy import header_policy

_POLICY = re.compile(r"default-src [^\"“”\n]*")


class NoPolicy(ValueError):
    """A file that has no place for a policy; the message says so."""


def policy_of_site(site: Path) -> str:
    """The policy that all pages of a site need, those of published editions too.

    Raises:
        OSError: if a page cannot be read.
    """
    pages = (file for name, file in files_below(site) if name.endswith(".html"))
    return header_policy(page.read_text(encoding="utf-8", errors="replace") for page in pages)


def write_policy(file: Path, policy: str) -> bool:
    """Put a policy in the place of those that a server's configuration has; whether that changed it.

    Raises:
        NoPolicy: if it has none, or is not UTF-8.
        OSError: if it cannot be read or written.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise NoPolicy("it is not text in UTF-8") from None
    result, count = _POLICY.subn(lambda _: policy, text)
    if not count:
        raise NoPolicy("it names no policy; write “default-src 'self'” where it belongs")
    if result != text:
        write_whole(file, result)
    return result != text
