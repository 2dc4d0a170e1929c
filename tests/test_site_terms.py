"""On the built site, whoever meets a term for the first time on a page can tap it.

Pages are read here by another parser, and terms are looked for by other patterns, than those that made them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest

from handbook.localised import Locale, locales
from handbook.source.load import DEFAULT_DATA, ROOT, read
from handbook.views.term_links import own_page
from tests.html_kit import NO_TEXT, VOID

EDITIONS = locales(read(DEFAULT_DATA, ROOT / "docs"))
CODES = tuple(EDITIONS)


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
        excluded = tag in NO_TEXT or bool(classes & {"cite", "ground", "handouts"}) or foreign
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


def articles(site: Path, code: str) -> Iterator[tuple[str, Article]]:
    """Every page with an article in one language: its address and its runs."""
    folder = site if code == CODES[0] else site / code
    others = {site / other for other in CODES[1:]} if code == CODES[0] else set()
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


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("code", CODES)
def test_the_first_use_of_each_term_on_each_page_is_in_a_link(code: str, language: str, site: Path) -> None:
    locale = EDITIONS[code]
    pattern, meant = spellings(locale, language)
    terms, glossary = locale.programme.terms, locale.about.addresses.terms
    linked = 0
    for address, article in articles(site, code):
        if address == glossary:
            continue
        known = {
            key
            for key, term in terms.items()
            if any(target.strip("/") == address and own_page(locale, term, target) for target in term.see)
        }
        for run in (run for run in article.runs if run.language == language):
            met = {key for key in terms if run.link.endswith(f"{glossary}/#{key.lower()}")}
            linked += len(met - known)
            known |= met
            for match in pattern.finditer(run.text) if run.running else ():
                keys = meant[(match.lastindex or 0) - 1]
                assert len(keys) > 1 or keys <= known, (address, match[0], run.text)
    assert linked > 200


@pytest.mark.parametrize("code", CODES)
def test_no_term_is_linked_twice_on_a_page_and_none_in_the_glossary(code: str, site: Path) -> None:
    for address, article in articles(site, code):
        folder = site if code == CODES[0] else site / code
        page = (folder / address / "index.html").read_text(encoding="utf-8")
        links = re.findall(r'<a class="term" href="[^"]*#([^"]+)"', page)
        assert max(map(links.count, links), default=0) <= len(CODES), address
        assert not links or address != EDITIONS[code].about.addresses.terms
        assert article.runs


def test_hand_written_pages_have_links_too(site: Path) -> None:
    for code, locale in EDITIONS.items():
        folder = site if code == CODES[0] else site / code
        written = [(folder / address / "index.html").read_text(encoding="utf-8") for address in locale.prose]
        assert any('<a class="term" href="' in page for page in written)


@pytest.mark.parametrize("code", CODES)
def test_the_search_finds_sentences_as_they_were_written(code: str, site: Path) -> None:
    locale = EDITIONS[code]
    folder = site if code == CODES[0] else site / code
    index = (folder / "search" / "search_index.json").read_text(encoding="utf-8")
    for task in locale.programme.tasks.values():
        words = " ".join(locale.text(task.summary).split())
        assert words.replace("&", "&amp;").replace('"', '\\"') in index
