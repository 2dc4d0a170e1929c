"""The search index of one language, in the format that Material's search worker reads.

Material's own plugin parses every page's HTML again, which took half of a large build; the pages' HTML is
ours, or comes from Markdown, so cutting it at its headings is enough.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

# What readers do not look for: the other language, links to headings, citation, standing notice.
_LEFT_OUT = re.compile(
    r'<span class="other".*?</span>'
    r'|<a class="headerlink".*?</a>'
    r'|<footer class="cite".*?</footer>'
    r'|<aside class="notice.*?</aside>'
    r'|<nav class="neighbours".*?</nav>'
    r'|<label class="both".*?</label>',
    re.DOTALL,
)
_HEADING = re.compile(r'<h([1-3])(?:[^>]*? id="([^"]*)")?[^>]*>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SETTINGS = {
    "lang": ["en"],  # Material knows no Indonesian; without a stemmer its English setting does no harm
    "separator": r"[\s\-/.,:;()]+",
    "pipeline": ["trimmer"],
    "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}},
}


@dataclass
class Index:
    """Collects the sections of a site's pages."""

    _sections: list[dict[str, str]] = field(default_factory=list)

    def add(self, url: str, title: str, content: str) -> None:
        """Add a page: its address below the site's root, its title and its HTML."""
        self._sections += sections(url, title, content)

    def write(self, site: Path) -> None:
        """Write the index where Material's script looks for it."""
        file = site / "search" / "search_index.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        index = {"config": _SETTINGS, "docs": self._sections}
        file.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def sections(url: str, title: str, content: str) -> Iterator[dict[str, str]]:
    """The page and each of its parts that has an anchor, as location, title and text."""
    pieces = _HEADING.split(_LEFT_OUT.sub("", content))
    before, rest = pieces[0], pieces[1:]
    location, heading, text = url, title, _plain(before)
    for level, anchor, words, following in zip(rest[::4], rest[1::4], rest[2::4], rest[3::4], strict=True):
        if level == "1" or not anchor:
            text = f"{text} {_plain(following)}".strip()
            continue
        yield {"location": location, "title": heading, "text": text}
        location, heading, text = f"{url}#{anchor}", _plain(words), _plain(following)
    yield {"location": location, "title": heading, "text": text}


def _plain(markup: str) -> str:
    """Text of a piece of HTML, escaped: Material's search writes it out as HTML."""
    return html.escape(" ".join(html.unescape(_TAG.sub(" ", markup)).split()), quote=False)
