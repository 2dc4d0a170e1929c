"""Keeps what follows from the generator more than from a programme: compiled templates, style sheets.

It stands where Python keeps compiled code: beside it, or else with the user, so that a new programme, or a
new copy of one, has it already. Compiled templates are run, and so nothing of it is taken from the folder of
a programme, which a stranger may have made.
"""

from __future__ import annotations

import contextlib
import os
from functools import cache
from pathlib import Path

from handbook.incremental.store import Store
from handbook.resources import PACKAGE

_SPARE = 16 << 20  # bytes that what was not used lately may take


@cache
def store_beside_code() -> Store:
    """The store; it keeps nothing for a user who can write nowhere."""
    if os.access(PACKAGE, os.W_OK):
        return Store(PACKAGE / "__pycache__" / "made")
    with contextlib.suppress(RuntimeError):  # a user without a name has no home
        return Store(Path.home() / ".cache" / "handbook" / "made")
    return Store(Path(os.devnull))


def tidy_beside_code(since: float) -> None:
    """Delete the oldest entries that were not used after the time `since`."""
    store_beside_code().tidy(since, _SPARE)
