"""What the machine refuses, as a sentence: a file, room on the disk, memory, processes."""

from __future__ import annotations

import os
from pathlib import Path

KINDS = (OSError, MemoryError, ImportError, RuntimeError)  # of errors by which a machine refuses something
_NO_MEMORY = "there is not enough memory; close other programs, or give this one more"
_NO_THREAD = "can't start new thread"  # as Python says it, where memory or processes are short
# How the loader of libraries says it (glibc, musl and macOS: dlerror; Windows: error 1455).
_NO_ROOM_FOR_LIBRARY = ("failed to map segment", "cannot allocate memory", "not enough memory", "paging file")


def sentence_of(error: BaseException) -> str | None:
    """What to tell instead of a traceback; None if the error is none of the machine."""
    if isinstance(error, MemoryError):
        return _NO_MEMORY
    if isinstance(error, ImportError):
        return _NO_MEMORY if any(words in str(error).lower() for words in _NO_ROOM_FOR_LIBRARY) else None
    if isinstance(error, RuntimeError):
        return _NO_MEMORY if _NO_THREAD in str(error) else None
    return _of_files(error) if isinstance(error, OSError) else None


def _of_files(error: OSError) -> str:
    from handbook.source.load import label
    from handbook.source.remedies import reason_of

    reason = reason_of(error)
    return f"{label(Path(os.fsdecode(error.filename)))}: {reason}" if error.filename else reason
