"""The web addresses of an edition: absolute, for files and messages that are read elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from handbook.localised import Locale
from handbook.markup import inline
from handbook.model.text import Text
from handbook.views.region import site_of


@dataclass(frozen=True)
class Web:
    """An edition at its address.

    `site_url` is the address of the whole site with a slash at its end; "" if it is not known, and then all
    addresses are relative to the edition's root.
    """

    locale: Locale
    site_url: str = ""

    @cached_property
    def root(self) -> str:
        """Address of this edition's home page; "" if the site has none."""
        return self._root_at(self.site_url)

    def _root_at(self, site_url: str) -> str:
        own = "" if self.locale.language == self.locale.original else f"{self.locale.language}/"
        return f"{site_url}{own}" if site_url else ""

    def page(self, address: str) -> str:
        """Address on the web of a page, or of an anchor on one."""
        page, _, anchor = address.partition("#")
        root = self._root_at(site_of(self.locale, page, self.site_url))
        return root + (f"{page}/" if page else "") + (f"#{anchor}" if anchor else "")

    def file(self, name: str) -> str:
        """Address on the web of a file below this edition's root."""
        return self.root + name

    def in_language(self, language: str) -> Web:
        """The same site in another language."""
        return replace(self, locale=replace(self.locale, language=language))

    @property
    def others(self) -> list[Web]:
        """The site in each other language."""
        languages = self.locale.programme.languages
        return [self.in_language(code) for code in languages if code != self.locale.language]

    def link(self, target: str) -> tuple[str, str] | None:
        """Address on the web and name of what a link in a text leads to; None if it leads nowhere."""
        result = self.locale.target(target, self.locale.language)
        return (self.page(result[0]), result[1]) if result else None

    def html(self, text: Text) -> str:
        """A text in this language as HTML whose links work anywhere."""
        return inline.to_html(text.get(self.locale.language), self.link)
