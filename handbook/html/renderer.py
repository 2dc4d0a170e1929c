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
from handbook.model.text import Ground, Grounded, Text
from handbook.model.traverse import grounded
from handbook.outputs.data_files import FOLDER
from handbook.outputs.machine_files import CALENDAR, FEED
from handbook.plaintext import messages
from handbook.source.load import Dataset
from handbook.views import (
    feed,
    materials,
    relations,
)
from handbook.views.citation import citation, web_address
from handbook.views.cut_blocks import shown_in, without_portions
from handbook.views.grounds import usual_ground
from handbook.views.outline import outline
from handbook.views.pages import Page, pages
from handbook.views.portions import portions_of_anchors, portions_on
from handbook.views.web import Web


class Renderer:
    """Renders the pages of one edition.

    `site_url` is where the edition's site will live, for citations; `repository` is where its data can be
    edited unless the data says so itself; "" if that is not known.
    """

    def __init__(self, locale: Locale, dataset: Dataset, site_url: str = "", repository: str = ""):
        self.locale = locale
        self._dataset = dataset
        self._site_url = site_url
        self._repository = locale.about.repository or repository
        self._usual: dict[str, Ground | None] = {}

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every page made from data, by address."""
        return {page.address: page for page in pages(self.locale)}

    def page(self, address: str) -> Markup:
        """Content of the page at `address`.

        Raises:
            KeyError: if no page is made from data at that address.
        """
        page = self.pages[address]
        programme = self.locale.programme
        lists = portions_on(self.locale, address)
        if page.is_overview:
            kind = KINDS.get(page.section)
            default = "list.html" if kind is not None and kind.has_pages else "entries.html"
            names = [f"{page.section}.html", default]
            extra: dict[str, Any] = {
                "usual": self._usual_on(page.section),
                "kind": kind,
                "records": _entries(getattr(programme, page.section, {}), page),
                "outline_of": partial(outline, self.locale),
                "feed_link": self._feed_link(address),
            }
        else:
            record = self.locale.record(page.section, page.key)
            names = ["portion.html" if page.portion else "record.html"]
            lead = getattr(record, KINDS[page.section].lead)
            blocks = outline(self.locale, page.section, page.key)
            extra = {
                "usual": usual_ground((lead, *(e for block in blocks for e in block.all_grounds))),
                "record": record,
                "code": self.locale.code(page.section, page.key),
                "lead": KINDS[page.section].lead,
                "blocks": without_portions(blocks, lists) if lists else blocks,
                "block_shown": shown_in(blocks, page.portion) if page.portion else None,
                "terms": self._glossary.on_page(record),
            }
        extra |= {"portion": page.portion, "portions": lists, **self._citation(page)}
        return self._render(names, address, page=page, **extra)

    def _usual_on(self, section: str) -> Ground | None:
        """The ground of most statements of an overview; all its portions have the same."""
        if section not in self._usual:
            self._usual[section] = usual_ground(self._statements_of(section))
        return self._usual[section]

    def _statements_of(self, section: str) -> Iterator[Grounded]:
        """What an overview says: the leads of records with pages of their own, else all of its sections."""
        kind = KINDS.get(section)
        if kind is not None and kind.has_pages:
            return (getattr(record, kind.lead) for record in getattr(self.locale.programme, section).values())
        shown = OVERVIEWS[section].shows if section in OVERVIEWS else (section,)
        return (entry for path, entry in grounded(self.locale.programme) if path[0] in shown)

    def part(self, template: str, origin: str) -> Markup:
        """A part of a hand-written page at `origin`, such as doors.html."""
        return self._render([template], origin, usual=None)

    def _render(self, templates: list[str], origin: str, **values: Any) -> Markup:
        """The first of the templates that exists, rendered."""
        context = {**self._shared, **self._on_page(origin), **values}
        return Markup(environment().select_template(templates).render(context))

    @cached_property
    def _glossary(self) -> relations.Glossary:
        return relations.Glossary(self.locale.programme)

    @cached_property
    def _shared(self) -> dict[str, Any]:
        locale = self.locale
        return {
            "programme": locale.programme,
            "edition": locale,
            "about": locale.about,
            "language": locale.language,
            "other_language": locale.other,
            "overviews": locale.addresses.overviews,
            "site_url": self._site_url,
            "t": locale.label,
            "text": locale.text,
            "name": locale.name,
            "by_letter": self._by_letter,
            "marked": lambda words: Markup(inline.to_html(words, lambda _target: None)),
            "data_folder": FOLDER,
            "calendar_file": CALENDAR,
            "data_version": published_version(self._dataset.folder),
            "counts": Counter(e.ground for _, e in grounded(locale.programme) if e.ground),
            "certainties": Counter(certainty_of(locale.programme, e) for _, e in grounded(locale.programme)),
        }

    def _on_page(self, origin: str) -> dict[str, Any]:
        """Template variables that depend on the page being rendered: links are relative to it."""
        locale = self.locale
        other = locale.other or locale.language

        def in_language(language: str) -> Callable[[Text], Markup]:
            return lambda text: Markup(locale.html(text, language, origin))

        return {
            "own": in_language(locale.language),
            "other": in_language(other),
            "url": lambda section, key: locale.url(section, key, origin),
            "link": lambda address: href(locale.placed(address), origin),
            "target_url": lambda target: href(locale.placed(self._address(target)), origin),
            "target_name": self._target_name,
            "moved": self._moved(origin),
            "site_root": self._site_root(origin),
        }

    def _site_root(self, origin: str) -> str:
        """Relative path from the page at `origin` to the site's root, where files of all languages are."""
        up = href("", origin)
        return up if self.locale.language == self.locale.original else f"{up}../"

    def _address(self, target: str) -> str:
        result = self.locale.addresses.resolve(target)
        return self.locale.address(*result) if result else target

    def _target_name(self, target: str) -> str:
        result = self.locale.addresses.resolve(target) or self.locale.addresses.behind(target)
        return self.locale.name(*result) if result else target

    def _moved(self, origin: str) -> list[tuple[str, str]]:
        """Former anchors of this page, each with its present address."""
        redirects = self.locale.programme.redirects.items()
        return [(old.split("#")[1], new) for old, new in redirects if old.startswith(f"{origin}#")]

    def _by_letter(self, records: dict[str, Any]) -> list[tuple[str, list[str]]]:
        """Keys grouped by first letter, in alphabetical order of what readers see."""
        letters: dict[str, list[str]] = {}

        def shown(key: str) -> str:
            return getattr(records[key], "abbr", None) or self.locale.text(records[key].name)

        for key in sorted(records, key=lambda key: (shown(key).casefold(), key)):
            letters.setdefault(shown(key)[:1].upper(), []).append(key)
        return list(letters.items())

    def _citation(self, page: Page) -> dict[str, str]:
        locale = self.locale
        address = web_address(locale, page.address, self._site_url)
        anchor = materials.anchor_of(locale, page.section, page.key)
        return {
            "citation": citation(locale, page.title, address),
            "address": address if self._site_url else "./",
            "materials_address": f"{self._materials_page(anchor)}#{anchor}" if anchor else "",
            "edit_address": self._edit_address(page),
            "plain_text": self._beside(messages.plain_text_at(locale, page.address), page.address),
        }

    def _materials_page(self, anchor: str) -> str:
        """The page of materials, or the portion of it, that has an anchor."""
        overview = self.locale.addresses.overviews["materials"]
        return portions_of_anchors(self.locale, overview).get(anchor, overview)

    def _feed_link(self, origin: str) -> str:
        has_feed = feed.has_feed(Web(self.locale, self._site_url))
        return self._beside(FEED, origin) if has_feed else ""

    def _beside(self, file: str, origin: str) -> str:
        """Link from the page at `origin` to a file below the edition's root; "" if there is none."""
        return f"{way_up(origin)}{file}" if file else ""

    def _edit_address(self, page: Page) -> str:
        """Link for editing the page's data, with its line; "" if no repository is configured."""
        if not self._repository:
            return ""
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
