"""What changed for readers, the newest first."""

from __future__ import annotations

from handbook.model.records import Change, Programme


def newest_first(programme: Programme) -> dict[str, Change]:
    """The changes by key; of the same day the last written comes first, since new ones are at the end."""
    written = reversed(programme.changes.items())
    return dict(sorted(written, key=lambda item: item[1].date, reverse=True))
