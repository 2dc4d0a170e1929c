"""The build of one language that is running in this process: its data, its renderer, what macros made."""

from __future__ import annotations

import html
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from handbook.html.assets import Asset
from handbook.html.renderer import Renderer
from handbook.html.search_index import Index
from handbook.localised import Locale
from handbook.markup.harmless_html import comments
from handbook.model.text import Text
from handbook.progress import SILENT, Progress
from handbook.source.load import Dataset

# Pages cannot forge a mark, since it is random for each build.
_MARK = f"handbook:{secrets.token_hex(16)}:"
_HOLDER = re.compile(rf"<p>\s*<!--{_MARK}([^>]*)-->\s*</p>|<!--{_MARK}([^>]*)-->")


@dataclass(frozen=True)
class Made:
    """What is made of a page from data besides its file: see `handbook.html.page_parts`."""

    entries: list[dict[str, str]]
    text: str
    part: str


@dataclass
class Build:
    """One language's build.

    `texts` are the plain texts of pages, `parts` what stands of them in llms-full.txt, by address.

    What a macro renders is kept here and put in place after Markdown has run, so that HTML made from data is
    neither parsed as Markdown nor read as a template.
    """

    dataset: Dataset
    locale: Locale
    renderer: Renderer
    progress: Progress = SILENT
    texts: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    sheets: dict[str, Asset] = field(default_factory=dict)  # once they are made; scripts, too
    scripts: dict[str, Asset] = field(default_factory=dict)
    _kept: dict[str, Markup] = field(default_factory=dict)

    def keep(self, name: str, content: Markup) -> str:
        """Keep rendered HTML; return the mark that represents it on the page."""
        self._kept[name] = content
        return f"<!--{_MARK}{name}-->"

    def fill(self, content: str) -> str:
        """A page's HTML with the marks replaced by their HTML."""
        if _MARK not in content:
            return content
        used: set[str] = set()

        def kept(match: re.Match[str]) -> Markup:
            used.add(match[1] or match[2])
            return self._kept[match[1] or match[2]]

        content = _HOLDER.sub(kept, content)
        for name in used:  # a page is filled once; keeping its HTML would only take memory
            del self._kept[name]
        return content

    def misplaced(self, content: str) -> int:
        """The number of marks in a page's HTML in places where they cannot be replaced."""
        return content.count(_MARK) - sum(comment.startswith(_MARK) for comment in comments(content))

    @cached_property
    def index(self) -> Index:
        """The search index that collects the pages."""
        return Index(self.locale)

    def take(self, made: Mapping[str, Made]) -> None:
        """Collect what was made of pages, by address."""
        for address, parts in made.items():
            self.index.add(parts.entries)
            if parts.text:
                self.texts[address] = parts.text
            if parts.part:
                self.parts[address] = parts.part

    def about(self, key: str) -> str:
        """A field of the programme, escaped for use in Markdown prose."""
        value = self.locale.date if key == "date" else getattr(self.locale.about, key)
        text = self.locale.text(value) if isinstance(value, Text) else str(value or "")
        return re.sub(r"([\\`*_{}\[\]()#+.!|-])", r"\\\1", html.escape(text))


_current: list[Build] = []


def start(build: Build) -> None:
    """Set `build` as the one that runs in this process."""
    _current[:] = [build]


def current() -> Build:
    """The build that runs in this process.

    Raises:
        RuntimeError: if there is none, which means that the configuration lacks the hooks.
    """
    if not _current:
        raise RuntimeError("macros/hooks.py is missing under `hooks:` in the MkDocs configuration")
    return _current[0]


def address_of(src_uri: str) -> str:
    """Address of the page made from a Markdown file."""
    return re.sub(r"(^|/)index$", "", src_uri.removesuffix(".md"))


def source_of(address: str) -> str:
    """The Markdown file that represents the page at an address."""
    return f"{address}.md" if address else "index.md"
