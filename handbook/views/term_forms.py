"""The forms in which a text uses the terms of the glossary: abbreviations and plain names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

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
    """Finds the terms of a programme in texts of one language.

    Forms are looked up word by word, so that a text is compared only with forms all of whose words it has.
    """

    def __init__(self, programme: Programme, language: str):
        self._first: dict[str, _Node] = {}
        self._forms = tuple(_forms(programme, language))
        for form in self._forms:
            for words in _ways_to_write(form.words, language):
                following = self._first
                for word in words:
                    node = following.setdefault(word, _Node())
                    following = node.following
                node.ending.append(form)

    def __iter__(self) -> Iterator[Form]:
        """Every form."""
        return iter(self._forms)

    def find(self, text: str) -> Iterator[Use]:
        """Every use in a plain text, in order; the longest form wins, and uses do not overlap."""
        words = _WORD.findall(text.lower())
        first = self._first
        found = {
            place: forms
            for place, word in enumerate(words)
            if word in first and (forms := self._from(words, place))
        }
        if not found:
            return
        end = 0
        for place, word in enumerate(_WORD.finditer(text)):
            if place in found and word.start() >= end:
                matches = ((form.pattern.match(text, word.start()), form) for form in found[place])
                result = next(((match, form) for match, form in matches if match), None)
                if result:
                    end = result[0].end()
                    yield Use(word.start(), end, result[1])

    def _from(self, words: list[str], place: int) -> list[Form]:
        """The forms whose words follow each other from a place on, the longest first."""
        result: list[Form] = []
        following = self._first
        for number in range(place, len(words)):
            node = following.get(words[number])
            if node is None:
                break
            result += node.ending
            following = node.following
        return sorted(result, key=lambda form: -len(form.words)) if len(result) > 1 else result


@dataclass(frozen=True)
class _Node:
    """What may come after some words: the forms that end there, and further words."""

    ending: list[Form] = field(default_factory=list)
    following: dict[str, _Node] = field(default_factory=dict)


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


@lru_cache(4096)  # `serve` asks again after each change, and compiling takes longer than making a page
def _pattern(words: str, language: str, flags: re.RegexFlag) -> re.Pattern[str]:
    body = r"\s+".join(map(re.escape, words.split()))
    return re.compile(f"{_BEFORE}{body}(?:{_PLURAL.get(language, '')})?{_AFTER}", flags)


def _ways_to_write(words: str, language: str) -> Iterator[list[str]]:
    """The words of a form, and those of its plural."""
    result = _WORD.findall(words.lower())
    yield result
    if plural := _PLURAL.get(language):
        yield [*result[:-1], result[-1] + plural]


def _once(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
