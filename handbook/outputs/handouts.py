"""Which handouts there are, and their file names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.model.addresses import slug
from handbook.model.records import Programme

FOLDER = "handouts"  # below the site's root


@dataclass(frozen=True)
class Handout:
    """One handout; `stage` is "" for the whole handbook, `format` is docx or epub."""

    format: str
    language: str
    stage: str = ""

    @property
    def name(self) -> str:
        """The file's name below /handouts/."""
        stem = f"stage-{slug(self.stage)}" if self.stage else "handbook"
        return f"{stem}.{self.language}.{self.format}"


def handouts(programme: Programme) -> tuple[Handout, ...]:
    """Every handout of a programme."""
    return tuple(_all(programme))


def _all(programme: Programme) -> Iterator[Handout]:
    for form in ("docx", "epub"):
        yield from (Handout(form, code) for code in programme.languages)
    yield from (Handout("docx", code, stage) for stage in programme.stages for code in programme.languages)
