"""Which picture files there are, and their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from handbook.model.addresses import slug
from handbook.model.kinds import KINDS
from handbook.model.records import Programme

FOLDER = "pictures"  # below the site's root
SECTIONS = tuple(section for section, kind in KINDS.items() if kind.taught)
QR, SLIDE = DRAWN = ("qr", "slide")
Format = Literal["svg", "png"]
FORMATS: tuple[Format, ...] = ("svg", "png")


@dataclass(frozen=True)
class Picture:
    """A QR code or slide: `kind` of DRAWN, `format` of FORMATS, of the record `key` in `section`."""

    section: str
    key: str
    kind: str
    language: str
    format: Format

    @property
    def name(self) -> str:
        """The file's name below /pictures/, made from the record's address, which stays."""
        return f"{KINDS[self.section].folder}-{slug(self.key)}.{self.kind}.{self.language}.{self.format}"


@dataclass(frozen=True)
class Figure:
    """A picture that the page of the record `key` in `section` shows; "" is the key of an overview.

    `page` is its address, `part` an anchor there or "", `kind` the name of the picture's template; `place`
    counts those of its kind on the page, from 0.
    """

    section: str
    key: str
    page: str
    part: str
    kind: str
    place: int
    title: str
    language: str
    format: Format

    @property
    def name(self) -> str:
        """The file's name below /pictures/, made from addresses, which stay."""
        where = filter(None, (self.page.replace("/", "-"), self.part))
        return ".".join((*where, self.kind, self.language, self.format))


def pictures_of(programme: Programme, section: str, key: str) -> tuple[Picture, ...]:
    """The QR codes and slides of one record, by language; none if its kind has none."""
    if section not in SECTIONS:
        return ()
    return tuple(
        Picture(section, key, kind, code, form)
        for code in programme.languages
        for kind in DRAWN
        for form in FORMATS
    )


def pictures(programme: Programme) -> tuple[Picture, ...]:
    """Every QR code and slide of a programme."""
    return tuple(_all(programme))


def _all(programme: Programme) -> Iterator[Picture]:
    for section in SECTIONS:
        for key in getattr(programme, section):
            yield from pictures_of(programme, section, key)
