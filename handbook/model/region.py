"""What a region says of its own edition: its name, its present stage, its decree, and what it adds.

A region is a regency or a city. Its file adds to the programme and changes nothing of it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from handbook.model.fields import Show
from handbook.model.parts import PartnerKey, StageKey
from handbook.model.text import GROUND_LEFT_OPEN, Address, Entry, LanguageCode, Plain, Statement, Text

SECTIONS = ("region", "local_tasks")
"""The sections of a programme that stand in the file of a region only."""
LOGOS = (".svg", ".png")
"""The endings of the logo of a region, which is called by its code and lies beside its file."""
_CODE = re.compile(r"[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*")
_LONGEST_CODE = 20


def is_code(text: str) -> bool:
    """Whether a text can be the code of a region: it is a part of addresses."""
    return len(text) <= _LONGEST_CODE and _CODE.fullmatch(text) is not None


class RegionKind(StrEnum):
    """What kind of region it is."""

    REGENCY = "regency"
    CITY = "city"


class LocalStatement(Statement):
    """A statement of a region; without a ground of its own it rests on what the region has set."""

    model_config = GROUND_LEFT_OPEN


class Decree(Entry):
    """The decree that formed the working group of a region."""

    number: Plain = Field(description="its number as written in it")
    date: Plain = Field(description="its day, year-month-day")
    title: Text = Field(description="what it is about, as its title says")


class RegionLink(Entry):
    """A web page of a region."""

    name: Text = Field(description="what it leads to")
    address: Plain = Field(description="its web address, https://…")


class Region(Entry):
    """A regency or city with an edition of its own."""

    name: Text = Field(description="its official name")
    kind: RegionKind = Field(description="regency or city")
    province: Text | None = Field(None, description="the province in which it lies")
    stage: StageKey = Field(description="number of the stage in which it is now")
    decree: Decree | None = Field(None, description="the decree that formed its working group")
    agencies: dict[PartnerKey, Text] = Field(
        default_factory=dict, description="key of a partner: what it is called in the region"
    )
    notes: dict[Address, tuple[LocalStatement, ...]] = Field(
        default_factory=dict, description="address of a page, such as t/a2: notes that the region adds to it"
    )
    logo: Plain | None = Field(None, description="file of its logo, beside this file: .svg or .png")
    links: tuple[RegionLink, ...] = Field((), description="its own web pages")
    address: Plain | None = Field(None, description="where its edition is on the web, https://…/")
    example: Annotated[bool, Show(internal=True)] = Field(
        False, description="true for a region that is invented; every page says so"
    )


class PlacedRegion(Region):
    """A region whose edition is being made: what its file says, and what is known besides.

    `code` is the name of its file. `untranslated` has, by language, the names of what its file does not say
    in that language: `region`, `local_tasks.32.75/1`; there, the words of the original stand in its place.
    """

    code: Plain
    untranslated: dict[LanguageCode, tuple[Plain, ...]] = Field(default_factory=dict)
