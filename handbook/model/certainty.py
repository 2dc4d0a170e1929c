"""How sure a statement is: as it states, or else as its sources show."""

from __future__ import annotations

from handbook.model.records import Programme
from handbook.model.text import Certainty, Ground, Grounded


def certainty_of(programme: Programme, entry: Grounded) -> Certainty | None:
    """How sure `entry` is, or None if nothing shows it.

    A statement from the source text is given. A reference is as sure as it states; else it is confirmed if
    two sources of different origin are cited, or else as sure as a single document. A proposal has no
    certainty.
    """
    if entry.ground is Ground.SOURCE:
        return Certainty.GIVEN
    if entry.ground is not Ground.REFERENCE:
        return None
    if entry.certainty is not None:
        return entry.certainty
    cited = (programme.sources[key] for key in entry.cite if key in programme.sources)
    certain = [source.certainty for source in cited if source.certainty is not None]
    if not certain:
        return None
    if all(certainty is Certainty.INFERRED for certainty in certain):
        return Certainty.INFERRED
    return Certainty.CONFIRMED if independent_documents(programme, entry) > 1 else Certainty.SINGLE


def independent_documents(programme: Programme, entry: Grounded) -> int:
    """How many of the cited documents are of different origin."""
    cited = {key: programme.sources[key] for key in entry.cite if key in programme.sources}
    return len({source.origin or key for key, source in cited.items()})


def borne_by(programme: Programme, entry: Grounded) -> str:
    """How the cited documents bear a statement, as the last part of a label `ground_cites`.

    `inferred` from them, by `one`, by several that are the `same` document, by `independent` ones, or by
    `each` for one part of it.
    """
    sure = certainty_of(programme, entry)
    if sure is Certainty.INFERRED:
        return "inferred"
    if len(entry.cite) == 1:
        return "one"
    if independent_documents(programme, entry) == 1:
        return "same"
    return "each" if sure is Certainty.SINGLE else "independent"
