"""What is printed: the names of all printed editions, stable for as long as their records keep their keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.model.addresses import slug
from handbook.model.records import Programme

FOLDER = "pdf"  # below the site's root
KINDS = ("book", "parallel", "large", "leaflet", "task", "checklist", "booklet", "stage-checklist", "poster")
_OWN_FORMS = {"stages": ("leaflet", "stage-checklist"), "tasks": ("task",)}  # of a record’s page
HEAVY = frozenset({"book", "parallel", "large"})


@dataclass(frozen=True)
class Printed:
    """One printed edition.

    `kind` is one of KINDS, `key` the stage, task or group that it is about, "" for the whole handbook;
    `languages` are one or, in a parallel edition, two.
    """

    kind: str
    key: str
    languages: tuple[str, ...]
    large: bool = False

    @property
    def name(self) -> str:
        """The file's name below /pdf/."""
        return f"{self.stem}.{'-'.join(self.languages)}{self._end}.pdf"

    @property
    def stem(self) -> str:
        """The name without language and ending."""
        key = slug(self.key)
        return {
            "leaflet": f"stage-{key}",
            "task": f"task-{key}",
            "checklist": f"checklist-{key}",
            "booklet": f"checklist-{key}",
            "stage-checklist": f"checklist-stage-{key}",
            "poster": "poster",
        }.get(self.kind, "handbook")

    @property
    def _end(self) -> str:
        return ".booklet" if self.kind == "booklet" else ".large" if self.large else ""

    @property
    def heavy(self) -> bool:
        """Whether it takes the time and memory of a whole book."""
        return self.kind in HEAVY


def plan(programme: Programme) -> tuple[Printed, ...]:
    """Every printed edition of a programme, the heavy ones first."""
    return tuple(dict.fromkeys(_all(programme)))


def _all(programme: Programme) -> Iterator[Printed]:
    original, *others = programme.languages
    each = [(code,) for code in programme.languages]
    yield from (Printed("book", "", languages) for languages in each)
    yield from (Printed("parallel", "", (original, code)) for code in others)
    yield from (Printed("large", "", languages, large=True) for languages in each)
    for kind, keys in (
        ("leaflet", programme.stages),
        ("stage-checklist", programme.stages),
        ("checklist", programme.groups),
        ("booklet", programme.groups),
        ("task", programme.tasks),
    ):
        yield from (Printed(kind, key, languages) for key in keys for languages in each)
    if programme.groups:
        yield from (Printed("poster", "", languages) for languages in each)


def printed_forms(section: str, key: str, language: str) -> list[Printed]:
    """The editions that print a page of the site: its own where there are any, else the book."""
    kinds = ("poster",) if section == "matrix" else _OWN_FORMS.get(section, ()) if key else ()
    if not kinds:
        return [Printed("book", "", (language,))]
    return [Printed(kind, key, (language,)) for kind in kinds]
