"""A programme in all of its languages as data files show it: plain words, names, addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from handbook.localised import Locale
from handbook.markup import inline
from handbook.model.certainty import borne_by, independent_documents
from handbook.model.records import Programme
from handbook.model.text import Grounded, Text

# Characters without meaning that cells cannot hold: controls, breaks of lines, halves of characters.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Words:
    """A programme in all of its languages.

    `editions` has one for each language, the original first; `site_url` is where the site will live, with a
    slash at its end, or "" if that is not known: addresses are then paths below the site's root.
    """

    locales: Mapping[str, Locale]
    site_url: str = ""

    @cached_property
    def programme(self) -> Programme:
        """The programme itself."""
        return next(iter(self.locales.values())).programme

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Language codes, the original first."""
        return self.programme.languages

    def text(self, text: Text | None, language: str) -> str:
        """A text in one language: its words on one line, without markup; "" if there is none."""
        return clean(self.locales[language].plain(text, language)) if text is not None else ""

    def plain(self, text: str, language: str) -> str:
        """The words of a text in one language only, such as a synonym."""
        return clean(inline.to_plain(text, lambda target: ("", self.target(target, language))))

    def label(self, key: str, language: str, **values: object) -> str:
        """A label in one language."""
        return self.locales[language].label(key, **values)

    def name(self, section: str, key: str, language: str) -> str:
        """The name of a record as others refer to it (`A1 …`); its key if it is gone."""
        if key not in getattr(self.programme, section):
            return key
        return clean(self.locales[language].name(section, key))

    def target(self, target: str, language: str) -> str:
        """The name of the record or page to which `target`, such as `t/a2`, leads."""
        locale = self.locales[language]
        result = locale.addresses.resolve(target)
        return clean(locale.name(*result)) if result else target

    def address(self, section: str, key: str, language: str) -> str:
        """The permanent address of a record in one language."""
        locale = self.locales[language]
        page, _, anchor = locale.addresses.of(section, key).partition("#")
        return f"{self.home(language)}{page}/{f'#{anchor}' if anchor else ''}"

    def home(self, language: str) -> str:
        """The address of the home page in one language."""
        return f"{self.site_url}{'' if language == self.languages[0] else f'{language}/'}"

    def mark(self, entry: Grounded, language: str) -> str:
        """The basis of a statement as pages show it: ground, how many documents say it, their codes."""
        if entry.ground is None:
            return ""
        message = self.label(f"ground.{entry.ground}", language)
        if entry.cite:
            codes = ", ".join(key.upper() for key in entry.cite)
            manner, count = borne_by(self.programme, entry), independent_documents(self.programme, entry)
            message += self.label(f"ground_cites.{manner}", language, codes=codes, count=count)
        return message


def clean(text: str) -> str:
    """A text with a space for each character that a cell cannot hold."""
    return _UNSEEN.sub(" ", text)
