"""HTML of every page that is made from data.

The templates in `templates/` hold the structure, `handbook.views` decides what a page shows, and every word
comes from the data. Data texts are escaped here and never meet Markdown or a template engine as source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from handbook.export.published import published_version
from handbook.html.environment import environment
from handbook.localised import Locale
from handbook.markup import inline
from handbook.model.addresses import href, way_up
from handbook.model.certainty import certainty_of
from handbook.model.kinds import KINDS
from handbook.model.overviews import OVERVIEWS
from handbook.model.text import Grounded, Text
from handbook.model.traverse import entries, grounded
from handbook.noted import noted
from handbook.outputs.data_files import FOLDER
from handbook.outputs.machine_files import CALENDAR, FEED
from handbook.plaintext import messages
from handbook.source.load import Dataset
from handbook.views import feed, materials, relations
from handbook.views.blocks import Block
from handbook.views.citation import citation, web_address
from handbook.views.cut_blocks import shown_in, without_portions
from handbook.views.grounds import usual_ground
from handbook.views.outline import outline
from handbook.views.pages import Page, pages
from handbook.views.portions import portions_of_anchors, portions_on
from handbook.views.region import is_of_region, name_of_region, site_of
from handbook.views.term_links import TermLinks
from handbook.views.web import Web


class Renderer:
    """Renders the pages of one edition.

    `site_url` is where the edition's site will live, for citations; `repository` is where its data can be
    edited unless the data says so itself; "" if that is not known. `noted` is the edition `locale` as
    templates read it, `reads` tells what they read.
    """

    def __init__(self, locale: Locale, dataset: Dataset, site_url: str = "", repository: str = ""):
        self.locale = locale
        self._dataset = dataset
        values: dict[str, Callable[..., Any]] = {
            "page": self.pages.get,
            "edit": self._edit_address,
            "usual": lambda section: usual_ground(self._statements_of(section)),
            "moved": self._moved,
            "grounds": self._grounds,
            "certainties": self._certainties,
            "terms": lambda: self._terms.told,
            "settled": lambda address: sorted(self._terms.settled(address)),
        }
        editions, self.reads = noted({locale.language: locale}, values)
        self.noted = editions[locale.language]
        self._site_url = site_url
        self._repository = locale.about.repository or repository

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every page made from data, by address."""
        return {page.address: page for page in pages(self.locale)}

    def page(self, address: str, blocks: list[Block] | None = None) -> Markup:
        """Content of the page at `address`; `blocks` are those of its record, if they are known already.

        Raises:
            KeyError: if no page is made from data at that address.
        """
        page: Page | None = self.reads.value("page", address)
        if page is None:
            raise KeyError(address)
        locale, programme = self.noted, self.noted.programme
        lists = portions_on(locale, address)
        if page.is_overview:
            kind = KINDS.get(page.section)
            default = "list.html" if kind is not None and kind.has_pages else "entries.html"
            names = [f"{page.section}.html", default]
            extra: dict[str, Any] = {
                "usual": self.reads.value("usual", page.section),
                "kind": kind,
                "records": _entries(getattr(programme, page.section, {}), page),
                "outline_of": partial(outline, locale),
                "feed_link": self._feed_link(address),
            }
        else:
            record = locale.record(page.section, page.key)
            names = ["portion.html" if page.portion else "record.html"]
            lead = getattr(record, KINDS[page.section].lead)
            if blocks is None:
                blocks = outline(locale, page.section, page.key)
            extra = {
                "usual": usual_ground((lead, *(e for block in blocks for e in block.all_grounds))),
                "record": record,
                "code": locale.code(page.section, page.key),
                "lead": KINDS[page.section].lead,
                "blocks": without_portions(blocks, lists) if lists else blocks,
                "block_shown": shown_in(blocks, page.portion) if page.portion else None,
                "terms": relations.terms_on_page(programme, record),
            }
        extra |= {"portion": page.portion, "portions": lists, **self._citation(locale, page)}
        return self._render(names, address, page=page, **extra)

    def _statements_of(self, section: str) -> Iterator[Grounded]:
        """What an overview says: the leads of records with pages of their own, else all of its sections."""
        kind = KINDS.get(section)
        if kind is not None and kind.has_pages:
            return (getattr(record, kind.lead) for record in getattr(self.locale.programme, section).values())
        shown = OVERVIEWS[section].shows if section in OVERVIEWS else (section,)
        held = ((name, getattr(self.locale.programme, name, None)) for name in shown)
        found = (entry for name, value in held for _, entry in entries(value, (name,)))
        return (entry for entry in found if isinstance(entry, Grounded))

    def part(self, template: str, origin: str) -> Markup:
        """A part of a hand-written page at `origin`, such as doors.html."""
        return self._render([template], origin, usual=None)

    def _render(self, templates: list[str], origin: str, **values: Any) -> Markup:
        """The first of the templates that exists, rendered."""
        context = {**self._shared, **self._on_page(origin), **values}
        return Markup(environment().select_template(templates).render(context))

    def with_terms(self, content: str, address: str) -> str:
        """The HTML of the page at `address` with the first use of each term linked."""
        self.reads.value("terms")
        self.reads.value("settled", address)
        return self._terms.on_page(content, address)

    @cached_property
    def _terms(self) -> TermLinks:
        return TermLinks(self.locale)

    def _grounds(self) -> dict[str, int]:
        """How many statements rest on each ground."""
        return Counter(str(e.ground) for _, e in grounded(self.locale.programme) if e.ground)

    def _certainties(self) -> dict[str, int]:
        """How many statements are of each certainty."""
        programme = self.locale.programme
        found = (certainty_of(programme, entry) for _, entry in grounded(programme))
        return Counter(str(certainty) for certainty in found if certainty is not None)

    @cached_property
    def _shared(self) -> dict[str, Any]:
        locale = self.noted
        return {
            "programme": locale.programme,
            "edition": locale,
            "about": locale.about,
            "language": locale.language,
            "other_language": locale.other,
            "site_url": self._site_url,
            "t": locale.label,
            "text": locale.text,
            "name": locale.name,
            "by_letter": self._by_letter,
            "marked": lambda words: Markup(inline.to_html(words, lambda _target: None)),
            "data_folder": FOLDER,
            "calendar_file": CALENDAR,
            "data_version": published_version(self._dataset.folder),
            "counts": lambda: self.reads.value("grounds"),
            "certainties": lambda: self.reads.value("certainties"),
        }

    def _on_page(self, origin: str) -> dict[str, Any]:
        """Template variables that depend on the page being rendered: links are relative to it."""
        locale = self.noted
        other = locale.other or locale.language

        def in_language(language: str) -> Callable[[Text], Markup]:
            return lambda text: Markup(locale.html(text, language, origin))

        def in_both_languages(text: Text) -> Markup:
            """A text in the language of the page and in the one to compare it with; two are seldom equal."""
            own = locale.html(text, locale.language, origin)
            if locale.other is None or text.alike(locale.language, other):
                return Markup(own)
            beside = locale.html(text, other, origin)
            return Markup(
                f'<span class="pair"><span class="own">{own}</span>'
                f'<span class="other" lang="{other}"> {beside}</span></span>'
            )

        marks: dict[Any, Markup] = {}

        def once_for_its_ground(mark: Callable[[Grounded], Markup], entry: Grounded) -> Markup:
            """The mark of a statement: most statements of a page share it with others."""
            ground = entry.ground, entry.cite, entry.certainty
            if ground not in marks:
                marks[ground] = mark(entry)
            return marks[ground]

        return {
            "overviews": locale.addresses.overviews,
            "in_both_languages": in_both_languages,
            "once_for_its_ground": once_for_its_ground,
            "own": in_language(locale.language),
            "other": in_language(other),
            "url": lambda section, key: locale.url(section, key, origin),
            "link": lambda address: href(locale.placed(address), origin),
            "target_url": lambda target: href(locale.placed(self._address(target)), origin),
            "target_name": self._target_name,
            "moved": self.reads.value("moved", origin),
            "site_root": self._site_root(origin),
        }

    def _site_root(self, origin: str) -> str:
        """Relative path from the page at `origin` to the site's root, where files of all languages are."""
        up = href("", origin)
        return up if self.locale.language == self.locale.original else f"{up}../"

    def _address(self, target: str) -> str:
        result = self.noted.addresses.resolve(target)
        return self.noted.address(*result) if result else target

    def _target_name(self, target: str) -> str:
        result = self.noted.addresses.resolve(target) or self.noted.addresses.behind(target)
        return self.noted.name(*result) if result else target

    def _moved(self, origin: str) -> list[tuple[str, str]]:
        """Former anchors of a page, each with its present address."""
        redirects = self.locale.programme.redirects.items()
        return [(old.split("#")[1], new) for old, new in redirects if old.startswith(f"{origin}#")]

    def _by_letter(self, records: dict[str, Any]) -> list[tuple[str, list[str]]]:
        """Keys grouped by first letter, in alphabetical order of what readers see."""
        letters: dict[str, list[str]] = {}

        def shown(key: str) -> str:
            return getattr(records[key], "abbr", None) or self.noted.text(records[key].name)

        for key in sorted(records, key=lambda key: (shown(key).casefold(), key)):
            letters.setdefault(shown(key)[:1].upper(), []).append(key)
        return list(letters.items())

    def _citation(self, locale: Locale, page: Page) -> dict[str, str]:
        site = site_of(locale, page.address, self._site_url)
        address = web_address(locale, page.address, site)
        anchor = materials.anchor_of(locale, page.section, page.key)
        local = is_of_region(locale, page.address)  # then it is not on the site of the programme
        publisher, cited_at = (name_of_region(locale), address if site else "") if local else ("", address)
        return {
            "citation": citation(locale, page.title, cited_at, publisher),
            "address": address if site else "./",
            "materials_address": f"{self._materials_page(anchor)}#{anchor}" if anchor else "",
            "edit_address": self.reads.value("edit", page.address),
            "plain_text": self._beside(messages.plain_text_at(locale, page.address), page.address),
        }

    def _materials_page(self, anchor: str) -> str:
        """The page of materials, or the portion of it, that has an anchor."""
        overview = self.noted.addresses.overviews["materials"]
        return portions_of_anchors(self.noted, overview).get(anchor, overview)

    def _feed_link(self, origin: str) -> str:
        has_feed = feed.has_feed(Web(self.noted, self._site_url))
        return self._beside(FEED, origin) if has_feed else ""

    def _beside(self, file: str, origin: str) -> str:
        """Link from the page at `origin` to a file below the edition's root; "" if there is none."""
        return f"{way_up(origin)}{file}" if file else ""

    def _edit_address(self, address: str) -> str:
        """Link for editing the data of a page, with its line; "" if no repository is configured."""
        if not self._repository:
            return ""
        page = self.pages[address]
        path = (page.section, page.key) if page.key else (page.section,)
        tree = self._dataset.home(path)
        if tree is None:
            return ""
        folder = self._dataset.folder.resolve().name
        return f"{self._repository.rstrip('/')}/{folder}/{Path(tree.label).name}#L{tree.line(path)}"


def _entries(records: dict[str, Any], page: Page) -> dict[str, Any]:
    """The records that an overview shows: all, or those of a portion."""
    portion = page.portion
    return {key: records[key] for key in portion.keys} if portion and portion.entries else records
