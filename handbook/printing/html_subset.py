"""What the print template knows of HTML, and a page's content reduced to that.

The list is in `resources/print/vocabulary.yaml`, beside the template.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache

import yaml
from lxml import etree

from handbook.resources import PRINT

FILE = PRINT / "vocabulary.yaml"
UNPRINTABLE = "unprintable"
_PRINTED, _UNWRAPPED, _LEFT_OUT = "printed", "unwrapped", "left out"
_REMEDY = "say in vocabulary.yaml and elements.typ of handbook/resources/print/ what paper does with it"
_SPACE = re.compile(r"[ \t\n\r\f]+")
_KEPT = (
    "id",
    "lang",
    "href",
    "src",
    "alt",
    "scope",
    "start",
    "rowspan",
    "colspan",
    "x",
    "y",
    "x1",
    "x2",
    "y1",
    "y2",
)
_STATES = {
    "aria-current": "here",
    "open": "open",
}  # what is said by an attribute that is there, and its name on paper
_NUMBERS = ("start", "rowspan", "colspan")
_CONTROL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML does not allow
# Elements that hold blocks only: white space between these has no meaning.
_HOLDERS = frozenset(
    {
        *(
            "section",
            "ul",
            "ol",
            "dl",
            "table",
            "thead",
            "tbody",
            "tr",
            "div",
            "aside",
            "blockquote",
            "figure",
            "details",
            "nav",
        )
    }
)
_BLOCKS = (
    frozenset({*("h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "th", "td", "pre", "figcaption", "summary")})
    | _HOLDERS
)


@dataclass(frozen=True)
class Vocabulary:
    """Known elements with their classes, wrappers of which only the content is printed, what is left out."""

    printed: Mapping[str, tuple[str, ...]]
    unwrapped: frozenset[str]
    left_out: frozenset[str]
    _decided: dict[tuple[str, str], str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def reduce(self, content: etree._Element) -> etree._Element:
        """The content of a page as the template reads it: a new tree with the root `page`.

        White space is folded, other attributes are dropped. An element that the template does not know
        becomes an element `unprintable`, whose attribute `why` says so.
        """
        page = etree.Element("page")
        self._copy(content, page)
        _tidy(page)
        return page

    def _copy(self, source: etree._Element, target: etree._Element, *, verbatim: bool = False) -> None:
        _say(target, source.text, verbatim)
        for child in source:
            if isinstance(child.tag, str):
                self._add(child, child.tag, target, verbatim)
            _say(target, child.tail, verbatim)

    def _add(self, child: etree._Element, tag: str, target: etree._Element, verbatim: bool) -> None:
        classes = " ".join((child.get("class") or "").split())
        treatment = self._treatment(tag, classes)
        parent = child.getparent()
        # HTML allows wrappers around pairs of a list.
        framed_pair = tag == "div" and parent is not None and parent.tag == "dl"
        if treatment == _LEFT_OUT:
            return
        if treatment == _UNWRAPPED or framed_pair:
            self._copy(child, target, verbatim=verbatim)
        elif treatment == _PRINTED:
            kept = {name: _proper(name, value) for name in _KEPT if (value := child.get(name))}
            kept = {name: value for name, value in kept.items() if value}
            kept |= {name: "yes" for state, name in _STATES.items() if child.get(state) is not None}
            if classes:
                kept["class"] = classes
            if child.get("data-search-exclude") is not None:
                kept["beside"] = "yes"  # leads elsewhere; not part of the content
            self._copy(child, etree.SubElement(target, tag, kept), verbatim=verbatim or tag == "pre")
        else:
            opening = f'<{tag} class="{classes}">' if classes else f"<{tag}>"
            why = f"the print template does not know {opening}; {_REMEDY}"
            etree.SubElement(target, UNPRINTABLE, why=why)

    def _treatment(self, tag: str, classes: str) -> str:
        """What becomes of an element with these classes; computed once, since a site has few kinds."""
        if (tag, classes) not in self._decided:
            self._decided[tag, classes] = self._decide(tag, classes.split())
        return self._decided[tag, classes]

    def _decide(self, tag: str, classes: Sequence[str]) -> str:
        if any(_selected(self.left_out, tag, c) for c in classes):
            return _LEFT_OUT
        if classes and all(_selected(self.unwrapped, tag, c) for c in classes):
            return _UNWRAPPED
        known = self.printed.get(tag)
        if known is not None and all(any(fnmatchcase(c, pattern) for pattern in known) for c in classes):
            return _PRINTED
        return UNPRINTABLE


def _selected(selectors: frozenset[str], tag: str, name: str) -> bool:
    return any(fnmatchcase(f"{tag}.{name}", selector) for selector in selectors)


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the template that is shipped."""
    read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Vocabulary(
        {tag: tuple(classes) for tag, classes in read["printed"].items()},
        frozenset(read["unwrapped"]),
        frozenset(read["left_out"]),
    )


def _proper(name: str, value: str) -> str:
    """The value of an attribute as input for Typst; "" if Typst cannot use it."""
    if name == "lang":
        first = re.split("[-_]", value.strip().lower())[0]
        return first if re.fullmatch("[a-z]{2,3}", first) else ""
    if name in _NUMBERS:
        return value.strip() if re.fullmatch(r"[1-9]\d{0,3}", value.strip()) else ""
    return _CONTROL.sub(" ", value)


def _say(element: etree._Element, words: str | None, verbatim: bool) -> None:
    """Add words at the end of an element's content; white space counts if they are verbatim."""
    if not words:
        return
    for character in dict.fromkeys(_CONTROL.findall(words)):
        around = " ".join(_CONTROL.sub(" ", words).split())[:40]
        why = f"the control character U+{ord(character):04X} in “{around}” cannot be printed; delete it"
        etree.SubElement(element, UNPRINTABLE, why=why)
    words = _CONTROL.sub(" ", words)
    if not verbatim:
        words = _SPACE.sub(" ", words)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def _tidy(element: etree._Element) -> None:
    """Drop white space without meaning: between blocks, and at the edges of a block."""
    if element.tag == "pre":
        return
    children = list(element)
    holds_blocks = element.tag in _HOLDERS or any(child.tag in _BLOCKS for child in children)
    if element.tag in _BLOCKS and element.text:
        element.text = element.text.lstrip()
    for child in children:
        _tidy(child)
        if holds_blocks and child.tag in _BLOCKS and child.tail:
            child.tail = child.tail.lstrip()
    if element.tag in _BLOCKS:
        if children and children[-1].tail:
            children[-1].tail = children[-1].tail.rstrip()
        elif not children and element.text:
            element.text = element.text.rstrip()
    if element.tag == "page" and element.text:
        element.text = element.text.strip()
