"""The sources that statements cite."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.model.fields import Show
from handbook.model.text import Certainty, Entry, Plain, SourceKey, Text


class Source(Entry):
    """A public document that statements cite; title and issuer stand as published."""

    title: Annotated[Plain, Show(label="data.head.title")] = Field(description="title as published")
    language: Annotated[Plain, Show(label="data.head.language")] = Field(
        description="language code of the title"
    )
    issuer: Annotated[Plain, Show(label="data.head.issuer")] = Field(description="who issued it")
    year: Annotated[Plain | None, Show(label="data.head.year")] = Field(None, description="year, where known")
    address: Annotated[Plain | None, Show(label="data.head.address")] = Field(
        None, description="web address where a copy was seen"
    )
    certainty: Annotated[Certainty | None, Show(label="data.head.certainty")] = Field(
        None, description="given, confirmed, single or inferred"
    )
    origin: Annotated[SourceKey | None, Show(label="sources.origin")] = Field(
        None, description="key of the source that it repeats or is a part of; the two count as one"
    )
    note: Annotated[Text | None, Show(label="data.head.note_of_source")] = Field(
        None, description="what readers should know about it"
    )
    passages: Annotated[dict[Plain, Text], Show(label="sources.passages")] = Field(
        default_factory=dict,
        description="key of a passage: where it stands, such as a paragraph; no quotation",
    )
