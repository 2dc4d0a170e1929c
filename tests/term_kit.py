"""Terms of the glossary on the pages of a built site: where they stand, and which of them are links.

Pages are read here by another parser, and terms are looked for by other patterns, than those that made them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from handbook.localised import Locale
from handbook.views.term_links import own_page
from tests.html_kit import NO_TEXT, VOID


@dataclass(frozen=True)
class Run:
    """A run of text: its language, the address of the link that it is in, whether it is running text."""

    text: str
    language: str
    link: str
    running: bool


class Article(HTMLParser):
    """The runs of text of a page's article."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.runs: list[Run] = []
        self._open: list[tuple[str, Run]] = [("", Run("", "", "", False))]
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        classes = set(held.get("class", "").split())
        above = self._open[-1][1]
        language = held.get("lang", above.language)
        foreign = language != above.language and "other" not in classes
        excluded = tag in NO_TEXT or bool(classes & {"cite", "ground", "handouts", "paper"}) or foreign
        running = tag == "article" or (above.running and not excluded)
        link = held.get("href", "") if tag == "a" else above.link
        if tag not in VOID:
            self._open.append((tag, Run("", language, link, running)))

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(tag == "article" for tag, _ in self._open):
            here = self._open[-1][1]
            self.runs.append(Run(data, here.language, here.link, here.running))


def folder_of(site: Path, site_locales: dict[str, Locale], code: str) -> Path:
    """The folder of the pages in one language."""
    return site if code == next(iter(site_locales)) else site / code


def articles(site: Path, site_locales: dict[str, Locale], code: str) -> Iterator[tuple[str, Article]]:
    """Every page with an article in one language: its address and its runs."""
    folder = folder_of(site, site_locales, code)
    others = {site / other for other in site_locales} - {folder}
    for file in sorted(folder.rglob("index.html")):
        text = file.read_text(encoding="utf-8")
        if "<article" in text and not others & {*file.parents}:
            yield file.parent.relative_to(folder).as_posix().removeprefix("."), Article(text)


def spellings(locale: Locale, language: str) -> tuple[re.Pattern[str], list[set[str]]]:
    """A pattern with a group for each spelling, longest first, and the terms that each may mean."""
    spelled: dict[tuple[str, bool], set[str]] = {}
    for key, term in locale.programme.terms.items():
        name = locale.plain(term.name, language)
        if term.abbr:
            spelled.setdefault((term.abbr, True), set()).add(key)
        if "(" not in name:
            spelled.setdefault((name.lower(), False), set()).add(key)
    longest = sorted(spelled, key=lambda item: -len(item[0]))
    plural = "s?" if language == "en" else ""
    groups = []
    for words, exact in longest:
        body = re.escape(words).replace(r"\ ", r"\s+") + plural
        groups.append(f"({body})" if exact else f"((?i:{body}))")
    pattern = re.compile(r"(?<![\w@#.])(?:" + "|".join(groups) + r")(?![\w@]|\.\w)")
    return pattern, [spelled[item] for item in longest]


@dataclass
class TermUses:
    """How terms are linked: uses without a link, links that are one too many, the number of links."""

    unlinked: list[tuple[str, str, str, str]]  # language of the page, its address, the words, their text
    doubled: list[tuple[str, str, str]]  # language of the page, its address, the anchor of the term
    linked: int


def term_uses(site: Path, site_locales: dict[str, Locale]) -> TermUses:
    """The first use of each term, in each language of each page, with the links of all pages."""
    uses = TermUses([], [], 0)
    for code, locale in site_locales.items():
        terms, glossary = locale.programme.terms, locale.about.addresses.terms
        patterns = {language: spellings(locale, language) for language in site_locales}
        places = {key: locale.placed(locale.addresses.of("terms", key)).replace("#", "/#") for key in terms}
        for address, article in articles(site, site_locales, code):
            page = (folder_of(site, site_locales, code) / address / "index.html").read_text(encoding="utf-8")
            links = re.findall(r'<a class="term" href="[^"]*#([^"]+)"', page)
            most = 0 if f"{address}/".startswith(f"{glossary}/") else len(site_locales)
            uses.doubled += [(code, address, link) for link in sorted({*links}) if links.count(link) > most]
            if f"{address}/".startswith(f"{glossary}/"):  # or a part of it
                continue
            at_home = {
                key
                for key, term in terms.items()
                if any(target.strip("/") == address and own_page(locale, term, target) for target in term.see)
            }
            for language, (pattern, meant) in patterns.items():
                known = {*at_home}
                for run in (run for run in article.runs if run.language == language):
                    met = {key for key, place in places.items() if run.link.endswith(place)}
                    uses.linked += len(met - known)
                    known |= met
                    for match in pattern.finditer(run.text) if run.running else ():
                        keys = meant[(match.lastindex or 0) - 1]
                        if len(keys) == 1 and not keys <= known:
                            uses.unlinked.append((code, address, match[0], run.text))
    return uses
