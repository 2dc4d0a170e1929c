"""What is sent to a process that builds editions, and what it answers: plain values, for any machine."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from handbook.regions.facts import EditionFacts

NO_PDFS, LEAFLETS, ALL_PDFS = "none", "leaflets", "all"
PDFS = (NO_PDFS, LEAFLETS, ALL_PDFS)
"""What is printed of an edition: nothing, the leaflets of stages, or all that a region has of its own."""


class State(StrEnum):
    """How the build of an edition ended."""

    BUILT = "built"
    UNCHANGED = "unchanged"
    REFUSED = "refused"  # the region's file has problems
    FAILED = "failed"


@dataclass(frozen=True)
class Inputs:
    """What all editions of a run are made from: `archive` is a ZIP of data, prose and settings.

    `settings` are names and values of environment variables; `code` is the hash of the generator, which must
    be the same everywhere; `digest` is that of all this.
    """

    archive: bytes
    settings: Mapping[str, str]
    code: str
    digest: str


@dataclass(frozen=True)
class Task:
    """One edition to build.

    `files` are the region's file and its logo by name, the first is the former; `label` names it in messages.
    `address` is where the edition will be on the web if the file does not say so; `pdfs` one of `PDFS`.
    `out` is a folder or an address of fsspec; with a `shared_address`, what editions have in common is not
    put there, and links lead to that address.
    """

    code: str
    files: Mapping[str, bytes]
    label: str
    address: str
    pdfs: str
    out: str
    shared_address: str = ""

    def digest(self, inputs: str) -> str:
        """What the edition is made from, as a hash."""
        digest = hashlib.sha256()
        parts: list[bytes] = [
            part.encode() for part in (inputs, self.code, self.address, self.pdfs, self.shared_address)
        ]
        for name, content in sorted(self.files.items()):
            parts += [name.encode(), content]
        for part in parts:
            digest.update(len(part).to_bytes(8, "big") + part)
        return digest.hexdigest()


@dataclass(frozen=True)
class Done:
    """How one edition went.

    `messages` are problems of its file, or why it failed. `own_bytes` are those of files that no other
    edition has, `bytes` those of all its files; `cpu_seconds` what the process and its children took. It was
    begun so many times (`tries`): again where a process ended that had begun it. `facts` are those of an
    edition that is there.
    """

    code: str
    state: State
    messages: tuple[str, ...] = ()
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    own_bytes: int = 0
    bytes: int = 0
    digest: str = ""
    facts: EditionFacts | None = None
    worker: str = ""
    tries: int = 1
