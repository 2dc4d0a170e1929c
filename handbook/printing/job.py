"""A printed form to be printed: plain bytes, so that another process can take it."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from handbook.outputs.printed import HEAVY


@dataclass(frozen=True)
class PrintJob:
    """Everything that determines the bytes of a form. `kind` is that of the plan, `when` its date."""

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

    def fingerprint(self, maker: str) -> str:
        """A hash of all this and of `maker`, the hash of templates, fonts, programs and code."""
        digest = hashlib.sha256()
        result = repr(
            (self.kind, self.template, sorted(self.aliases.items()), self.row_heads, self.when, maker)
        )
        parts = [result.encode(), self.document, self.settings]
        for name, content in sorted(self.pictures.items()):
            parts += [name.encode(), content]
        for part in parts:
            digest.update(len(part).to_bytes(8, "big") + part)
        return digest.hexdigest()
