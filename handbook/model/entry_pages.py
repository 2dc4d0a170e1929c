"""Entries of an overview, such as terms and sources, on several pages once they are too many for one.

The address of an entry stays that of the overview (`words#term`), from where readers are led on. On which
page an entry stands follows from its first letter or its year, and by count only within these; every language
has the same pages. Pages stay when entries are added: letters only become more finely divided.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from handbook.model.records import Programme, Term

MOST: Mapping[str, int] = {"terms": 60, "sources": 50, "questions": 16, "changes": 60}
"""By section: how many entries a page has at most, so that it opens quickly on a poor line."""
_WHOLE = 1.5  # times as many still stand on one page: two of which one is nearly empty help nobody
_DIGITS, _OTHERS = "0", "other"
# Four pages, each under its first letter: when there is a page for each letter these addresses stay.
_QUARTERS = {"a": "A–F", "g": "G–L", "m": "M–R", "s": "S–Z"}


@dataclass(frozen=True)
class EntryPage:
    """A page with a part of the entries.

    `unit` is the end of its address, `label` its letters or year, "" if it has none.
    """

    unit: str
    label: str
    keys: tuple[str, ...]


def entry_pages(programme: Programme, section: str, language: str) -> tuple[EntryPage, ...]:
    """The pages of the entries of a section in `language`; none if one page has room for all."""
    if section not in MOST or len(getattr(programme, section)) <= MOST[section] * _WHOLE:
        return ()
    if section == "terms":
        return tuple(_by_letter(programme, language))
    if section == "changes":
        return tuple(_by_year(programme))
    unit = "all-sources" if section == "sources" else "all"
    return tuple(_counted(unit, "", tuple(getattr(programme, section)), MOST[section]))


def letter_of(term: Term, language: str) -> str:
    """The letter under which a term stands: a to z, `0` for digits, `other` for letters of other scripts."""
    first = next((character for character in _shown(term, language) if character.isalnum()), "")
    if first and first in ascii_lowercase:
        return first
    return _DIGITS if first.isdigit() else _OTHERS


def _shown(term: Term, language: str) -> str:
    return unicodedata.normalize("NFKD", term.abbr or term.name.get(language)).casefold()


def _by_letter(programme: Programme, language: str) -> Iterator[EntryPage]:
    """Four pages; one for each letter where one of the four would be too long in any language."""
    letters = {code: _letters(programme, code) for code in programme.languages}
    quarters = {code: _in_quarters(found) for code, found in letters.items()}
    few = all(len(keys) <= MOST["terms"] for found in quarters.values() for keys in found.values())
    units = quarters if few else letters
    for unit in (_DIGITS, *ascii_lowercase, _OTHERS):
        most = max(len(found.get(unit, ())) for found in units.values())
        if most or unit in _QUARTERS:
            label = _QUARTERS[unit] if few else {_DIGITS: "0–9", _OTHERS: "…"}.get(unit, unit.upper())
            keys = sorted(units[language].get(unit, ()), key=lambda k: _shown(programme.terms[k], language))
            yield from _counted(unit, label, keys, MOST["terms"], most)


def _letters(programme: Programme, language: str) -> dict[str, list[str]]:
    result: dict[str, list[str]] = {}
    for key, term in programme.terms.items():
        result.setdefault(letter_of(term, language), []).append(key)
    return result


def _in_quarters(letters: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Digits stand with the first letters, letters of other scripts with the last."""
    result: dict[str, list[str]] = {}
    for letter, keys in letters.items():
        first = {_DIGITS: "a", _OTHERS: "s"}.get(letter) or max(one for one in _QUARTERS if one <= letter)
        result.setdefault(first, []).extend(keys)
    return result


def _by_year(programme: Programme) -> Iterator[EntryPage]:
    """The newest first, in their years."""
    years: dict[str, list[str]] = {}
    changes = programme.changes
    written = list(reversed(changes))
    for key in sorted(written, key=lambda key: changes[key].date, reverse=True):
        years.setdefault(changes[key].date[:4], []).append(key)
    for year, keys in years.items():
        yield from _counted(year, year, keys, MOST["changes"])


def _counted(unit: str, label: str, keys: Sequence[str], most: int, longest: int = 0) -> Iterator[EntryPage]:
    """Pages of so many entries, at least one; as many as the `longest` list of all languages needs."""
    for number, first in enumerate(range(0, max(len(keys), longest, 1), most)):
        end = f"{unit}/{number + 1}" if number else unit
        yield EntryPage(end, label, tuple(keys[first : first + most]))
