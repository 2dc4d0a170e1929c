"""Which records tell a passage of the text that the handbook was made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handbook.incremental.reads import query
from handbook.localised import Locale
from handbook.model.fields import Form
from handbook.model.kinds import KINDS
from handbook.model.records import Programme
from handbook.model.source import Source
from handbook.model.traverse import grounded
from handbook.views.blocks import Block, links


@query
def telling(programme: Programme) -> dict[str, list[tuple[str, str]]]:
    """Section and key of the records that tell each passage, in the order of the data."""
    result: dict[str, list[tuple[str, str]]] = {}
    for path, entry in grounded(programme):
        section, key = str(path[0]), str(path[1])
        for passage in entry.passage if section in KINDS else ():
            held = result.setdefault(passage, [])
            if (section, key) not in held:
                held.append((section, key))
    return result


def passages_of_source(locale: Locale, _key: str, source: Source | Any) -> Iterator[Block]:
    """The passages of a source, each with the records that tell it."""
    records = telling(locale.programme) if source.passages else {}
    parts = tuple(
        Block(
            f"passage-{key}",
            locale.label("page.line_title", title=locale.text(place)),
            tuple(item for pair in records.get(key, ()) for item in links(pair[0], [pair[1]])),
            Form.LINE,
            found=False,
        )
        for key, place in source.passages.items()
    )
    yield Block("passages", locale.label("sources.passages"), parts=parts, found=False)
