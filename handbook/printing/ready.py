"""An edition ready for the press: plain bytes, so that another process can take it."""

from __future__ import annotations

import datetime
import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.printing.booklet import impose
from handbook.printing.finishing import finish
from handbook.printing.plan import HEAVY
from handbook.printing.typeset import typeset


@dataclass(frozen=True)
class Ready:
    """All that decides on the bytes of an edition. `kind` is that of the plan, `when` the date it bears."""

    name: str
    kind: str
    template: str
    document: bytes
    settings: bytes
    pictures: Mapping[str, bytes]
    aliases: Mapping[str, str]
    row_heads: tuple[bool, ...]
    when: datetime.datetime

    @property
    def heavy(self) -> bool:
        """Whether it takes the time and memory of a whole book."""
        return self.kind in HEAVY

    def fingerprint(self, press: str) -> str:
        """A hash of all this and of `press`, which stands for templates, fonts and programs."""
        digest = hashlib.sha256()
        told = repr(
            (self.kind, self.template, sorted(self.aliases.items()), self.row_heads, self.when, press)
        )
        parts = [told.encode(), self.document, self.settings]
        for name, content in sorted(self.pictures.items()):
            parts += [name.encode(), content]
        for part in parts:
            digest.update(len(part).to_bytes(8, "big") + part)
        return digest.hexdigest()


def set_type(ready: Ready) -> bytes:
    """The edition as Typst makes it.

    Raises:
        Unprintable: where Typst refuses it.
    """
    with tempfile.TemporaryDirectory(prefix="handbook-print-") as folder:
        return typeset(ready, Path(folder))


def complete(ready: Ready, pdf: bytes) -> bytes:
    """The finished edition from what Typst made."""
    pdf = finish(pdf, ready.row_heads, ready.aliases)
    return impose(pdf) if ready.kind == "booklet" else pdf
