"""The page of the index in one language: search, the editions by province, the picture of stages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from handbook.formats import direction, long_date
from handbook.html.content_policy import with_policy
from handbook.html.environment import environment
from handbook.html.stylesheet import fonts_of
from handbook.localised import Locale
from handbook.outputs.machine_files import FEED
from handbook.regions import data_file
from handbook.regions.assets import icon, script, style
from handbook.regions.by_province import Province, stage_names
from handbook.regions.facts import EditionFacts, Name, name_in, other_words
from handbook.regions.picture import HEIGHT, WIDTH, StagePicture
from handbook.regions.sheet import EDGE, sheet
from handbook.views.web import Web


@dataclass(frozen=True)
class Row:
    """An edition in the list; `also` are words by which it is found and that the row does not show."""

    code: str
    name: Name
    also: str
    link: str
    stage: str
    stage_name: str
    date: str
    day: str
    example: bool


@dataclass(frozen=True)
class Group:
    """The editions of a province; `also` as in `Row`."""

    key: str
    name: Name
    also: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Language:
    """The same page in another language, or in this one."""

    code: str
    name: str
    link: str
    address: str
    current: bool


def folder(locale: Locale) -> str:
    """The folder of a language's page below the index: "" for the original."""
    return "" if locale.language == locale.original else f"{locale.language}/"


def picture_file(locale: Locale) -> str:
    """The file of the picture, below the index."""
    return f"pictures/stages.{locale.language}.svg"


def page(
    locales: Mapping[str, Locale],
    web: Web,
    provinces: Sequence[Province],
    picture: StagePicture | None,
    *,
    has_feed: bool,
) -> str:
    """The page in the language of `web`; without a picture no figure, without a feed no link to it."""
    locale = web.locale
    editions = [edition for province in provinces for edition in province.editions]
    appearance, stages = locale.programme.appearance, stage_names(locale, editions)
    up = "../" if folder(locale) else ""
    shown = environment().get_template("regions/index.html")
    text = shown.render(
        t=locale.label,
        locale=locale,
        about=locale.about,
        direction=direction(locale.language),
        languages=[_language(each, web, up) for each in locales.values()],
        canonical=web.root,
        up=up,
        style=style(appearance).name,
        script=script().name,
        icon=icon(),
        theme_colour=appearance.colours.header.light,
        footer=locale.text(appearance.footer) if appearance.footer else "",
        groups=[_group(locale, province, stages, up) for province in provinces],
        count=len(editions),
        examples=sum(edition.example for edition in editions),
        stages=stages,
        date=long_date(max((edition.date for edition in editions), default=""), locale.language),
        picture=picture,
        notes=notes(locale, picture) if picture else (),
        chart_size=(WIDTH, HEIGHT),
        picture_file=up + picture_file(locale),
        feed_file=FEED if has_feed else "",
        data_file=up + data_file.NAME,
    )
    return with_policy(text + "\n")


def picture_svg(locale: Locale, picture: StagePicture) -> str:
    """The picture as a file of its own, in the light colours of the programme."""
    template = environment().get_template("regions/stages.svg")
    made = template.render(
        sheet=sheet(locale, picture, notes(locale, picture)),
        language=locale.language,
        appearance=locale.programme.appearance,
        fonts=fonts_of(locale.programme.appearance),
        edge=EDGE,
    )
    return made + "\n"


def notes(locale: Locale, picture: StagePicture) -> list[str]:
    """What the picture shows, as of which day, and what it leaves out."""
    date = long_date(picture.date, locale.language)
    said = [f"{locale.label('regions.picture.hint')} {locale.label('regions.picture.date', date=date)}"]
    if picture.uncounted:
        said.append(locale.label("regions.picture.uncounted", count=picture.uncounted))
    return said


def link_to(link: str, locale: Locale, root: str) -> str:
    """The way to an edition: of one beside the index, which is at `root`, the pages in the same language."""
    return link if urlsplit(link).scheme else f"{root}{link}{folder(locale)}"


def _language(locale: Locale, web: Web, up: str) -> Language:
    name = locale.about.language_names.get(locale.language, locale.language)
    link = f"{up}{folder(locale)}" or "./"
    own = web.in_language(locale.language)
    return Language(locale.language, name, link, own.root or link, locale.language == web.locale.language)


def _group(locale: Locale, province: Province, stages: Mapping[str, str], up: str) -> Group:
    name = name_in(province.names, (locale.language, locale.original))
    rows = tuple(_row(locale, edition, stages, up) for edition in province.editions)
    return Group(province.key, name, other_words(province.names, name.text), rows)


def _row(locale: Locale, edition: EditionFacts, stages: Mapping[str, str], up: str) -> Row:
    name = name_in(edition.names, (locale.language, locale.original))
    return Row(
        edition.code,
        name,
        other_words(edition.names, name.text),
        link_to(edition.link, locale, up),
        edition.stage,
        stages[edition.stage],
        edition.date,
        long_date(edition.date, locale.language),
        edition.example,
    )
