"""Pages made from data, as MkDocs pages: each a stub with one macro call, bypassing Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from macros import current_build
from macros.current_build import Build

_HEADING = re.compile(r'<h([123]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_OTHER = re.compile(r' ?<span class="other".*?</span>|<a class="headerlink".*?</a>|<[^>]+>', re.DOTALL)
_MOVED = re.compile(r'\bdata-anchors="([^"]*)"')  # from where the page leads on
_ID = re.compile(r'\bid="([^"]+)"')


class RecordPage(Page):
    """A page whose HTML comes directly from data.

    The stub's macro has rendered the HTML already, so there is nothing for Markdown to do: running it over a
    thousand stubs would take longer than the rest of the build.
    """

    def __init__(self, file: File, config: MkDocsConfig, macro: str, title: str, description: str):
        super().__init__(None, file, config)
        self._macro = macro
        # MkDocs' templates do not escape titles and descriptions.
        self._shown = html.escape(title), html.escape(description)

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs' signature
        """The stub: no front matter, since macros would treat a title in it as a template."""
        self.markdown, self.meta = f"{{{{ {self._macro}() }}}}", {}

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - MkDocs' signature
        """Insert the HTML that the macro made, with title, anchors and table of contents."""
        assert self.markdown is not None
        self.content = current_build.current().fill(self.markdown)
        self.title, self.meta["description"] = self._shown
        moved = (name for names in _MOVED.findall(self.content) for name in names.split())
        self.present_anchor_ids = {*_ID.findall(self.content), *moved}
        self.toc = TableOfContents(list(_contents(self.content)))


def stubs(build: Build, config: MkDocsConfig) -> Iterator[File]:
    """One virtual Markdown file for each page made from data, with its page already attached."""
    if "" not in build.locale.prose:
        title = build.locale.text(build.locale.about.title)
        description = build.locale.text(build.locale.about.tagline)
        yield _stub("", "home_page", title, description, config)
    for address, page in build.renderer.pages.items():
        yield _stub(address, "record_page", page.title, page.description, config)


def _stub(address: str, macro: str, title: str, description: str, config: MkDocsConfig) -> File:
    # Our own navigation lists these pages, so MkDocs need not.
    inclusion = InclusionLevel.NOT_IN_NAV
    file = File.generated(config, current_build.source_of(address), content="", inclusion=inclusion)
    RecordPage(file, config, macro, title, description)  # attaches itself to the file
    return file


def _contents(content: str) -> Iterator[AnchorLink]:
    """The title with the headings of the second level below it, and those of the third below these.

    The title comes first, since Material's skip link leads to the first entry.
    """
    above: list[AnchorLink] = []
    for level, anchor, title in _HEADING.findall(content):
        link = AnchorLink(_OTHER.sub("", title).strip(), anchor, int(level))
        while above and above[-1].level >= link.level:
            above.pop()
        if above:
            above[-1].children.append(link)
            above.append(link)
        else:
            above = [link]
            yield link
