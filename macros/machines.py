"""What a site holds for programs, messengers and feed readers, beside its pages."""

from __future__ import annotations

from pathlib import Path

from handbook.plaintext import llms, messages
from handbook.views import feed, opensearch
from handbook.views.web import Web
from macros.building import Build


def write_files(site: Path, build: Build, web: Web) -> None:
    """Write the plain texts, llms.txt, the feed and the description of search of one language into `site`."""
    texts = dict(messages.messages(web))
    for old, new in web.edition.programme.redirects.items():
        if new in texts:
            texts.setdefault(old, texts[new])  # an address that was given away leads somewhere for ever
    for address, text in texts.items():
        _write(site / messages.text_address(address), text.encode(messages.ENCODING))
    _write(site / llms.CONTENTS, llms.contents(web).encode())
    prose = build.dataset.prose(web.edition.language)
    _write(site / llms.EVERYTHING, llms.everything(web, prose).encode())
    if feed.has_feed(web):
        _write(site / feed.FILE, feed.feed(web))
    if opensearch.has_description(web):
        _write(site / opensearch.FILE, opensearch.description(web))


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
