"""Python's search for unreachable cycles of objects, put off while many objects are made that stay.

Each search looks at all that was made since the last one, and often at everything: a large programme is
gone through dozens of times while it is read, and nothing of it is ever found to be unreachable.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def put_off() -> Iterator[None]:
    """Within, nothing is searched for; afterwards searches go on if they did before."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
