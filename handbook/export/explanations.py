"""What each field and column means: which label of the interface explains it.

A label `data.field.<kind>.<field>` explains a field of one kind of entry; without one, that of what the kind
is built on does: a step is a statement, a statement a text, and each of them an entry.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import cache

from handbook.model import parts, records, text
from handbook.model.records import Record
from handbook.model.source import Source
from handbook.model.text import Entry

PREFIX = "data.field."


def explanation(kind: str, field: str, languages: Sequence[str], labels: Container[str]) -> str:
    """The key below `data.field.` of the label that explains a field of `kind`, a name such as `Step`.

    Members of a text that are named for a language share the explanation of the field `wording`.

    Raises:
        KeyError: if no label explains it.
    """
    name = "wording" if field in languages else field.lstrip("$")
    for owner in owners(kind):
        if f"{PREFIX}{owner}.{name}" in labels:
            return f"{owner}.{name}"
    raise KeyError(f"no label explains the field `{field}` of {kind}: add {PREFIX}{owners(kind)[0]}.{name}")


@cache
def owners(kind: str) -> tuple[str, ...]:
    """Kinds whose labels may explain a field of `kind`, the nearest first: step, statement, text, …"""
    result = model_named(kind)
    kinds = [k.__name__ for k in result.__mro__ if issubclass(k, Entry)] if result else [kind, "Entry"]
    return tuple(_words(name) for name in kinds)


@cache
def is_record(kind: str) -> bool:
    """Whether entries of `kind` have a key and an address of their own."""
    result = model_named(kind)
    return result is not None and issubclass(result, (Record, Source))


def model_named(kind: str) -> type[Entry] | None:
    """The model of that name, or None if only data files have something of that name."""
    result = next((m for m in (getattr(held, kind, None) for held in (records, parts, text)) if m), None)
    return result if isinstance(result, type) and issubclass(result, Entry) else None


def _words(name: str) -> str:
    """A name as written in labels: `PartnerShare` is `partner_share`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
