"""What changed for readers, the newest first."""

from __future__ import annotations

from handbook.model.records import Change, Programme


def newest_first(programme: Programme) -> dict[str, Change]:
    """The changes by key; of one day the one written last comes first, since new ones stand at the end."""
    written = reversed(programme.changes.items())
    return dict(sorted(written, key=lambda item: item[1].date, reverse=True))
