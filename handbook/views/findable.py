"""How a record is found: its kind, all its names, and words that lead to it without being a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from handbook.localised import Locale
from handbook.markup import inline
from handbook.model.kinds import KINDS, Code
from handbook.model.overviews import OVERVIEWS
from handbook.model.records import Record, Term
from handbook.model.source import Source

_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True)
class Findable:
    """How one page or anchor is found.

    `kind` is the section of its record, or "matrix", "transition", "overview" or "prose". `names` holds its
    code, abbreviation and name in this language, `also` its names in other languages and its synonyms in all,
    `summary` what it is in other languages; all are plain text, without repeats. `same` holds addresses of
    the glossary's terms that are the same thing, `led_from` those of other terms and of questions that lead
    to it: their names are words by which it is found too.
    """

    kind: str
    names: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    led_from: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finder:
    """Gives for each address of an edition how it is found."""

    locale: Locale

    def at(self, address: str) -> Findable | None:
        """How the page or anchor at an address is found; None if the data has nothing there."""
        result = self.locale.addresses.at(address)
        if result is None:
            return None
        section, key = result
        if section == "prose":
            return Findable("prose")
        if not key:
            page = OVERVIEWS.get(section)
            kind = section if page is not None and page.weight is not None else "overview"
            return Findable(kind, also=_once(self._titles(section)))
        names = _once(self._names(section, key))
        same = [self.locale.addresses.of("terms", term) for term in self._namesakes.get((section, key), ())]
        led_from = [one for one in self._leading.get((section, key), ()) if one not in same]
        return Findable(
            section,
            names,
            _once(self._also(section, key), names),
            tuple(self._summary(section, key)),
            tuple(same),
            _once(led_from),
        )

    def _titles(self, section: str) -> Iterator[str]:
        """The title of an overview in the other languages."""
        for code in self._other_languages:
            yield self.locale.programme.labels[f"overview.{section}"].get(code)

    @cached_property
    def _other_languages(self) -> list[str]:
        return [code for code in self.locale.programme.languages if code != self.locale.language]

    def _names(self, section: str, key: str) -> Iterator[str]:
        """A record's code, abbreviation and name in this language."""
        record = self.locale.record(section, key)
        if isinstance(record, Source) or KINDS[section].code in (Code.KEY, Code.NUMBER):
            yield key
        yield from filter(None, [getattr(record, "abbr", None)])
        if not isinstance(record, Source):
            yield self.locale.text(record.name)

    def _also(self, section: str, key: str) -> Iterator[str]:
        """A record's names in other languages, and its synonyms in all: people type words of both."""
        record = self.locale.record(section, key)
        if isinstance(record, Source):
            return
        for code in self._other_languages:
            yield self.locale.plain(record.name, code)
        if isinstance(record, Term):
            for words in record.synonyms.values():
                for word in words:
                    yield inline.to_plain(word, lambda target: ("", target))

    def _summary(self, section: str, key: str) -> Iterator[str]:
        """A record's summary in the other languages, so that their words find it too."""
        summary = getattr(self.locale.record(section, key), "summary", None)
        if summary is not None:
            for code in self._other_languages:
                yield self.locale.plain(summary, code)

    @cached_property
    def _namesakes(self) -> dict[tuple[str, str], list[str]]:
        """Keys of the glossary's terms that are the same thing as a record."""
        result: dict[tuple[str, str], list[str]] = {}
        for key, term in self.locale.programme.terms.items():
            for target, record in self._targets(term.see):
                if key == target[1] or self._same_name(term, record):
                    result.setdefault(target, []).append(key)
        return result

    @cached_property
    def _leading(self) -> dict[tuple[str, str], list[str]]:
        """Addresses of the terms and questions that lead to a record."""
        result: dict[tuple[str, str], list[str]] = {}
        for key, term in self.locale.programme.terms.items():
            for target, _ in self._targets(term.see):
                result.setdefault(target, []).append(self.locale.addresses.of("terms", key))
        for key, question in self.locale.programme.questions.items():
            told = inline.record_links(question.answer.get(self.locale.language))
            for target, _ in self._targets((*question.see, *told)):
                result.setdefault(target, []).append(self.locale.addresses.of("questions", key))
        return result

    def _targets(self, see: tuple[str, ...]) -> Iterator[tuple[tuple[str, str], Record]]:
        for address in see:
            result = self.locale.addresses.resolve(address)
            if result and result[1] and result[0] != "prose":
                record = self.locale.record(*result)
                if isinstance(record, Record) and not isinstance(record, Term):
                    yield result, record

    def _same_name(self, term: Term, record: Record) -> bool:
        if term.abbr and term.abbr == getattr(record, "abbr", None):
            return True
        return any(
            _bare(self.locale.plain(term.name, code)) == _bare(self.locale.plain(record.name, code))
            for code in self.locale.programme.languages
        )


def _bare(name: str) -> str:
    return _IN_BRACKETS.sub("", name).casefold()


def _once(words: Iterable[str], told: Iterable[str] = ()) -> tuple[str, ...]:
    """The words without repeats and without those already in `told`, ignoring case."""
    seen = {word.casefold() for word in told}
    return tuple(w for w in words if not (w.casefold() in seen or seen.add(w.casefold())))  # type: ignore[func-returns-value]
