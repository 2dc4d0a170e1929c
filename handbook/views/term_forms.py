"""The forms in which a text uses the terms of the glossary: abbreviations and plain names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handbook.markup import inline
from handbook.model.records import Programme

_WORD = re.compile(r"\w+")
_PLURAL = {"en": "s"}  # the plural ending of a form, by language
# A form is not next to part of a word, an address or a file name.
_BEFORE, _AFTER = r"(?<![\w@#.])", r"(?![\w@]|\.\w)"


@dataclass(frozen=True)
class Form:
    """One way to write a term; `terms` holds more than one key if it is ambiguous.

    `full` is the name behind an abbreviation, "" for a name; `spelled_out` is that name as it stands within a
    sentence, if pages spell the abbreviation out at its first use.
    """

    words: str
    terms: tuple[str, ...]
    full: str
    pattern: re.Pattern[str]
    spelled_out: str = ""


@dataclass(frozen=True)
class Use:
    """A form in a text, from `start` to `end`."""

    start: int
    end: int
    form: Form


class TermForms:
    """Finds the terms of a programme in texts of one language."""

    def __init__(self, programme: Programme, language: str):
        self._by_words: dict[str, dict[str, list[Form]]] = {}
        for form in _forms(programme, language):
            for first, second in _first_words(form.words, language):
                self._by_words.setdefault(first, {}).setdefault(second, []).append(form)
        for following in self._by_words.values():
            for forms in following.values():
                forms.sort(key=lambda form: -len(form.words))

    def __iter__(self) -> Iterator[Form]:
        """Every form."""
        held = (forms for following in self._by_words.values() for forms in following.values())
        return iter({form.pattern: form for forms in held for form in forms}.values())

    def find(self, text: str) -> Iterator[Use]:
        """Every use in a plain text, in order; the longest form wins, and uses do not overlap."""
        words = list(_WORD.finditer(text))
        known = self._by_words
        end = 0
        for place, word in enumerate(words):
            following = known.get(word[0].lower())
            if following is None or word.start() < end:
                continue
            after = words[place + 1][0].lower() if place + 1 < len(words) else ""
            # Forms of two words are longer than those of one, which stand under "".
            for form in (*following.get(after, ()), *(following.get("", ()) if after else ())):
                match = form.pattern.match(text, word.start())
                if match:
                    end = match.end()
                    yield Use(word.start(), end, form)
                    break


def _forms(programme: Programme, language: str) -> Iterator[Form]:
    """Abbreviations, which are exact, then names, which ignore case."""
    exact: dict[str, list[str]] = {}
    loose: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for key, term in programme.terms.items():
        name = inline.to_plain(term.name.get(language), lambda target: ("", target)).strip()
        names[key] = name
        if term.abbr and _WORD.search(term.abbr):
            exact.setdefault(term.abbr, []).append(key)
        if _WORD.match(name) and "(" not in name:
            loose.setdefault(name.lower(), []).append(key)
    for words, keys in exact.items():
        shared = _once([*keys, *loose.get(words.lower(), ())])
        name = names[keys[0]]
        told = _in_a_sentence(name) if programme.terms[keys[0]].spell_out else ""
        yield Form(words, shared, name, _pattern(words, language, re.NOFLAG), told)
    for words, keys in loose.items():
        alike = (key for abbr, held in exact.items() if abbr.lower() == words for key in held)
        shared, name = _once([*keys, *alike]), names[keys[0]]
        yield Form(name, shared, "", _pattern(name, language, re.IGNORECASE))


def _in_a_sentence(name: str) -> str:
    """A name as it stands within a sentence: proper names keep their capitals, others begin in small."""
    first, *others = name.split()
    proper = not others or any(word != word.lower() for word in (first[1:], *others))
    return name if proper else name[0].lower() + name[1:]


def _pattern(words: str, language: str, flags: re.RegexFlag) -> re.Pattern[str]:
    body = r"\s+".join(map(re.escape, words.split()))
    return re.compile(f"{_BEFORE}{body}(?:{_PLURAL.get(language, '')})?{_AFTER}", flags)


def _first_words(words: str, language: str) -> Iterator[tuple[str, str]]:
    """Pairs of words by which a form is found, the second "" if it has one word; its plural too."""
    first, *others = _WORD.findall(words.lower())
    plural = _PLURAL.get(language)
    second = others[0] if others else ""
    yield first, second
    if plural and len(others) < 2:
        yield (first, second + plural) if others else (first + plural, "")


def _once(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
