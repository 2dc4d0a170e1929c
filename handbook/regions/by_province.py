"""Editions grouped by province, and the stages in which their regions are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handbook.localised import Locale
from handbook.regions.facts import EditionFacts, folded, name_in

_NO_WORD = re.compile(r"\W+")


@dataclass(frozen=True)
class Province:
    """A province with its editions in the order of their codes.

    `key` names it in addresses: its name in the original language, in small letters with hyphens.
    """

    key: str
    names: Mapping[str, str]
    editions: tuple[EditionFacts, ...]

    @property
    def example(self) -> bool:
        """Whether all its regions are invented."""
        return all(edition.example for edition in self.editions)

    @property
    def counted(self) -> tuple[EditionFacts, ...]:
        """The editions that figures count: beside real regions no invented ones."""
        return self.editions if self.example else tuple(one for one in self.editions if not one.example)

    def counts(self, stages: Sequence[str]) -> tuple[int, ...]:
        """How many regions are in each of these stages."""
        held = Counter(edition.stage for edition in self.counted)
        return tuple(held[stage] for stage in stages)


def by_province(editions: Sequence[EditionFacts], original: str) -> tuple[Province, ...]:
    """The provinces that have editions, in the order of their regions' codes."""
    held: dict[str, list[EditionFacts]] = {}
    for edition in in_order(editions):
        held.setdefault(_key(edition, original), []).append(edition)
    return tuple(Province(key, _names(found), tuple(found)) for key, found in held.items())


def in_order(editions: Sequence[EditionFacts]) -> list[EditionFacts]:
    """Editions in the order of their codes, number by number."""
    return sorted(editions, key=lambda one: ([int(n) for n in re.findall(r"\d+", one.code)], one.code))


def stage_names(locale: Locale, editions: Sequence[EditionFacts]) -> dict[str, str]:
    """The stages of the programme by key, with number and name; then those that only editions name."""
    known = {key: locale.name("stages", key) for key in locale.programme.stages}
    others = sorted({edition.stage for edition in editions} - set(known))
    return known | {key: locale.label("stage.numbered", number=key) for key in others}


def _key(edition: EditionFacts, original: str) -> str:
    return _NO_WORD.sub("-", folded(name_in(edition.province, [original]).text)).strip("-")


def _names(editions: Sequence[EditionFacts]) -> dict[str, str]:
    """The names of a province: of each language the first, since a region may leave out a translation."""
    result: dict[str, str] = {}
    for edition in editions:
        for language, name in edition.province.items():
            if name:
                result.setdefault(language, name)
    return result
