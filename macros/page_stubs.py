"""Pages made from data, as MkDocs knows them: files that prose can link to, and pages for the theme."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from handbook.views.pages import Page as PageOfRecord
from handbook.views.region import site_of
from macros import current_build
from macros.build_language import own_address
from macros.current_build import Build

_HEADING = re.compile(r'<h([123]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_OTHER = re.compile(r' ?<span class="other".*?</span>|<a class="headerlink".*?</a>|<[^>]+>', re.DOTALL)
_MOVED = re.compile(r'\bdata-anchors="([^"]*)"')  # from where the page leads on
_ID = re.compile(r'\bid="([^"]+)"')


class RecordFile(File):
    """A file that stands for a page made from data: MkDocs resolves links to it, but does not build it.

    Running Markdown and every plugin over thousands of stubs would take longer than the rest of the build.
    """

    def is_documentation_page(self) -> bool:
        """MkDocs builds those."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """MkDocs copies all that is no documentation page; this has nothing to copy."""

    @property
    def page(self) -> Page | None:
        """The page as it was built, for MkDocs to check the anchors that prose links to."""
        built = Path(self.abs_dest_path)
        return _Anchors(built.read_text(encoding="utf-8")) if built.is_file() else None  # type: ignore[return-value]

    @page.setter
    def page(self, _page: Page | None) -> None:
        """Pages attach themselves to their files; thousands of them would take much memory."""


class _Anchors:
    """What MkDocs asks of a page that prose links to."""

    def __init__(self, content: str):
        moved = (name for names in _MOVED.findall(content) for name in names.split())
        self.present_anchor_ids = {*_ID.findall(content), *moved}


class RecordPage(Page):
    """A page made from data, for the theme's templates; `title` and `description` are plain texts."""

    def __init__(self, file: File, config: MkDocsConfig, title: str, description: str):
        super().__init__(None, file, config)
        # MkDocs' templates do not escape titles and descriptions.
        self.title, self.meta = html.escape(title), {"description": html.escape(description)}

    def fill(self, content: str) -> None:
        """Set the content, as HTML, and the table of contents that follows from it."""
        self.content = content
        self.toc = TableOfContents(list(_contents(content)))


def files(build: Build, config: MkDocsConfig) -> Iterator[RecordFile]:
    """One virtual Markdown file for each page made from data."""
    for address in addresses(build):
        yield _file(config, address)


def page_at(build: Build, config: MkDocsConfig, address: str) -> RecordPage:
    """The page at an address, without its content."""
    about: PageOfRecord | None = build.renderer.reads.value("page", address)
    programme = build.locale.about
    title = about.title if about else build.locale.text(programme.title)
    description = about.description if about else build.locale.text(programme.tagline)
    made = RecordPage(_file(config, address), config, title, description)
    if build.locale.programme.region is not None and site_of(build.locale, address, "national") != "national":
        made._set_canonical_url(own_address(build.dataset, config.site_url or "") or None)
    return made


def addresses(build: Build) -> list[str]:
    """The addresses of all pages made from data; the home page is among them if nobody wrote one."""
    return [*(() if "" in build.locale.prose else ("",)), *build.renderer.pages]


def _file(config: MkDocsConfig, address: str) -> RecordFile:
    # Our own navigation lists these pages, so MkDocs need not.
    inclusion = InclusionLevel.NOT_IN_NAV
    name, built = current_build.source_of(address), f"{address}/index.html".lstrip("/")
    return RecordFile(name, None, config.site_dir, True, dest_uri=built, inclusion=inclusion)


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
