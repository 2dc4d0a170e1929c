"""Editions of which every read is noted, so that it is known what each page and file is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from handbook.incremental.reads import Reads, Section
from handbook.localised import Locale
from handbook.model.addresses import Addresses
from handbook.model.records import Programme

_OVERVIEWS, _ADDRESSES, _AT, _RESOLVE, _BEHIND = "overviews", "addresses", "at", "resolve", "behind"


@dataclass(frozen=True, eq=False)
class _Addresses(Addresses):
    """Addresses whose use is noted; `plain` are the same without notes."""

    plain: Addresses = None  # type: ignore[assignment]
    reads: Reads = None  # type: ignore[assignment]

    @property
    def overviews(self) -> dict[str, str]:
        """As of any addresses."""
        held: dict[str, str] = self.reads.value(_OVERVIEWS)
        return held

    @property
    def by_address(self) -> dict[str, tuple[str, str]]:
        """As of any addresses."""
        held: dict[str, tuple[str, str]] = self.reads.value(_ADDRESSES)
        return held

    def at(self, address: str) -> tuple[str, str] | None:
        """As of any addresses."""
        held: tuple[str, str] | None = self.reads.value(_AT, address)
        return held

    def resolve(self, target: str) -> tuple[str, str] | None:
        """As of any addresses."""
        held: tuple[str, str] | None = self.reads.value(_RESOLVE, target)
        return held

    def behind(self, address: str) -> tuple[str, str] | None:
        """As of any addresses."""
        held: tuple[str, str] | None = self.reads.value(_BEHIND, address)
        return held


def noted(
    locales: Mapping[str, Locale], values: Mapping[str, Callable[..., Any]]
) -> tuple[dict[str, Locale], Reads]:
    """Editions of one programme of which every read is noted, by language, and what notes it.

    `values` are functions for further values that makers name themselves, by kind. The programme's own facts
    (`programme.programme`, `appearance`), the prose and what is stale are not noted; what pages read of a
    region, they ask by the queries of `handbook.views.region`.
    """
    first = next(iter(locales.values()))
    programme, plain = first.programme, first.addresses
    held = {name: getattr(programme, name) for name in type(programme).model_fields}
    sections = {name: section for name, section in held.items() if isinstance(section, dict)}

    def owner(scope: str) -> Programme | Locale:
        if not scope:
            return programme
        return locales[scope] if scope in locales else replace(first, language=scope)

    reads = Reads(
        sections,
        owner,
        {
            _OVERVIEWS: lambda: plain.overviews,
            _ADDRESSES: lambda: plain.by_address,
            _AT: plain.at,
            _RESOLVE: plain.resolve,
            _BEHIND: plain.behind,
            **values,
        },
    )
    watched = programme.model_copy(update={name: Section(name, held) for name, held in sections.items()})
    addresses = _Addresses(watched, plain.prose, plain, reads)
    editions = {
        code: replace(locale, programme=watched, addresses=addresses) for code, locale in locales.items()
    }
    return editions, reads
