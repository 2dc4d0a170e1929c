"""Texts keep to the style sheet: the section `style` of the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.check.case import Case, Rule
from handbook.markup import inline
from handbook.model.publication import Style
from handbook.source.problems import Problem

_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)\S+|\S+@\S+\.\S+")


def wording_kept(case: Case) -> Iterator[Problem]:
    """No text has a form that the style sheet of its language avoids."""
    sheets = {code: _sheet(case, code) for code in case.programme.languages}
    for path, text in case.shown_texts:
        for code, words in text.wording.items():
            for form, use, _ in _found(sheets.get(code, []), inline.own_words(words, code)):
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
        for form, use, _ in _found(forms.get(entry.language, []), entry.use):
            what = f"`{key}` uses “{form}”, which the style sheet avoids (for “{use}”)"
            yield case.problem(("style", key, "use"), what, "let the sheet say one thing")


@dataclass(frozen=True)
class _Form:
    """An entry, ready to look for its forms."""

    use: str
    avoided: re.Pattern[str]
    allowed: re.Pattern[str] | None


def _sheet(case: Case, language: str) -> list[_Form]:
    entries = [entry for entry in case.programme.style.values() if entry.language == language]
    return [_form(entry) for entry in entries if any(form.strip() for form in entry.avoid)]


def _form(entry: Style) -> _Form:
    allowed = [phrase for phrase in entry.allowed if phrase.strip()]
    return _Form(
        entry.use,
        _pattern([form for form in entry.avoid if form.strip()], entry.case),
        _pattern(allowed, entry.case) if allowed else None,
    )


def _pattern(phrases: list[str], case: bool) -> re.Pattern[str]:
    """Any of the phrases as whole words, the longest first; a line may break between their words."""
    written = ("\\s+".join(map(re.escape, p.split())) for p in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)", re.NOFLAG if case else re.IGNORECASE)


def _found(sheet: list[_Form], words: str) -> Iterator[tuple[str, str, int]]:
    """Each avoided form as written in the words, what to write instead, and its position."""
    if "@" in words or "www" in words or ":" in words:
        words = _ADDRESS.sub(lambda match: "…" * len(match[0]), words)
    for form in sheet:
        right: list[tuple[int, int]] | None = None
        for match in form.avoided.finditer(words):
            if right is None:
                right = [m.span() for m in form.allowed.finditer(words)] if form.allowed else []
            if not any(start <= match.start() and match.end() <= end for start, end in right):
                yield " ".join(match[0].split()), form.use, match.start()


def _said(form: str, use: str) -> tuple[str, str]:
    return f"the style sheet avoids “{form}”", f"write “{use}”, not “{form}”"


RULES: tuple[Rule, ...] = (wording_kept, style_well_formed)
