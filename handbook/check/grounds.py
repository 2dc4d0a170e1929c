"""Every statement has a ground, and every source is used."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.case import Case, Rule
from handbook.model.certainty import certainty_of
from handbook.model.text import Ground
from handbook.source.problems import Problem


def ground_given(case: Case) -> Iterator[Problem]:
    """A statement has a ground."""
    for path, entry in case.grounded:
        if entry.ground is None:
            remedy = "add `ground: source`, `reference` or `editorial`"
            yield case.problem(path, "the statement does not say on what ground it stands", remedy)


def reference_cites(case: Case) -> Iterator[Problem]:
    """A statement based on a public document cites it."""
    for path, entry in case.grounded:
        if entry.ground is Ground.REFERENCE and not entry.cite:
            what = "the ground is `reference` but no source is cited"
            yield case.problem(path, what, "add `cite: [key]` with a key of sources")


def reference_certain(case: Case) -> Iterator[Problem]:
    """A reference or its sources say how sure it is; nothing else has a certainty of its own."""
    for path, entry in case.grounded:
        if entry.certainty is not None and entry.ground is not Ground.REFERENCE:
            what = "`certainty` stands where the ground is not `reference`"
            yield case.problem((*path, "certainty"), what, "delete it")
        known = [key for key in entry.cite if key in case.programme.sources]
        if entry.ground is Ground.REFERENCE and known and certainty_of(case.programme, entry) is None:
            what = f"nothing says how sure this reference is: {_listed(known)} without `certainty`"
            remedy = "add `certainty: confirmed`, `single` or `inferred` to the source or to the statement"
            yield case.problem(path, what, remedy)


def _listed(keys: list[str]) -> str:
    return ", ".join(keys) + (" is" if len(keys) == 1 else " are")


def origins_come_first(case: Case) -> Iterator[Problem]:
    """What a source repeats or is part of repeats nothing itself, so that copies are counted correctly."""
    sources = case.programme.sources
    for key, source in sources.items():
        first = sources[source.origin].origin if source.origin in sources else None
        if first is not None:
            what = f"`{source.origin}`, the origin of `{key}`, has an origin itself"
            yield case.problem(("sources", key, "origin"), what, f"write `origin: {first}`")


def seed_named(case: Case) -> Iterator[Problem]:
    """If statements have the ground `source`, the programme says which source that is."""
    if case.programme.programme.seed is None:
        for path, entry in case.grounded:
            if entry.ground is Ground.SOURCE:
                remedy = "add `seed: key` to `programme`, with a key of sources"
                yield case.problem(path, "the ground is `source`, but no source is named as such", remedy)
                return


def sources_used(case: Case) -> Iterator[Problem]:
    """A source that nothing cites is not kept."""
    cited = {key for _, entry in case.grounded for key in entry.cite}
    for key in case.programme.sources:
        if key not in cited and key != case.programme.programme.seed:
            yield case.problem(
                ("sources", key), f"no statement cites the source `{key}`", "cite or delete it"
            )


RULES: tuple[Rule, ...] = (
    ground_given,
    reference_cites,
    reference_certain,
    origins_come_first,
    seed_named,
    sources_used,
)
