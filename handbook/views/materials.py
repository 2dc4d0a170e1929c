"""What trainers find of each stage, task and picture: address, citations and links to paste, files."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.localised import Locale
from handbook.outputs.pictures import SECTIONS
from handbook.outputs.printed import SECTIONS as SECTION_OF
from handbook.outputs.printed import Printed, plan
from handbook.views.citation import citation, html_link, in_language, markdown_link, web_address
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
    """The stages, or the tasks, of one group; without a group, other pages with pictures."""

    group: str
    section: str
    items: tuple[Material, ...]


def anchor_of(locale: Locale, section: str, key: str) -> str:
    """The anchor of a record’s entry on the page of materials; "" if it has none."""
    return locale.addresses.of(section, key).replace("/", "-") if key and section in SECTIONS else ""


def material_groups(locale: Locale, site: str) -> list[MaterialGroup]:
    """Every stage and task by group, stages first, then pages with pictures.

    `site` is the address of the site, or "".
    """
    printed = _printed(locale)
    result = []
    for key in locale.programme.groups:
        for section in SECTIONS:
            keys = records_of_group(locale.programme, section, key)
            items = tuple(_material(locale, section, k, site, printed.get((section, k), ())) for k in keys)
            if items:
                result.append(MaterialGroup(key, section, items))
    pictured = {(f.section, f.key): None for f in figures(locale) if not f.key or f.section not in SECTIONS}
    items = tuple(_material(locale, section, key, site, ()) for section, key in pictured)
    return [*result, MaterialGroup("", "", items)] if items else result


def _material(locale: Locale, section: str, key: str, site: str, printed: tuple[Printed, ...]) -> Material:
    title, page = locale.name(section, key), locale.address(section, key)
    address = web_address(locale, page, site)
    languages = [locale.language, *(c for c in locale.programme.languages if c != locale.language)]
    each = [in_language(locale, code) for code in languages]
    cited = ((e.language, citation(e, e.name(section, key), web_address(e, page, site))) for e in each)
    return Material(
        section,
        key,
        page,
        page.replace("/", "-"),
        title,
        address,
        tuple(cited),
        html_link(title, address),
        markdown_link(title, address),
        printed,
    )


def _printed(locale: Locale) -> dict[tuple[str, str], tuple[Printed, ...]]:
    """The printed forms of each record in one language."""
    result: dict[tuple[str, str], tuple[Printed, ...]] = {}
    for printed in plan(locale.programme):
        if printed.key and printed.languages == (locale.language,):
            place = (SECTION_OF[printed.kind], printed.key)
            result[place] = (*result.get(place, ()), printed)
    return result
