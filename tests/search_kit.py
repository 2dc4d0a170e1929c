"""The modules of search in a real browser, as they stand in `search/`, and the built index beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from handbook.html.search_index import kind_settings
from handbook.resources import SEARCH
from tests.browser_kit import page, serve


class Engine:
    """The engine's modules in a page of their own."""

    def __init__(self, window: Page, address: str):
        self._window, self._address = window, address

    def call(self, module: str, function: str, *arguments: Any) -> Any:
        """What a function of a module, such as `words.js`, answers."""
        return self._window.evaluate(
            "async ([address, name, given]) => (await import(address))[name](...given)",
            [f"{self._address}engine/{module}", function, list(arguments)],
        )

    def each(self, module: str, function: str, words: list[str]) -> list[Any]:
        """What a function of a module answers for each of many words."""
        answers: list[Any] = self._window.evaluate(
            "async ([address, name, words]) => { const call = (await import(address))[name];"
            " return words.map((word) => call(word)); }",
            [f"{self._address}engine/{module}", function, words],
        )
        return answers

    def index(
        self, docs: list[dict[str, Any]], language: str, settings: dict[str, Any] | None = None
    ) -> None:
        """Make an index, which `search` and `reach` then ask; `settings` are those of the kinds."""
        self._window.evaluate(
            "async ([address, docs, code, settings]) => {"
            " const load = (name) => import(address + name);"
            " const { Index } = await load('index.js');"
            " const { languageOf } = await load('languages/index.js');"
            " globalThis.parts = { ...(await load('query.js')), ...(await load('results.js')) };"
            " globalThis.index = new Index(docs, languageOf(code), settings); }",
            [f"{self._address}engine/", docs, language, settings or kind_settings()],
        )

    def search(self, query: str, kind: str = "") -> dict[str, Any]:
        """What the engine answers to a query."""
        found: dict[str, Any] = self._window.evaluate(
            "([query, kind]) => parts.results(query, index, kind)", [query, kind]
        )
        return found

    def found(self, query: str, kind: str = "") -> list[str]:
        """Addresses of the pages that are found, in order."""
        return [items[0]["location"].split("#")[0] for items in self.search(query, kind)["items"]]

    def told(self, words: list[str]) -> list[str]:
        """The words that the index holds and that are no stop words of its language."""
        told: list[str] = self._window.evaluate(
            "(words) => words.filter((word) => index.words.has(word) && !index.isStopWord(word))", words
        )
        return told

    def reach(self, words: list[str]) -> list[list[str]]:
        """For each of many queries, the words of the index to which it leads."""
        reached: list[list[str]] = self._window.evaluate(
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


def vocabulary(folder: Path) -> set[str]:
    """Every word of a built search index, as it stands there."""
    import json
    import re

    index = json.loads((folder / "search" / "search_index.json").read_text(encoding="utf-8"))
    text = json.dumps(index["docs"], ensure_ascii=False)
    return set(re.findall(r"[^\W\d_]+", text.replace("\\n", " ").lower()))
