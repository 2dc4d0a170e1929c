"""The search index of one language, in the format that Material's script passes to the search worker.

Material's own plugin parses every page's HTML again, which took half of a large build; the pages' HTML is
ours, or comes from Markdown, so splitting it at headings is enough.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from handbook.localised import Locale
from handbook.model.kinds import KINDS
from handbook.model.overviews import OVERVIEWS
from handbook.views.findable import Finder
from handbook.views.portions import portion_named

# Left out of search: links to headings, tools, pictures, grounds, citation, what stands on many pages.
LEFT_OUT = re.compile(
    r'<a class="headerlink".*?</a>'
    r'|<span class="(?:ground |spelled-out").*?</span>'
    r'|<p class="(?:grounds|rests-on|legend)\b.*?</p>'
    r'|<div class="tools".*?</div>'
    r'|<figure class="picture .*?</figure>'
    r'|<details class="tail .*?</details>'
    r'|<footer class="cite".*?</footer>'
    r'|<aside class="notice notice-st.*?</aside>'
    r'|<nav class="(?:neighbours|portions)".*?</nav>'
    r'|<p class="(?:letters?|in-other|synonyms|confused|see|address)".*?</p>'
    r"|<!--contents-->",
    re.DOTALL,
)
# What print, pictures, handouts and the offline copy fill in after the build, each between its own marks:
# the present text (“not printed yet”) would stay in the index. The words in an edition's mark stay.
_FILLED_LATER = re.compile(r"<!--(?!edition\b)([a-z-]+)(?::[^>]*)?-->.*?<!--/\1-->", re.DOTALL)
_OTHER = re.compile(r'<span class="other"[^>]*> ?(.*?)</span>', re.DOTALL)
# What starts a part that can be linked to: a heading, or an entry in a list of definitions.
_PART = re.compile(r'<(h[1-3]|dt)(?:[^>]*? id="([^"]*)")?([^>]*)>(.*?)</\1>', re.DOTALL)
_OTHER_WEIGHTS = {"overview": 0.8, "prose": 0.6}  # for kinds of `views.findable`
_ENDS = ".:;?!…·"
_EXCLUDED = "data-search-exclude"  # Material's word for it
# Inline tags do not separate words; all others do.
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|em|i|small|span|strong)\b[^>]*>")
_CELL = re.compile(r"</(?:dd|t[dh])>")
_TAG = re.compile(r"<[^>]*>")


@dataclass
class Index:
    """Collects the parts of an edition's pages."""

    locale: Locale
    _entries: list[dict[str, Any]] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)  # address: number of its entry

    def add(self, entries: Iterable[dict[str, str]]) -> None:
        """Add the entries of a page."""
        for entry in entries:
            self._places[_permanent(self.locale, entry)] = len(self._entries)
            self._entries.append(entry)

    def write(self, site: Path) -> None:
        """Write the index to the path that Material's script loads: as JSON, and as a script for file://."""
        folder = site / "search"
        folder.mkdir(parents=True, exist_ok=True)
        docs = [self._with_names(entry) for entry in self._entries]
        text = json.dumps(
            {"config": self._settings(), "docs": docs}, ensure_ascii=False, separators=(",", ":")
        )
        (folder / "search_index.json").write_text(text, encoding="utf-8")
        (folder / "search_index.js").write_text(f"var __index = {text}", encoding="utf-8")

    def _settings(self) -> dict[str, Any]:
        """Settings of the worker besides the entries; Material's script needs `separator`."""
        return {"lang": [self.locale.language], "separator": r"[\s\-]+", **kind_settings()}

    def _with_names(self, entry: dict[str, str]) -> dict[str, Any]:
        """An entry with what it is found by besides its text; other entries are named by their numbers."""
        result = self._finder.at(_permanent(self.locale, entry))
        if result is None:
            return dict(entry)
        title = html.unescape(entry["title"])
        held = {
            "kind": result.kind,
            "names": [name for name in result.names if name != title],
            "also": result.also,
            "summary": " ".join(result.summary),
            "same": self._numbers(result.same),
            "led_from": self._numbers(result.led_from),
        }
        told = {name: value for name, value in entry.items() if name != "other" or not result.also}
        return {**told, **{name: value for name, value in held.items() if value}}

    def _numbers(self, addresses: tuple[str, ...]) -> list[int]:
        return [self._places[address] for address in addresses if address in self._places]

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.locale)


def kind_settings() -> dict[str, Any]:
    """Settings of the kinds of records: the weight of each, and which are parts of one page."""
    pages = {name: page.weight for name, page in OVERVIEWS.items() if page.weight is not None}
    weights = {section: kind.weight for section, kind in KINDS.items()} | pages
    collected = [name for name, kind in KINDS.items() if kind.overview == name]
    return {"weights": {**_OTHER_WEIGHTS, **weights}, "collected": collected}


def entries_of(locale: Locale, url: str, content: str) -> list[dict[str, str]]:
    """The entries of a page: its address below the edition's root, and its HTML."""
    address = url.strip("/")
    if address == locale.addresses.overviews["search"]:
        return []  # the search page is not to be found
    section, key = locale.addresses.at(address) or ("prose", address)
    title = html.escape(locale.name(section, key), quote=False)
    found = list(entries(url, title, content))
    if portion_named(locale, address) is None:
        return found
    # Of a part of a list only its entries are found, not the page itself.
    return [entry for entry in found if locale.addresses.at(_permanent(locale, entry)) is not None]


def _permanent(locale: Locale, entry: Mapping[str, str]) -> str:
    """The permanent address of what an entry is about."""
    return locale.permanent(_address(entry["location"]))


def _address(location: str) -> str:
    page, _, anchor = location.partition("#")
    return page.strip("/") + (f"#{anchor}" if anchor else "")


def entries(url: str, title: str, content: str) -> Iterator[dict[str, str]]:
    """The page and each of its parts that has an anchor, as location, title and text.

    Sections with a heading marked `data-search-exclude` are left out, and so is what is filled in after the
    build; a heading's words in another language follow as `other`.
    """
    pieces = _PART.split(LEFT_OUT.sub("", _FILLED_LATER.sub("", content)))
    entry: dict[str, str] | None = {"location": url, "title": title, "text": plain(pieces[0])}
    rest = pieces[1:]
    for tag, anchor, attributes, words, following in zip(*(rest[n::5] for n in range(5)), strict=True):
        excluded = _EXCLUDED in attributes
        if tag == "h1" or not anchor:
            if entry is not None:
                kept = following.partition("</dd>")[2] if excluded else following
                lead = "" if tag == "h1" or excluded else plain(words)
                entry["text"] = _after(entry["text"], lead, plain(kept))
            continue
        if entry is not None:
            yield entry
        entry = None
        if not excluded:
            entry = {"location": f"{url}#{anchor}", "title": plain(words), "text": plain(following)}
            other = " ".join(_OTHER.findall(words))
            if other:
                entry["other"] = other
    if entry is not None:
        yield entry


def _after(text: str, lead: str, more: str) -> str:
    """`text` followed by `more`, whose lead, a label or a sentence, is set off by punctuation."""
    if lead and lead[-1] not in _ENDS:
        lead += ":"
    more = f"{lead} {more}".strip()
    between = " " if not text or not more or text[-1] in _ENDS else " · "
    return f"{text}{between}{more}".strip()


def plain(markup: str) -> str:
    """Text of a piece of HTML in the page's language, escaped, since Material's search inserts it as HTML."""
    markup = _CELL.sub(" · ", _INLINE.sub("", _OTHER.sub("", markup)))
    text = " ".join(html.unescape(_TAG.sub(" ", markup)).split())
    return html.escape(text.removesuffix(" ·"), quote=False)
