"""What the theme's templates get from us: labels, navigation, the same page in the other languages."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from handbook.addresses import href
from handbook.views.edition import Edition
from handbook.views.navigation import NavSection, navigation
from handbook.views.pages import PageLink
from macros import building, languages


@dataclass(frozen=True)
class Alternate:
    """A page in another language: link for people and absolute address for machines."""

    language: str
    name: str
    link: str
    address: str
    current: bool


def furnish(env: Environment, config: MkDocsConfig) -> None:
    """Offer our functions to the theme's templates."""
    build = building.current()
    edition = build.edition
    navigator = Navigator(edition)
    site_url = languages.root_url(config.site_url, edition)

    def in_language(language: str) -> Callable[..., Markup]:
        words = replace(edition, language=language)
        return lambda key, **values: Markup(html.escape(words.label(key, **values)))

    def alternates(page: Page | None) -> list[Alternate]:
        return _alternates(edition, None if page is None else _address(page), site_url)

    def trail(page: Page | None) -> tuple[PageLink, ...]:
        made = build.renderer.pages.get(_address(page)) if page is not None else None
        return made.trail if made else ()

    env.globals.update(
        t=in_language(edition.language),
        label=in_language(edition.language),
        in_language=in_language,
        is_stale=lambda page: page is not None and f"docs.{page.file.src_uri}" in edition.stale,
        search_script=_search_script(config),
        edition=edition,
        programme=edition.programme.programme,
        text=lambda text: Markup(html.escape(edition.text(text))),
        alternates=alternates,
        trail=trail,
        navigation=lambda page: navigator.html("" if page is None else _address(page)),
        to=lambda address, page: href(address, "" if page is None else _address(page)),
    )


def _search_script(config: MkDocsConfig) -> str:
    """Address of Material's script, which pages load when search is first used.

    Raises:
        RuntimeError: where Material no longer ships it under this name.
    """
    for folder in map(Path, config.theme.dirs):
        for file in folder.glob("assets/javascripts/bundle.*.min.js"):
            return file.relative_to(folder).as_posix()
    raise RuntimeError("Material has no assets/javascripts/bundle.*.min.js any more: see theme/main.html")


class Navigator:
    """Navigation of one edition as HTML.

    The list is the same for all pages of a folder, so it is made once for each and only the mark of the
    current page is set on every page: the time for it must not grow with the square of the pages.
    """

    def __init__(self, edition: Edition):
        self._edition = edition
        self._sections = navigation(edition)
        self._whole = cache(self._section_html)

    def html(self, address: str) -> Markup:
        """The navigation as seen from the page at `address`."""
        depth = len([part for part in address.split("/") if part])
        parts = [self._home(depth, address)]
        for index, section in enumerate(self._sections):
            here = section.holds(address)
            if section.whole:
                part = self._whole(index, depth, here)
            else:
                part = self._listing(section, section.around(address), depth, here)
            parts.append(self._mark(part, address, depth) if here else part)
        return Markup("".join(parts))

    def _section_html(self, index: int, depth: int, here: bool) -> str:
        section = self._sections[index]
        return self._listing(section, section.links, depth, here)

    def _listing(self, section: NavSection, links: tuple[PageLink, ...], depth: int, here: bool) -> str:
        rows = "".join(self._row(link, depth) for link in links)
        if section.address is not None:
            rows = self._row(PageLink(section.address, section.title), depth, "hb-nav__all") + rows
        opened = " open" if here else ""
        title = html.escape(section.title)
        return f"<li><details{opened}><summary>{title}</summary><ul>{rows}</ul></details></li>"

    def _home(self, depth: int, address: str) -> str:
        row = self._row(PageLink("", self._edition.label("site.home")), depth)
        return self._mark(row, address, depth) if not address else row

    def _row(self, link: PageLink, depth: int, kind: str = "") -> str:
        target = html.escape(_from_depth(link.address, depth))
        extra = f' class="{kind}"' if kind else ""
        return f'<li{extra}><a href="{target}">{html.escape(link.title)}</a></li>'

    def _mark(self, part: str, address: str, depth: int) -> str:
        target = html.escape(_from_depth(address, depth))
        return part.replace(f'<a href="{target}">', f'<a href="{target}" aria-current="page">')


def _from_depth(address: str, depth: int) -> str:
    """Link to `address` from any page `depth` folders deep."""
    page, _, anchor = address.partition("#")
    up = "../" * depth
    return (f"{up}{page}/" if page else up or "./") + (f"#{anchor}" if anchor else "")


def _address(page: Page) -> str:
    return building.address_of(page.file.src_uri)


def _alternates(edition: Edition, address: str | None, site_url: str) -> list[Alternate]:
    """This page in every language; an error page (None) leads to the home pages, from the site's root."""
    depth = len([part for part in (address or "").split("/") if part])
    own = edition.language != edition.original
    to_root = "../" * (depth + own) or "./"
    found = []
    for code in edition.programme.languages:
        path = (f"{code}/" if code != edition.original else "") + (f"{address}/" if address else "")
        name = edition.about.language_names[code]
        link = f"{to_root}{path}".replace(".//", "./")
        found.append(Alternate(code, name, link, f"{site_url}{path}", code == edition.language))
    return found
