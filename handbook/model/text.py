"""Text in several languages, and statements: text that says on what ground it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, field_validator, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

LANGUAGE_KEY = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True)
class Refers:
    """Declares in a field's type what its string refers to: a section of the data, or a kind below."""

    to: str


ADDRESS, LANGUAGE, CHAPTER, FILE = "an address", "a language", "a chapter", "a file"
PASSAGE = "a passage"
"""Kinds of targets other than records of one section."""

Plain = Annotated[str, Refers("")]  # refers to nothing that must exist
Address = Annotated[str, Refers(ADDRESS)]
LanguageCode = Annotated[str, Refers(LANGUAGE)]
Chapter = Annotated[str, Refers(CHAPTER)]
FileName = Annotated[str, Refers(FILE)]
SourceKey = Annotated[str, Refers("sources")]
PassageKey = Annotated[str, Refers(PASSAGE)]


class Entry(BaseModel):
    """Base of everything that stands in a data file; keys that it does not know are an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Entry):
    """The same text in each language, written in YAML as `{id: …, en: …}`.

    `wording` maps a language code to the text; `text["id"]` reads one.
    """

    wording: dict[Plain, Plain] = Field(default_factory=dict)
    same: bool = Field(
        False, description="true where the text is the same in two or more languages on purpose"
    )

    @model_validator(mode="before")
    @classmethod
    def _gather_languages(cls, value: Any) -> Any:
        """Move the language keys of the YAML mapping into `wording`; other keys stay fields."""
        if not isinstance(value, dict) or "wording" in value:
            return value
        wording: dict[Any, Any] = {}
        fields: dict[Any, Any] = {}
        for key, held in value.items():
            (wording if _is_language(key, cls) else fields)[key] = held
        fields["wording"] = wording
        return fields

    def __getitem__(self, language: str) -> str:
        return self.wording[language]

    def get(self, language: str) -> str:
        """The text in `language`, or "" if there is none."""
        return self.wording.get(language, "")

    def alike(self, one: str, other: str) -> bool:
        """Whether the text is the same in two languages on purpose."""
        return self.same and self.get(one).strip() == self.get(other).strip()

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Put into the JSON Schema what people write: language keys beside the other fields."""
        schema = handler.resolve_ref_schema(handler(core_schema))
        schema["properties"].pop("wording", None)
        schema["x-text"] = True  # handbook.schema turns this into one property per language
        return schema


@lru_cache(maxsize=1024)  # asked for every text, and almost always about the same keys
def _is_language(key: object, owner: type[Text]) -> bool:
    return isinstance(key, str) and bool(LANGUAGE_KEY.fullmatch(key)) and key not in _fields(owner)


@cache
def _fields(owner: type[Text]) -> frozenset[str]:
    return frozenset(owner.model_fields)


class Ground(StrEnum):
    """On what a statement stands."""

    SOURCE = "source"  # said by the text that the handbook was made from
    REFERENCE = "reference"  # said by another public document, which is cited
    EDITORIAL = "editorial"  # this handbook's own proposal


class Certainty(StrEnum):
    """How sure we are of what a source says."""

    GIVEN = "given"  # the text that the handbook was made from
    CONFIRMED = "confirmed"  # two or more independent pages say so
    SINGLE = "single"  # one page, or copies of one document
    INFERRED = "inferred"  # our inference from the cited page


GROUND_LEFT_OPEN = ConfigDict(json_schema_extra={"x-ground-left-open": True})
"""Of entries whose ground may be that of what they stand in, or that is no ground of a statement."""


class Grounded(Entry):
    """Something that carries its ground; `cite` names entries of the sources.

    `passage` says where the text that the handbook was made from says it, so that this can be checked again.
    `certainty` is written only if it differs from what the cited sources give (`model.certainty`).
    """

    ground: Ground | None = Field(None, description="source, reference or editorial")
    cite: tuple[SourceKey, ...] = Field((), description="keys of entries in sources.yaml")
    certainty: Certainty | None = Field(
        None, description="of a reference, where the number of cited sources does not tell it"
    )

    passage: tuple[PassageKey, ...] = Field(
        (), description="of a `source`: keys of `passages` of the text that the handbook was made from"
    )

    @field_validator("cite", "passage", mode="before")
    @classmethod
    def _one_is_a_list(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value


class Statement(Text, Grounded):
    """Text in every language with its ground."""
