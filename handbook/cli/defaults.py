"""What every command knows before it has read anything: exit codes, folders, what it refuses."""

from __future__ import annotations

from pathlib import Path

from handbook.model.faults import Refusal

SITE = Path("site")  # where a site is written, in the folder of the command
DOCS = Path("docs")
FINE, PROBLEMS, IMPOSSIBLE = 0, 1, 2


class CommandError(Refusal):
    """The command cannot be carried out as it was given."""


class NotPrinted(Refusal, ValueError):
    """Nothing can be printed; the message says why."""
