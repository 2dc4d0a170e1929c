"""The first use of each glossary term on a page leads to the glossary; some abbreviations are spelled out."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from handbook.localised import Locale
from handbook.model.addresses import href, slug
from handbook.model.records import Record, Term
from handbook.views.term_forms import Form, TermForms, Use

SPELLED_OUT = "spelled-out"
"""Class of the name that follows an abbreviation at its first use."""

# What is not running text: links and controls, headings, code, and what the page says about itself.
_NO_TEXT = frozenset(
    {
        *("h1", "h2", "h3", "h4", "h5", "h6", "th"),
        *("a", "button", "summary", "label", "select", "textarea"),
        *("code", "pre", "kbd", "samp", "cite", "script", "style", "svg"),
    }
)
_NO_TEXT_CLASSES = frozenset({"cite", "ground", "handouts", "local", "paper"})
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "source", "track", "wbr"})
_MARKUP = re.compile(
    r"(<!--.*?-->|<(?:script|style|textarea)\b.*?</(?:script|style|textarea)\s*>"
    r"""|</?[A-Za-z][^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>)""",
    re.DOTALL,
)
_JOINING = ("-", "–", "/", "’")  # signs that make one word of two
_NAME = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"""\s(class|href|lang)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")


@dataclass(frozen=True)
class _Tag:
    """The relevant facts of a tag. `change` is +1 if it opens an element, -1 if it closes one, else 0."""

    name: str
    change: int
    no_text: bool = False
    language: str = ""
    beside: bool = False
    href: str = ""


@dataclass(frozen=True)
class Glossary:
    """What is needed to link the terms of a page.

    `forms` are the forms by language; `page` is the glossary's address from the page, `anchors` maps anchors
    on it to keys, `portions` keys to the pages below it on which their terms stand; `settled` are the terms
    that need no link there.
    """

    forms: Mapping[str, TermForms]
    page: str
    anchors: Mapping[str, str]
    settled: Set[str] = frozenset()
    portions: Mapping[str, str] = field(default_factory=dict)


@dataclass
class _Done:
    """The terms that a page has linked, and those whose names it has told."""

    linked: set[str]
    told: set[str]


class TermLinks:
    """Links the terms on the pages of one edition."""

    def __init__(self, locale: Locale):
        self._locale = locale

    def on_page(self, content: str, address: str) -> str:
        """The HTML of the page at `address` with the first use of each term linked."""
        page = self._locale.addresses.overviews.get("terms")
        if page is None or address == page or address.startswith(f"{page}/"):
            return content
        glossary = Glossary(
            self._forms, href(page, address), self._anchors, self.settled(address), self._portions
        )
        return link_first_uses(content, self._locale.language, glossary)

    def settled(self, address: str) -> Set[str]:
        """The terms that need no link on a page, since it is about them."""
        return self._told_at.get(address, frozenset())

    @cached_property
    def told(self) -> tuple[Any, ...]:
        """What pages depend on of the glossary: where it is, its terms, the forms that find them."""
        forms = [
            (language, form.words, form.terms, form.full, form.spelled_out)
            for language, held in self._forms.items()
            for form in held
        ]
        return self._locale.addresses.overviews.get("terms"), self._anchors, self._portions, sorted(forms)

    @cached_property
    def _forms(self) -> dict[str, TermForms]:
        programme = self._locale.programme
        return {language: TermForms(programme, language) for language in programme.languages}

    @cached_property
    def _anchors(self) -> dict[str, str]:
        return {slug(key): key for key in self._locale.programme.terms}

    @cached_property
    def _portions(self) -> dict[str, str]:
        pages = self._locale.entry_pages().get("terms", ())
        return {key: f"{page.unit}/" for page in pages for key in page.keys}

    @cached_property
    def _told_at(self) -> dict[str, set[str]]:
        """Terms that a page is about, by its address: the page has the term's name or abbreviation."""
        result: dict[str, set[str]] = {}
        for key, term in self._locale.programme.terms.items():
            for target in term.see:
                if own_page(self._locale, term, target):
                    result.setdefault(target.strip().strip("/"), set()).add(key)
        return result


def own_page(locale: Locale, term: Term, target: str) -> bool:
    """Whether the record at `target` is what `term` names, so that its page need not link the term."""
    result = locale.addresses.resolve(target)
    if result is None or not result[1] or result[0] in ("prose", "terms", "sources"):
        return False
    record = locale.record(*result)
    same = isinstance(record, Record) and locale.text(record.name) == locale.text(term.name)
    return same or (term.abbr is not None and getattr(record, "abbr", None) == term.abbr)


def link_first_uses(content: str, language: str, glossary: Glossary) -> str:
    """HTML in `language` with the first use of each term linked.

    Texts of class `other` are beside those of the page in another language, with first uses of their own. An
    explicit link to a term counts as its first use.
    """
    pieces = _MARKUP.split(content)
    done = {code: _Done(set(glossary.settled), set(glossary.settled)) for code in glossary.forms}
    here = language
    skipped, skip_depth = "", 0
    beside, beside_depth = "", 0
    for index, piece in enumerate(pieces):
        if index % 2 == 0:
            if not skip_depth and here in done and piece and not piece.isspace():
                pieces[index] = _linked(piece, glossary, here, done[here])
            continue
        tag = _tag(piece)
        if tag.href.startswith(glossary.page) and here in done:
            done[here].linked.add(glossary.anchors.get(tag.href.partition("#")[2], ""))
        if skip_depth:
            skip_depth += tag.change if tag.name == skipped else 0
            continue
        if tag.change == 1 and tag.no_text:
            skipped, skip_depth = tag.name, 1
        elif tag.change == 1 and tag.language not in ("", here):
            if tag.beside and not beside_depth:
                here, beside, beside_depth = tag.language, tag.name, 1
            else:
                skipped, skip_depth = tag.name, 1
        elif beside_depth and tag.name == beside:
            beside_depth += tag.change
            here = here if beside_depth else language
    return "".join(pieces)


def _linked(piece: str, glossary: Glossary, language: str, done: _Done) -> str:
    """A piece of text between two tags."""
    text = html.unescape(piece) if "&" in piece else piece
    linked, end = [], 0
    for use in glossary.forms[language].find(text):
        key = use.form.terms[0]
        if len(use.form.terms) > 1:
            continue
        words = html.escape(text[use.start : use.end], quote=False)
        result = words
        if key not in done.linked:
            done.linked.add(key)
            result = f"{_opening(key, use.form, glossary)}{words}</a>"
        if key not in done.told:
            result += _spelled_out(text, use, key, done)
        if result != words:
            linked += [html.escape(text[end : use.start], quote=False), result]
            end = use.end
    return "".join([*linked, html.escape(text[end:], quote=False)]) if linked else piece


def _spelled_out(text: str, use: Use, key: str, done: _Done) -> str:
    """The name behind an abbreviation, in parentheses; "" where the text has some, or they cannot stand."""
    if not use.form.full or text[use.end :].lstrip().startswith("("):
        done.told.add(key)  # the name itself, or words of the text, tell it
        return ""
    in_parentheses = text.count("(", 0, use.start) > text.count(")", 0, use.start)
    joined = text[use.start - 1 : use.start] in _JOINING or text[use.end : use.end + 1] in _JOINING
    if not use.form.spelled_out or in_parentheses or joined:
        return ""
    done.told.add(key)
    return f'<span class="{SPELLED_OUT}"> ({html.escape(use.form.spelled_out, quote=False)})</span>'


def _opening(key: str, form: Form, glossary: Glossary) -> str:
    title = f' title="{html.escape(form.full)}"' if form.full else ""
    target = f"{html.escape(glossary.page)}{glossary.portions.get(key, '')}#{slug(key)}"
    return f'<a class="term" href="{target}"{title}>'


@lru_cache(maxsize=4096)
def _tag(markup: str) -> _Tag:
    name = _NAME.match(markup)
    if name is None or markup.startswith(("<script", "<style", "<textarea")):
        return _Tag("", 0)
    kind = name[2].lower()
    if name[1]:
        return _Tag(kind, -1)
    held = {match[1]: match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(markup)}
    classes = frozenset(held.get("class", "").split())
    return _Tag(
        kind,
        0 if kind in _VOID or markup.endswith("/>") else 1,
        kind in _NO_TEXT or bool(classes & _NO_TEXT_CLASSES),
        held.get("lang", ""),
        "other" in classes,
        html.unescape(held.get("href", "")) if kind == "a" else "",
    )
