"""How sure a statement is: as it says itself, else as its sources tell."""

from __future__ import annotations

from handbook.model.records import Programme
from handbook.model.text import Certainty, Ground, Grounded


def certainty_of(programme: Programme, entry: Grounded) -> Certainty | None:
    """How sure `entry` is, or None where nothing tells it.

    What stands on the source text is given. A reference is what it says of itself; else it is confirmed
    where two sources of different origin are cited, and as sure as one document can be where there is one.
    A proposal has no certainty.
    """
    if entry.ground is Ground.SOURCE:
        return Certainty.GIVEN
    if entry.ground is not Ground.REFERENCE:
        return None
    if entry.certainty is not None:
        return entry.certainty
    cited = {key: programme.sources[key] for key in entry.cite if key in programme.sources}
    certain = [source.certainty for source in cited.values() if source.certainty is not None]
    if not certain:
        return None
    if all(certainty is Certainty.INFERRED for certainty in certain):
        return Certainty.INFERRED
    origins = {source.origin or key for key, source in cited.items()}
    return Certainty.CONFIRMED if len(origins) > 1 else Certainty.SINGLE
