"""Files of a site for programs, messengers and feed readers, besides its pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handbook.outputs.machine_files import (
    CALENDAR,
    FEED,
    LLMS_CONTENTS,
    LLMS_EVERYTHING,
    OPENSEARCH,
    SECURITY,
    text_address,
)
from handbook.plaintext import llms, messages, security
from handbook.views import calendar_file, feed, opensearch
from handbook.views.web import Web


def write_files(
    site: Path, web: Web, prose: Mapping[str, Path], messages_: Mapping[str, str], parts: Mapping[str, str]
) -> None:
    """Write the plain texts, llms.txt, the feed and the description of search of one language into `site`.

    `prose` are its hand-written pages; `messages_` and `parts` what was made of the others, by address.
    """
    texts = dict(messages_)
    for old, new in web.locale.programme.redirects.items():
        if new in texts:
            texts.setdefault(old, texts[new])  # a published address must always lead somewhere
    for address, text in texts.items():
        _write(site / text_address(address), text.encode(messages.ENCODING))
    _write(site / LLMS_CONTENTS, llms.contents(web).encode())
    _write(site / LLMS_EVERYTHING, llms.everything(web, prose, parts).encode())
    if feed.has_feed(web):
        _write(site / FEED, feed.feed(web))
    if web.locale.programme.calendar:
        _write(site / CALENDAR, calendar_file.calendar_file(web))
    if opensearch.has_description(web):
        _write(site / OPENSEARCH, opensearch.description(web))


def write_security(site: Path, web: Web) -> None:
    """Write the file for those who find a weakness, if the programme names a contact for them."""
    text = security.security_txt(web)
    if text:
        _write(site / SECURITY, text.encode("ascii"))


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
