"""Texts keep to the style sheet: the section `style` of the data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from handbook.check.case import Case, Rule
from handbook.markup import inline
from handbook.model.publication import Style
from handbook.source.problems import Problem

_WORD = re.compile(r"\w+")
_NO_LETTER = "\u0345"  # the only sign that is no part of a word, but equals a letter without case
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)\S+|\S+@\S+\.\S+")


def wording_kept(case: Case) -> Iterator[Problem]:
    """No text has a form that the style sheet of its language avoids."""
    sheets = {code: _sheet(case, code) for code in case.programme.languages}
    for path, text in case.shown_texts:
        for code, words in text.wording.items():
            for form, use, _ in _found(sheets.get(code, _NO_SHEET), inline.own_words(words, code)):
                what, remedy = _said(form, use)
                yield case.problem((*path, code), what, remedy, blocks=False)
    for code, sheet in sheets.items():
        for file, passage in case.passages(code):
            for form, use, start in _found(sheet, passage.own):
                what, remedy = _said(form, use)
                yield Problem(
                    file, passage.line + passage.own[:start].count("\n"), what, remedy, blocks=False
                )


def style_well_formed(case: Case) -> Iterator[Problem]:
    """An entry of the style sheet avoids something, and avoids nothing that an entry recommends."""
    forms = {code: _sheet(case, code) for code in case.programme.languages}
    for key, entry in case.programme.style.items():
        for index, form in enumerate(entry.avoid):
            if not form.strip():
                remedy = "write a form or delete the line"
                yield case.problem(("style", key, "avoid", index), "the form to be avoided is empty", remedy)
        for form, use, _ in _found(forms.get(entry.language, _NO_SHEET), entry.use):
            what = f"`{key}` uses “{form}”, which the style sheet avoids (for “{use}”)"
            yield case.problem(("style", key, "use"), what, "let the sheet say one thing")


@dataclass(frozen=True)
class _Form:
    """An entry: what it avoids, and the phrases in which that is right."""

    use: str
    avoid: tuple[str, ...]
    allow: tuple[str, ...]
    case: bool

    @cached_property
    def avoided(self) -> re.Pattern[str]:
        """Finds what is avoided."""
        return _pattern(self.avoid, self.case)

    @cached_property
    def allowed(self) -> re.Pattern[str] | None:
        """Finds the phrases in which it is right."""
        return _pattern(self.allow, self.case) if self.allow else None

    @property
    def words(self) -> list[list[str]] | None:
        """The words of each form, folded: a text without all of one has none; None if this cannot be told."""
        if any(_NO_LETTER in form or not _WORD.match(form.lstrip()) for form in self.avoid):
            return None
        return [[_folded(word) for word in _WORD.findall(form)] for form in self.avoid]


class _Sheet:
    """The entries of one language, found by the words of their forms."""

    def __init__(self, entries: Iterable[Style]):
        self._forms: list[_Form] = []
        self._by_word: dict[str, list[tuple[frozenset[str], int]]] = {}  # first word: all words, and place
        self._always: set[int] = set()
        for entry in entries:
            avoid = tuple(form for form in entry.avoid if form.strip())
            if avoid:
                self._add(_Form(entry.use, avoid, tuple(p for p in entry.allowed if p.strip()), entry.case))

    def _add(self, form: _Form) -> None:
        place, forms = len(self._forms), form.words
        self._forms.append(form)
        if forms is None:
            self._always.add(place)
        for words in forms or ():
            self._by_word.setdefault(words[0], []).append((frozenset(words), place))

    def near(self, words: str) -> list[_Form]:
        """The entries that may have a form in the words, in their order: all others have none there."""
        if _NO_LETTER in words:
            return self._forms
        if words.isascii():
            said = set(_WORD.findall(words.lower()))
        else:
            said = set(map(_folded, _WORD.findall(words)))
        if not self._always and said.isdisjoint(self._by_word):
            return []
        found = (held for word in said for held in self._by_word.get(word, ()))
        places = {place for needed, place in found if needed <= said}
        return [self._forms[place] for place in sorted(places | self._always)]


def _sheet(case: Case, language: str) -> _Sheet:
    return _Sheet(entry for entry in case.programme.style.values() if entry.language == language)


def _folded(word: str) -> str:
    """A word, the same for all spellings that a regular expression takes for equal without case."""
    return word if word.isascii() and word.islower() else word.replace("İ", "i").replace("ı", "i").casefold()


_NO_SHEET = _Sheet(())


def _pattern(phrases: Sequence[str], case: bool) -> re.Pattern[str]:
    """Any of the phrases as whole words, the longest first; a line may break between their words."""
    written = ("\\s+".join(map(re.escape, p.split())) for p in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)", re.NOFLAG if case else re.IGNORECASE)


def _found(sheet: _Sheet, words: str) -> Iterator[tuple[str, str, int]]:
    """Each avoided form as written in the words, what to write instead, and its position."""
    if "@" in words or "www" in words or ":" in words:
        words = _ADDRESS.sub(lambda match: "…" * len(match[0]), words)
    for form in sheet.near(words):
        right: list[tuple[int, int]] | None = None
        for match in form.avoided.finditer(words):
            if right is None:
                right = [m.span() for m in form.allowed.finditer(words)] if form.allowed else []
            if not any(start <= match.start() and match.end() <= end for start, end in right):
                yield " ".join(match[0].split()), form.use, match.start()


def _said(form: str, use: str) -> tuple[str, str]:
    return f"the style sheet avoids “{form}”", f"write “{use}”, not “{form}”"


RULES: tuple[Rule, ...] = (wording_kept, style_well_formed)
