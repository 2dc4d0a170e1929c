"""The modules of search in a real browser, as they stand in `search/`, and what a built index holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from handbook.html.search_files import Found, write_files
from handbook.html.search_index import kind_settings
from handbook.html.search_parts import FOLDER, HEAD, code, read_part
from handbook.resources import SEARCH
from tests.browser_kit import page, serve

NAME = re.compile(r"part\.(\w+)\.js")


class Engine:
    """The engine's modules in a page of their own."""

    def __init__(self, window: Page, address: str):
        self.window, self.address = window, f"{address}engine"

    def call(self, module: str, function: str, *arguments: Any) -> Any:
        """What a function of a module, such as `words.js`, answers."""
        return self.window.evaluate(
            "async ([address, name, given]) => (await import(address))[name](...given)",
            [f"{self.address}/{module}", function, list(arguments)],
        )

    def each(self, module: str, function: str, words: list[str]) -> list[Any]:
        """What a function of a module answers for each of many words."""
        answers: list[Any] = self.window.evaluate(
            "async ([address, name, words]) => { const call = (await import(address))[name];"
            " return words.map((word) => call(word)); }",
            [f"{self.address}/{module}", function, words],
        )
        return answers

    def index(
        self, docs: list[dict[str, Any]], language: str, settings: dict[str, Any] | None = None
    ) -> None:
        """Make an index, which `search` and `reach` then ask; `settings` are those of the kinds."""
        with TemporaryDirectory() as folder:
            write_index(Path(folder), docs, language, settings or kind_settings())
            self.open(Path(folder))

    def open(self, site: Path) -> None:
        """Let `search` and `reach` ask the index of a built site, with all its parts."""
        held = parts(site)
        head = held.pop(HEAD)
        self.window.evaluate(
            "async ([address, head, parts]) => {"
            " const load = (name) => import(`${address}/${name}`);"
            " const { Index } = await load('index.js');"
            " const { languageOf } = await load('languages/index.js');"
            " globalThis.parts = { ...(await load('query.js')), ...(await load('results.js')) };"
            " globalThis.index = new Index(head, languageOf(head.lang));"
            " for (const name of Object.keys(parts)) index.hold(name, parts[name]); }",
            [self.address, head, held],
        )

    def search(self, query: str, kind: str = "") -> dict[str, Any]:
        """What the engine answers to a query."""
        (found,) = self.searches([query], kind)
        return found

    def searches(self, queries: list[str], kind: str = "") -> list[dict[str, Any]]:
        """What the engine answers to each of many queries."""
        found: list[dict[str, Any]] = self.window.evaluate(
            "([queries, kind]) => queries.map((query) => {"
            " const match = parts.found(query, index, kind), { counts, guesses, suggestions } = match;"
            " return { items: parts.items(match, index), counts, guesses, suggestions }; })",
            [queries, kind],
        )
        return found

    def found(self, query: str, kind: str = "") -> list[str]:
        """Addresses of the pages that are found, in order."""
        return [items[0]["location"].split("#")[0] for items in self.search(query, kind)["items"]]

    def told(self, words: list[str]) -> list[str]:
        """The words that the index holds and that are no stop words of its language."""
        told: list[str] = self.window.evaluate(
            "(words) => words.filter((word) => index.has(word) && !index.isStopWord(word))", words
        )
        return told

    def reach(self, words: list[str]) -> list[list[str]]:
        """For each of many queries, the words of the index to which it leads."""
        reached: list[list[str]] = self.window.evaluate(
            "(queries) => queries.map((query) =>"
            " parts.asked(query, index).flatMap(({ reached }) => [...reached.keys()]))",
            words,
        )
        return reached


@pytest.fixture(scope="session")
def engine(browser: Browser) -> Iterator[Engine]:
    """The modules of search/, ready to be called."""
    with serve(SEARCH) as served, page(browser) as window:
        window.goto(f"{served.address}engine/words.js")
        yield Engine(window, served.address)


def docs(texts: dict[str, str], kind: str = "tasks") -> list[dict[str, Any]]:
    """Entries of a small index: address and text; the title is the address."""
    return [
        {"location": f"{name}/", "title": name, "text": text, "kind": kind} for name, text in texts.items()
    ]


def write_index(site: Path, docs: list[dict[str, Any]], language: str, settings: dict[str, Any]) -> None:
    """Write the index of entries; each holds what it is found by as well: `kind`, `names` and so on."""
    lists = ("names", "also", "same", "led_from")
    found = [
        Found(
            doc.get("kind", ""), summary=doc.get("summary", ""), **{name: doc.get(name, ()) for name in lists}
        )
        for doc in docs
    ]
    write_files(site, language, settings, docs, found)


def parts(site: Path) -> dict[str, Any]:
    """What each part of the index of a built site holds, by its name, and its head."""
    files = sorted((site / FOLDER).glob("part.*.js"))
    held = {match[1]: read_part(file) for file in files if (match := NAME.fullmatch(file.name))}
    return {HEAD: read_part(site / FOLDER / HEAD), **held}


def index_of(site: Path) -> list[dict[str, str]]:
    """The entries of the index of a built site: location, title, text and kind, "" for parts of a page."""
    held = parts(site)
    head = held[HEAD]
    kinds = [kind for _, _, kind in head["sorts"]]
    assert len(kinds) < 50, "each is one letter"
    letters = "".join(map(code, range(len(kinds))))
    told = [entry for name in re.findall(".{12}", head["texts"]["parts"]) for entry in held[name]]
    return [
        {"location": location, "title": title, "text": text, "kind": kinds[letters.index(sort)]}
        for (location, title, text), sort in zip(told, head["entries"], strict=True)
    ]


def words_in(site: Path) -> list[str]:
    """Every word of the index of a built site but numbers, sorted: what people may find something by."""
    return _unfolded(re.findall("[A-Z][^A-Z]*", parts(site)[HEAD]["words"]))


def _unfolded(coded: Iterable[str]) -> list[str]:
    words = [""]
    for part in coded:
        words.append(words[-1][: ord(part[0]) - ord("A")] + part[1:])
    return words[1:]


def vocabulary(site: Path) -> set[str]:
    """Every word of letters of the index of a built site."""
    return {word for word in words_in(site) if re.fullmatch(r"[^\W\d_]+", word)}
