"""Faults of the generator itself, found before it does anything, and what a command refuses."""

from __future__ import annotations

from collections.abc import Iterator


class Refusal(Exception):
    """A command cannot be carried out; the message is a sentence for the person who gave it."""


def refuse(found: Iterator[str]) -> None:
    """Exit with a sentence for each fault of the generator, if there are any.

    Raises:
        SystemExit: which ends each of our commands and MkDocs without a traceback.
    """
    sentences = list(found)
    if sentences:
        raise SystemExit("\n".join(f"ERROR {sentence}" for sentence in sentences))
