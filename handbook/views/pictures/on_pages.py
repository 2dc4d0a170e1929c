"""Which pages have a picture, overviews above or below their list, and which files show it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from handbook.localised import Locale, locales
from handbook.model.kinds import KINDS
from handbook.outputs.pictures import FORMATS, Figure, Picture, pictures
from handbook.source.load import Dataset
from handbook.views.kept import kept
from handbook.views.pictures.calendar import year
from handbook.views.pictures.documents import documents_around, documents_by_stage
from handbook.views.pictures.partners import partners_around
from handbook.views.pictures.picture import Picture as Drawn
from handbook.views.pictures.route import route
from handbook.views.pictures.tasks_by_stage import tasks_by_stage
from handbook.views.pictures.transition import transition_bands
from handbook.views.transition import transitions_of

OfList = Callable[[Locale], Drawn | None]
OfRecord = Callable[[Locale, str], Drawn | None]

ABOVE: Mapping[str, OfList] = {"stages": route, "documents": documents_by_stage, "calendar": year}
BELOW: Mapping[str, OfList] = {"roles": tasks_by_stage}
"""By the section of a kind: pictures above its list, and below."""
OF_RECORD: Mapping[str, OfRecord] = {
    "stages": route,
    "roles": tasks_by_stage,
    "tasks": partners_around,
    "documents": documents_around,
}
"""By the section of a kind: the picture on the page of each record."""
TIMELINE = "timeline"  # a list that style draws; on a page it is no figure


def picture_of_list(locale: Locale, section: str, *, below: bool = False) -> Drawn | None:
    """The picture above the list of a kind's records, or below it; None if there is none."""
    made = (BELOW if below else ABOVE).get(section)
    return made(locale) if made else None


def picture_of_record(locale: Locale, section: str, key: str) -> Drawn | None:
    """The picture on the page of a record; None if there is none."""
    made = OF_RECORD.get(section)
    return made(locale, key) if made else None


@kept
def figures(locale: Locale) -> tuple[Figure, ...]:
    """The files of all pictures on pages made from data, in the order of overviews and records."""
    found = chain(_of_overviews(locale), _of_records(locale), _timelines(locale))
    return tuple(replace(figure, format=form) for figure in found for form in FORMATS)


def all_pictures(dataset: Dataset) -> list[Picture | Figure]:
    """QR codes and slides, and the pictures that pages show, in every language."""
    assert dataset.programme is not None
    shown = (figure for locale in locales(dataset).values() for figure in figures(locale))
    return [*pictures(dataset.programme), *shown]


def _figure(
    locale: Locale, section: str, key: str, kind: str, title: str, part: str = "", place: int = 0
) -> Figure:
    page = locale.address(section, key)
    return Figure(section, key, page, part, kind, place, title, locale.language, FORMATS[0])


def _of_overviews(locale: Locale) -> Iterator[Figure]:
    for section, address in locale.addresses.overviews.items():
        if address in locale.prose:
            continue  # written by hand
        made: list[tuple[str, Drawn | None]] = []
        if section == "matrix":
            made = [("", tasks_by_stage(locale))]
        elif section == "transition":
            made = [(move.anchor, transition_bands(locale, move)) for move in transitions_of(locale)]
        elif section in KINDS:
            made = [("", picture_of_list(locale, section, below=below)) for below in (False, True)]
        drawn = [(part, picture) for part, picture in made if picture is not None]
        for place, (part, picture) in enumerate(drawn):
            yield _figure(locale, section, "", picture.name, picture.title, part, place)


def _of_records(locale: Locale) -> Iterator[Figure]:
    for section in OF_RECORD:
        for key in getattr(locale.programme, section):
            picture = picture_of_record(locale, section, key)
            if picture is not None:
                yield _figure(locale, section, key, picture.name, picture.title)


def _timelines(locale: Locale) -> Iterator[Figure]:
    for key, topic in locale.programme.topics.items():
        dated = (section for section in topic.sections if section.events)
        for place, section in enumerate(dated):
            yield _figure(locale, "topics", key, TIMELINE, locale.text(section.title), section.key, place)
