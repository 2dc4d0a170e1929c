"""What is printed: the names of all printed forms, stable for as long as their records keep their keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.incremental.reads import query
from handbook.model.addresses import slug
from handbook.model.kinds import KINDS
from handbook.model.overviews import LOCAL, OVERVIEWS
from handbook.model.records import Programme

FOLDER = "pdf"  # below the site's root
SECTIONS = {form: section for section, kind in KINDS.items() for form in kind.printed}
"""The section of the records that have a printed form of that name."""

_STEMS = {
    "leaflet": "stage-{key}",
    "booklet": "checklist-{key}",
    "stage-checklist": "checklist-stage-{key}",
}  # of files that are not named after their form
HEAVY = frozenset({"book", "parallel", "large"})
ONE_SIZE = frozenset(
    {"booklet", "poster", "local-book", *(kind.sheet for kind in KINDS.values() if kind.sheet)}
)
"""The forms that have a size of their own, and so no large print."""
OF_REGIONS = frozenset(
    {
        *("leaflet", "stage-checklist", "checklist", "booklet"),
        *(form for kind in KINDS.values() if kind.overview == LOCAL for form in kind.printed),
        *OVERVIEWS[LOCAL].printed,
    }
)
"""The forms that the edition of a region has of its own; the others hold the text of the programme alone."""


@dataclass(frozen=True)
class Printed:
    """One printed form.

    `kind` is its form, `key` that of the record of `SECTIONS[kind]` that it is about, "" if it is about the
    whole handbook; `languages` are one or, in a parallel form, two.
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
        if self.kind in HEAVY:
            return "handbook"
        if not self.key:
            return self.kind
        return _STEMS.get(self.kind, f"{self.kind}-{{key}}").format(key=slug(self.key).replace("/", "-"))

    @property
    def _end(self) -> str:
        return ".booklet" if self.kind == "booklet" else ".large" if self.large else ""

    @property
    def heavy(self) -> bool:
        """Whether it takes the time and memory of a whole book."""
        return self.kind in HEAVY


@query
def plan(programme: Programme) -> tuple[Printed, ...]:
    """Every printed form of a programme, the heavy ones first."""
    return tuple(dict.fromkeys(_all(programme)))


def _all(programme: Programme) -> Iterator[Printed]:
    original, *others = programme.languages
    each = [(code,) for code in programme.languages]
    yield from (Printed("book", "", languages) for languages in each)
    yield from (Printed("parallel", "", (original, code)) for code in others)
    yield from (Printed("large", "", languages, large=True) for languages in each)
    for form, section in SECTIONS.items():
        yield from (Printed(form, key, code) for key in getattr(programme, section) for code in each)
    for kind in KINDS.values():
        if kind.sheet and getattr(programme, kind.section):
            yield from (Printed(kind.sheet, "", languages) for languages in each)
    for page in OVERVIEWS.values():
        if page.there(programme):
            yield from (Printed(form, "", languages) for form in page.printed for languages in each)


def printed_forms(section: str, key: str, language: str) -> list[Printed]:
    """The printed forms that print a page of the site: its own if there are any, else the book."""
    forms: tuple[str, ...] = ()
    if key:
        forms = KINDS[section].printed if section in KINDS else ()
    elif section in OVERVIEWS:
        forms = OVERVIEWS[section].printed
    elif section in KINDS and KINDS[section].sheet:
        forms = (KINDS[section].sheet,)
    return [Printed(form, key, (language,)) for form in forms] or [Printed("book", "", (language,))]
