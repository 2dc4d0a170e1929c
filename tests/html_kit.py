"""Reading built pages: elements with their attributes, visible text with its language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path

_VOID = "area base br col embed hr img input link meta source track wbr"
VOID = frozenset(_VOID.split())
# Elements in which no term of the glossary is linked.
NO_TEXT = (
    *("a", "h1", "h2", "h3", "h4", "h5", "h6", "th", "code", "pre", "button", "summary", "label"),
    *("script", "style", "svg", "select", "textarea", "cite"),
)
UNSEEN = {"script", "style", "template", "svg"}


@dataclass
class Element:
    """One element: tag, attributes, and the words directly or deeply inside it."""

    tag: str
    attributes: dict[str, str]
    language: str
    words: list[str] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """All its words, white space folded."""
        return " ".join("".join(self.words).split())

    def get(self, name: str) -> str:
        """An attribute, or ""."""
        return self.attributes.get(name, "")


class Page(HTMLParser):
    """A parsed page. `elements` in document order; `said` maps a language code to visible text."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.said: dict[str, list[str]] = {}
        self.errors: list[str] = []
        self._open: list[Element] = []
        self.feed(text)
        self.close()

    @classmethod
    def of(cls, file: Path) -> Page:
        """The page in a file, parsed once for all tests that read it."""
        return _parsed(file, file.stat().st_mtime_ns)

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """Elements of a tag that have these attributes (`class_` holds the class among others)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.elements
            if tag in ("", element.tag)
            and all(
                value in element.get(name).split() if name == "class" else element.get(name) == value
                for name, value in wanted.items()
            )
        ]

    def text(self, language: str) -> str:
        """Visible text in a language, white space folded."""
        return " ".join("".join(self.said.get(language, [])).split())

    @property
    def ids(self) -> list[str]:
        """Every id, in document order."""
        return [element.get("id") for element in self.elements if element.get("id")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        above = self._open[-1].language if self._open else ""
        element = Element(tag, attributes, attributes.get("lang", above))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self._open or self._open[-1].tag != tag:
            open_tags = [element.tag for element in self._open[-3:]]
            self.errors.append(f"</{tag}> closes nothing; open: {open_tags}")
            if tag not in [element.tag for element in self._open]:
                return
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.words.append(data)
        inside = {element.tag for element in self._open}
        if self._open and not inside & UNSEEN and "head" not in inside:
            self.said.setdefault(self._open[-1].language, []).append(data)


@cache
def _parsed(file: Path, changed: int) -> Page:  # noqa: ARG001 (a file that has changed is read again)
    return Page(file.read_text(encoding="utf-8"))


def pages(site: Path) -> Iterator[tuple[str, Page]]:
    """Every page of a site but error pages and redirects: its address (with language folder) and contents."""
    for file in sorted(site.rglob("index.html")):
        page = Page.of(file)
        if not page.all("meta", http_equiv="refresh"):
            yield file.parent.relative_to(site).as_posix().removeprefix("."), page


def split(address: str, languages: tuple[str, ...]) -> tuple[str, str]:
    """Language and address below its folder."""
    first, _, rest = address.partition("/")
    return (first, rest) if first in languages[1:] else (languages[0], address)
