"""Names of compressed copies beside the files of a site."""

from __future__ import annotations

ENDINGS = (".gz", ".br")


def copies_of(name: str) -> tuple[str, ...]:
    """The names of the copies of a file."""
    return tuple(f"{name}{ending}" for ending in ENDINGS)


def original_of(name: str) -> str:
    """The name of the file that a copy would be of; "" for what has no name of a copy."""
    return next((name.removesuffix(ending) for ending in ENDINGS if name.endswith(ending)), "")
