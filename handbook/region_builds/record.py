"""What an edition was made from and what the index tells of it, kept with the edition itself."""

from __future__ import annotations

import json
from dataclasses import asdict

from handbook.region_builds.place import RECORD, Place
from handbook.region_builds.work import Done, State
from handbook.regions.facts import EditionFacts


def written(done: Done) -> bytes:
    """The record of an edition that was built."""
    held = {
        name: value for name, value in asdict(done).items() if name not in ("state", "messages", "worker")
    }
    return (json.dumps(held, ensure_ascii=False, indent=0, sort_keys=True) + "\n").encode()


def read(place: Place, code: str) -> Done | None:
    """What the edition in a place says of itself; None if there is none, or it cannot be read."""
    content = place.read(f"{code}/{RECORD}")
    try:
        held = json.loads(content or b"")
        facts = EditionFacts(**held.pop("facts"))
        return Done(state=State.UNCHANGED, facts=facts, **held)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
