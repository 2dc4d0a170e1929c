"""What trainers find of each stage and task: its address, citations and links to paste, printed forms."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.localised import Edition
from handbook.outputs.pictures import SECTIONS
from handbook.outputs.printed import SECTIONS as SECTION_OF
from handbook.outputs.printed import Printed, plan
from handbook.views.citation import citation, html_link, in_language, markdown_link, web_address
from handbook.views.relations import records_of_group


@dataclass(frozen=True)
class Material:
    """One stage or task. `address` is where it lives on the web; `citations` hold language and words."""

    section: str
    key: str
    anchor: str
    title: str
    address: str
    citations: tuple[tuple[str, str], ...]
    html: str
    markdown: str
    printed: tuple[Printed, ...]


@dataclass(frozen=True)
class MaterialGroup:
    """The stages, or the tasks, of one group."""

    group: str
    section: str
    items: tuple[Material, ...]


def anchor_of(edition: Edition, section: str, key: str) -> str:
    """The anchor of a record’s entry on the page of materials; "" for what has none."""
    return edition.addresses.of(section, key).replace("/", "-") if key and section in SECTIONS else ""


def material_groups(edition: Edition, site: str) -> list[MaterialGroup]:
    """Every stage and task by group, stages first; `site` is the address of the site, or ""."""
    printed = _printed(edition)
    found = []
    for key in edition.programme.groups:
        for section in SECTIONS:
            keys = records_of_group(edition.programme, section, key)
            items = tuple(_material(edition, section, k, site, printed.get((section, k), ())) for k in keys)
            if items:
                found.append(MaterialGroup(key, section, items))
    return found


def _material(edition: Edition, section: str, key: str, site: str, printed: tuple[Printed, ...]) -> Material:
    title, page = edition.name(section, key), edition.addresses.of(section, key)
    address = web_address(edition, page, site)
    languages = [edition.language, *(c for c in edition.programme.languages if c != edition.language)]
    each = [in_language(edition, code) for code in languages]
    cited = ((e.language, citation(e, e.name(section, key), web_address(e, page, site))) for e in each)
    return Material(
        section,
        key,
        anchor_of(edition, section, key),
        title,
        address,
        tuple(cited),
        html_link(title, address),
        markdown_link(title, address),
        printed,
    )


def _printed(edition: Edition) -> dict[tuple[str, str], tuple[Printed, ...]]:
    """The printed editions of each record in one language."""
    found: dict[tuple[str, str], tuple[Printed, ...]] = {}
    for printed in plan(edition.programme):
        if printed.key and printed.languages == (edition.language,):
            place = (SECTION_OF[printed.kind], printed.key)
            found[place] = (*found.get(place, ()), printed)
    return found
