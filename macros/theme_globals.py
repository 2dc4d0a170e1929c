"""Globals for the theme's templates: labels, navigation, the same page in the other languages."""

from __future__ import annotations

import html
import json
import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from handbook.formats import direction, language_name, regional_tag
from handbook.html import scripts, social_picture, stylesheet
from handbook.html.page_scripts import reader_words
from handbook.html.reader_scripts import not_found_script
from handbook.localised import Locale
from handbook.markup import inline
from handbook.model.addresses import way_up
from handbook.model.overviews import STATEMENTS
from handbook.model.text import Text
from handbook.outputs.machine_files import FEED, OPENSEARCH
from handbook.plaintext import messages
from handbook.views import feed, opensearch
from handbook.views.navigation import NavGroup, NavSection, navigation
from handbook.views.our_stage import stage_options
from handbook.views.pages import Page as RecordPage
from handbook.views.pages import PageLink
from handbook.views.portions import owner_of
from handbook.views.region import site_of
from handbook.views.region_home import RegionHome, region_home
from handbook.views.report import report_link
from handbook.views.structured_data import structured_data
from handbook.views.ticks import handbook_key
from handbook.views.web import Web
from macros import build_language, current_build, page_stubs, site_scripts, style_sheets


@dataclass(frozen=True)
class Alternate:
    """A page in another language: a link for people and an absolute address for programs."""

    language: str
    name: str
    link: str
    address: str
    current: bool


def add_globals(env: Environment, config: MkDocsConfig) -> None:
    """Offer our functions to the theme's templates."""
    build = current_build.current()
    locale, reads = build.renderer.noted, build.renderer.reads
    navigator = Navigator(build.locale)
    sheets = style_sheets.of_build(config, build)
    made = site_scripts.of_build(config, build)
    site_url = build_language.root_url(config.site_url, locale)
    stages = cache(lambda: {option.address: option for option in stage_options(build.locale)})
    reads.know("navigation", navigator.html)
    regional = build.locale.programme.region is not None
    reads.know("region home", lambda: region_home(build.locale))
    reads.know("stage titles", lambda: _as_json({a: o.title for a, o in stages().items()}))
    reads.know(
        "stage starts",
        lambda: _as_json({a: {"parts": o.parts, "lists": o.lists} for a, o in stages().items()}),
    )
    reads.know("is stage", lambda address: _is_stage(build.locale.addresses.at(address)))

    def in_language(language: str) -> Callable[..., Markup]:
        words = replace(locale, language=language)
        return lambda key, **values: Markup(html.escape(words.label(key, **values)))

    def alternates(page: Page | None) -> list[Alternate]:
        return _alternates(locale, page, _up(page, config), site_url)

    web = Web(locale, site_url)

    def described(page: Page) -> Markup:
        """What a page is, as JSON-LD; MkDocs treats titles and descriptions as HTML."""
        title = Markup(page.title or config.site_name).striptags()
        description = Markup((page.meta or {}).get("description") or "").striptags()
        description = description or config.site_description or ""
        return Markup(structured_data(web, _address(page), title, description, trail(page)))

    def report(page: Page | None) -> str:
        """The address for reporting a mistake on a page; "" if none is configured."""
        if page is None:
            return report_link(web, locale.label("site.not_found"), None)
        return report_link(web, Markup(page.title or config.site_name).striptags(), _address(page))

    def made_from_data(page: Page | None) -> RecordPage | None:
        held: RecordPage | None = reads.value("page", _address(page)) if page is not None else None
        return held

    def trail(page: Page | None) -> tuple[PageLink, ...]:
        made = made_from_data(page)
        return made.trail if made else ()

    def in_root(name: str, page: Page | None) -> str:
        """A link to a file that all languages share."""
        return f"{_to_root(locale, page, _up(page, config))}{name}"

    def linked(text: Text, page: Page | None) -> Markup:
        """A text whose links lead on from a page."""

        def leads_to(target: str) -> tuple[str, str] | None:
            found = locale.target(target, locale.language)
            return (_from(_up(page, config), found[0]), found[1]) if found else None

        return Markup(inline.to_html(text.get(locale.language), leads_to))

    def stage_at(page: Page) -> str:
        """The address of a page that is the page of a stage; "" of any other."""
        return _address(page) if reads.value("is stage", _address(page)) else ""

    def all_pages(by_hand: Iterable[File]) -> Iterator[tuple[str, list[Alternate]]]:
        """The address on the web of each page, with its alternates; none if the site's own is not known."""
        urls = [file.url for file in by_hand]
        urls += [file.url for file in page_stubs.files(build, config)]
        for url in urls if config.site_url else ():
            address = "" if url == "./" else url.strip("/")
            site = site_of(build.locale, address, site_url)
            if site and not (regional and site == site_url):  # those are in the list of the programme's own
                yield (
                    Web(build.locale, site_url).page(address),
                    _alternates(locale, None, "", site_url, address),
                )

    def styles_of(page: Page | None) -> list[str]:
        """The style sheets of a page: that of all pages, and those for what it shows."""
        names = [stylesheet.STYLESHEET, *stylesheet.sheets_of((page.content if page else "") or "")]
        if regional:
            names.append(stylesheet.REGION)
        return [sheets[name].name for name in names]

    def region_here() -> RegionHome | None:
        """What the home page of a region's edition says first."""
        held: RegionHome | None = reads.value("region home")
        return held

    def has_stages() -> bool:
        return bool(locale.programme.stages)

    env.globals.update(
        t=in_language(locale.language),
        label=in_language(locale.language),
        in_language=in_language,
        is_stale=lambda page: page is not None and f"docs.{page.file.src_uri}" in locale.stale,
        assets=sorted(each.name for each in (*sheets.values(), *made.values())),  # for the key of pages
        script=lambda name: made[getattr(scripts, name)].name,
        not_found_script=not_found_script,
        words_of_board=reader_words(locale, on_board=True),
        style_sheets=styles_of,
        handbook_key=handbook_key(locale.about, locale.original),
        has_stages=has_stages,
        regional=regional,
        region_here=region_here,
        stage_titles=lambda: reads.value("stage titles"),
        stage_starts=lambda: reads.value("stage starts"),
        stage_at=stage_at,
        all_pages=all_pages,
        shows_board=lambda page: "data-board=" in (page.content or ""),
        appearance=locale.programme.appearance,
        in_root=in_root,
        linked=linked,
        edition=locale,
        direction=direction,
        territory=lambda code: regional_tag(code).replace("-", "_"),
        social_picture=social_picture.NAME,
        modified=locale.about.date,
        programme=locale.programme.programme,
        statements=STATEMENTS,
        text=lambda text: Markup(html.escape(locale.text(text))),
        alternates=alternates,
        language_name=lambda code: language_name(code, locale.language),
        made_from_data=made_from_data,
        structured_data=described,
        report=report,
        has_feed=feed.has_feed(web),
        feed_file=FEED,
        feed_title=feed.feed_title(web) if feed.has_feed(web) else "",
        has_opensearch=opensearch.has_description(web),
        opensearch_file=OPENSEARCH,
        search_name=opensearch.short_name(web),
        plain_text=lambda page: messages.plain_text_at(locale, _address(page)) if page else "",
        beside=lambda name, page: f"{_up(page, config)}{name}",
        address_of=_address,
        navigation=lambda page: reads.value("navigation", _section_of(locale, page), _up(page, config)),
        to=lambda address, page: _from(_up(page, config), address),
    )


class Navigator:
    """Navigation of one edition as HTML.

    The list is the same for all pages of a folder, so it is made once for each and only the mark of the
    current page is set on every page: the time for it must not grow quadratically.
    """

    def __init__(self, locale: Locale):
        self._locale = locale
        self._sections = navigation(locale)
        self._whole = cache(self._section_html)

    def html(self, address: str | None, up: str) -> Markup:
        """The navigation as seen from the page at `address`; `up` leads from there to the edition's root."""
        parts = [self._mark(self._row(PageLink("", self._locale.label("site.home")), up), address, up)]
        for index, section in enumerate(self._sections):
            here = address is not None and section.holds(address)
            if section.whole or address is None:
                part = self._whole(index, up, here, self._group(section, address))
            else:
                part = self._listing(section, section.around(address), up, here)
            parts.append(self._mark(part, address, up) if here else part)
        return Markup("".join(parts))

    def _group(self, section: NavSection, address: str | None) -> int | None:
        """Which group of a section the page at `address` is in."""
        held = (number for number, group in enumerate(section.groups) if address in group.addresses)
        return next(held, None)

    def _section_html(self, index: int, up: str, here: bool, opened: int | None) -> str:
        section = self._sections[index]
        if section.groups:
            groups = (self._folded(group, up, n == opened) for n, group in enumerate(section.groups))
            return self._framed(section, "".join(groups), up, here)
        return self._listing(section, section.links if section.whole else (), up, here)

    def _folded(self, group: NavGroup, up: str, opened: bool) -> str:
        rows = "".join(self._row(link, up) for link in group.links)
        if not group.title:
            return rows
        return f"<li>{_details(html.escape(group.title), rows, opened)}</li>"

    def _listing(self, section: NavSection, links: tuple[PageLink, ...], up: str, here: bool) -> str:
        return self._framed(section, "".join(self._row(link, up) for link in links), up, here)

    def _framed(self, section: NavSection, rows: str, up: str, here: bool) -> str:
        if section.address is not None:
            rows = self._row(PageLink(section.address, section.title), up, "hb-nav__all") + rows
        title = f'<span class="kind-{section.kind}">{html.escape(section.title)}</span>'
        return f"<li>{_details(title, rows, here)}</li>"

    def _row(self, link: PageLink, up: str, kind: str = "") -> str:
        target = html.escape(_from(up, link.address))
        extra = f' class="{kind}"' if kind else ""
        return f'<li{extra}><a href="{target}">{html.escape(link.title)}</a></li>'

    def _mark(self, part: str, address: str | None, up: str) -> str:
        if address is None:
            return part
        target = html.escape(_from(up, address))
        return part.replace(f'<a href="{target}">', f'<a href="{target}" aria-current="page">')


def _details(title: str, rows: str, opened: bool) -> str:
    return f"<details{' open' if opened else ''}><summary>{title}</summary><ul>{rows}</ul></details>"


def _is_stage(found: tuple[str, str] | None) -> bool:
    """Whether what stands at an address is a stage, and not their overview, whose key is ""."""
    return found is not None and found[0] == "stages" and bool(found[1])


def _as_json(value: object) -> Markup:
    """A value for an attribute that scripts read."""
    return Markup(html.escape(json.dumps(value, ensure_ascii=False, separators=(",", ":"))))


def _from(up: str, address: str) -> str:
    """Link to `address` from a page from which `up` leads to the root."""
    page, _, anchor = address.partition("#")
    return (f"{up}{page}/" if page else up or "./") + (f"#{anchor}" if anchor else "")


def _up(page: Page | None, config: MkDocsConfig) -> str:
    """Relative path from a page to its edition's root; an error page has no depth and starts at the host."""
    if page is None:
        own = build_language.own_address(current_build.current().dataset, config.site_url or "")
        return urlsplit(own or "/").path
    return way_up(_address(page))


def _to_root(locale: Locale, page: Page | None, up: str) -> str:
    """Path from a page to the root of the whole site, where files of all languages are."""
    if locale.language == locale.original:
        return up
    return posixpath.join(posixpath.dirname(up.rstrip("/")), "") if page is None else f"../{up}"


def _section_of(locale: Locale, page: Page | None) -> str | None:
    """The page that the navigation marks: of a portion of a list, the one that it is from."""
    return owner_of(locale, _address(page)).partition("#")[0] if page else None


def _address(page: Page) -> str:
    return current_build.address_of(page.file.src_uri)


def _alternates(
    locale: Locale, page: Page | None, up: str, site_url: str, address: str | None = None
) -> list[Alternate]:
    """This page, or the one at `address`, in every language; an error page leads to the home pages."""
    if address is None:
        address = "" if page is None else _address(page)
    to_root = _to_root(locale, page, up)
    site_url = site_of(locale, address, site_url)
    result = []
    for code in locale.programme.languages:
        path = (f"{code}/" if code != locale.original else "") + (f"{address}/" if address else "")
        name = locale.about.language_names[code]
        result.append(
            Alternate(code, name, f"{to_root}{path}" or "./", f"{site_url}{path}", code == locale.language)
        )
    return result
