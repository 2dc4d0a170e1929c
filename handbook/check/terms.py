"""Words that may mean either of two terms are linked by hand at their first use: nothing else can tell."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from handbook.check.case import Case, Rule
from handbook.files import text_of
from handbook.markup import inline
from handbook.model.addresses import slug
from handbook.model.text import Text
from handbook.model.traverse import DataPath, entries, records
from handbook.source.load import label
from handbook.source.problems import Problem
from handbook.views.term_forms import Form, TermForms

_WORD = re.compile(r"\w+")
_TITLES = ("name", "title")
# Markdown that is not running text: front matter, code, headings, comments, macros, tags.
_NO_PROSE = re.compile(
    r"\A---\n.*?\n---\n|^(?P<fence>```+|~~~+).*?^(?P=fence)|`[^`\n]*`|^#[^\n]*|<!--.*?-->|\{\{.*?\}\}|<[^>\n]*>",
    re.DOTALL | re.MULTILINE,
)
_PROSE_LINK = re.compile(r"\[([^\[\]]*)\]\(([^)\s]*)[^)]*\)")


Piece = tuple[Any, str, str]
"""The position of a piece of text; the target of a link, or "" for plain words; the words."""


def ambiguous_terms_linked(case: Case) -> Iterator[Problem]:
    """A form shared by terms links, at its first use, to one of them or to what one of them names."""
    for language in case.programme.languages:
        finder = TermForms(case.programme, language)
        ambiguous = [form for form in finder if len(form.terms) > 1]
        near = _near(case, language, ambiguous) if ambiguous else {}
        for form in ambiguous:
            yield from _in_records(case, language, finder, form, near.get(_first_word(form), []))
            yield from _in_prose(case, language, finder, form)


_Held = list[tuple[DataPath, object]]


def _near(case: Case, language: str, forms: list[Form]) -> dict[str, _Held]:
    """The records whose texts hold the first word of a form, maybe as a part of another, by that word."""
    held: _Held = [(("programme",), case.programme.programme)]
    held += [((section, key), record) for section, key, record in records(case.programme)]
    firsts = {_first_word(form) for form in forms}
    result: dict[str, _Held] = {first: [] for first in firsts}
    for path, record in held:
        texts = (text for _, text in entries(record, path) if isinstance(text, Text))
        said = _small("\n".join(_bare(text.get(language)) for text in texts))
        for first in firsts:
            if _small(first) in said:
                result[first].append((path, record))
    return result


def _bare(words: str) -> str:
    """The words of a text in inline Markdown in which forms are looked for."""
    return "\n".join(piece for target, piece in inline.running_text(words) if not target)


def _small(words: str) -> str:
    """Words in small letters, of which Greek has one that another stands for at the end of words."""
    return words.lower().replace("ς", "σ")


def _first_word(form: Form) -> str:
    """A part of every word with which a use of a form begins: plurals have more."""
    return str(_WORD.findall(form.words.lower())[0])


def _in_records(case: Case, language: str, finder: TermForms, form: Form, held: _Held) -> Iterator[Problem]:
    what, remedy = _said(case, form, f"[[{{}}/{{}}|{form.words}]]")
    for path, record in held:
        if path[0] == "terms" and path[1] in form.terms:
            continue
        pieces = (
            (place, target, words)
            for place, text in entries(record, path)
            if isinstance(text, Text) and place[-1] not in _TITLES
            for target, words in inline.running_text(text.get(language))
        )
        result = _first_without_link(pieces, finder, form, case)
        if result:
            yield case.dataset.problem((*result[0], language), what, remedy, blocks=False)


def _in_prose(case: Case, language: str, finder: TermForms, form: Form) -> Iterator[Problem]:
    for address, file in case.dataset.prose(language).items():
        folder = PurePosixPath(address if file.stem == "index" else posixpath.dirname(address))
        text = _NO_PROSE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), _readable(file))
        match = _first_without_link(_prose_pieces(text, folder), finder, form, case)
        if match:
            line = text.count("\n", 0, match[0] + match[1]) + 1
            what, remedy = _said(case, form, f"[{form.words}]({'../' * len(folder.parts)}{{}}.md#{{}})")
            yield Problem(label(file), line, what, remedy, blocks=False)


def _first_without_link(
    pieces: Iterable[Piece], finder: TermForms, form: Form, case: Case
) -> tuple[Any, int] | None:
    """Place of a form's first use in plain words, unless an earlier link says what it means."""
    telling = {("terms", key) for key in form.terms}
    telling |= {
        result
        for key in form.terms
        for target in case.programme.terms[key].see
        if (result := case.addresses.resolve(target))
    }
    for place, target, words in pieces:
        if target:
            if case.addresses.resolve(target) in telling:
                return None
        else:
            for use in finder.find(words):
                if use.form is form:
                    return place, use.start
    return None


def _prose_pieces(text: str, folder: PurePosixPath) -> Iterator[Piece]:
    """Links and plain words of Markdown in `folder`, each with its offset."""
    end = 0
    for link in _PROSE_LINK.finditer(text):
        yield end, "", text[end : link.start()]
        path, _, anchor = link[2].partition("#")
        address = posixpath.normpath(str(folder / path)).removesuffix(".md").removesuffix("index").strip("/")
        yield link.start(), f"{address}#{anchor}" if anchor else address or ".", link[1]
        end = link.end()
    yield end, "", text[end:]


def _said(case: Case, form: Form, link: str) -> tuple[str, str]:
    """What is wrong with a form, and links that correct it; `link` has placeholders for page and anchor."""
    count = "two" if len(form.terms) == 2 else len(form.terms)
    page = case.programme.programme.addresses.terms
    links = " or ".join(link.format(page, slug(key)) for key in form.terms)
    return f"{form.words} means {count} things: {', '.join(form.terms)}", f"write {links} at its first use"


def _readable(file: Path) -> str:
    """Text of a file; "" if it cannot be read, which another rule reports."""
    try:
        return text_of(file)
    except (OSError, UnicodeDecodeError):
        return ""


RULES: tuple[Rule, ...] = (ambiguous_terms_linked,)
