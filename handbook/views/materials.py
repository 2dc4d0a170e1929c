"""What trainers find of each stage, task and picture: address, citations and links to paste, files."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.localised import Locale
from handbook.model.addresses import slug
from handbook.outputs.pictures import SECTIONS
from handbook.outputs.printed import SECTIONS as SECTION_OF
from handbook.outputs.printed import Printed, plan
from handbook.views.citation import citation, html_link, in_language, markdown_link, web_address
from handbook.views.kept import kept
from handbook.views.pictures.on_pages import figures
from handbook.views.relations import records_of_group


@dataclass(frozen=True)
class Material:
    """One stage or task, or another page with a picture.

    `page` is the address of its page, `address` the same on the web; `citations` hold language and words.
    """

    section: str
    key: str
    page: str
    anchor: str
    title: str
    address: str
    citations: tuple[tuple[str, str], ...]
    html: str
    markdown: str
    printed: tuple[Printed, ...]


@dataclass(frozen=True)
class MaterialGroup:
    """The stages, or the tasks, of one group; without a group, other pages with pictures.

    `records` are the section and key of each.
    """

    group: str
    section: str
    records: tuple[tuple[str, str], ...]

    @property
    def anchor(self) -> str:
        """Its anchor on the page of materials."""
        return f"group-{slug(self.group)}.{self.section}" if self.group else "pictures"


def anchor_of(locale: Locale, section: str, key: str) -> str:
    """The anchor of a record’s entry on the page of materials; "" if it has none."""
    return anchor_at(locale.addresses.of(section, key)) if key and section in SECTIONS else ""


def anchor_at(address: str) -> str:
    """The anchor of the entry of the page at an address."""
    return address.replace("/", "-")


@kept
def material_groups(locale: Locale) -> tuple[MaterialGroup, ...]:
    """Every stage and task by group, stages first, then pages with pictures."""
    result = []
    for group in locale.programme.groups:
        for section in SECTIONS:
            keys = records_of_group(locale.programme, section, group)
            if keys:
                result.append(MaterialGroup(group, section, tuple((section, key) for key in keys)))
    pictured = {(f.section, f.key): None for f in figures(locale) if not f.key or f.section not in SECTIONS}
    return (*result, MaterialGroup("", "", tuple(pictured))) if pictured else tuple(result)


def materials_of(
    locale: Locale, group: MaterialGroup, site: str, first: int = 0, last: int | None = None
) -> list[Material]:
    """The records of a group, or those from `first` to before `last`; `site` is the site's address or ""."""
    printed = _printed(locale) if group.group else {}
    return [
        _material(locale, section, key, site, printed.get((section, key), ()))
        for section, key in group.records[first:last]
    ]


def _material(locale: Locale, section: str, key: str, site: str, printed: tuple[Printed, ...]) -> Material:
    title, page = locale.name(section, key), locale.address(section, key)
    address = web_address(locale, page, site)
    cited = (
        (e.language, citation(e, e.name(section, key), web_address(e, page, site)))
        for e in _in_each_language(locale)
    )
    return Material(
        section,
        key,
        page,
        anchor_at(page),
        title,
        address,
        tuple(cited),
        html_link(title, address),
        markdown_link(title, address),
        printed,
    )


def _in_each_language(locale: Locale) -> tuple[Locale, ...]:
    """The programme in its languages, that of `locale` first."""
    others = (code for code in locale.programme.languages if code != locale.language)
    return (locale, *(in_language(locale, code) for code in others))


@kept
def _printed(locale: Locale) -> dict[tuple[str, str], tuple[Printed, ...]]:
    """The printed forms of each record in one language."""
    result: dict[tuple[str, str], tuple[Printed, ...]] = {}
    for printed in plan(locale.programme):
        if printed.key and printed.languages == (locale.language,):
            place = (SECTION_OF[printed.kind], printed.key)
            if place[0] not in SECTIONS:  # nothing of it is shown here
                continue
            result[place] = (*result.get(place, ()), printed)
    return result
