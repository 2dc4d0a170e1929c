"""Which data files there are: names that stay for as long as groups and languages keep their keys."""

from __future__ import annotations

from handbook.model.addresses import slug
from handbook.model.kinds import KINDS
from handbook.model.records import Programme

MAJOR = 1  # a change that breaks readers starts a new version, in its own folder
FOLDER = f"data/v{MAJOR}"  # below the site's root
HANDBOOK = "handbook.json"
SCHEMA = "handbook.schema.json"
WORKBOOK = "handbook.xlsx"
REGION = "region.json"  # in the edition of a region: what is its own
TABLES = {
    kind.section: kind.table
    for kind in sorted(KINDS.values(), key=lambda kind: kind.table_place)
    if kind.table
}  # the section and the file that holds its records as rows


def tables(programme: Programme) -> dict[str, str]:
    """Those of a programme: a kind of which few programmes have records needs some for its table."""
    return {
        section: file
        for section, file in TABLES.items()
        if getattr(programme, section) or not KINDS[section].table_when_held
    }


def checklist_name(group: str, language: str) -> str:
    """Name of a group's checklist in one language, beside that of the printed one."""
    return f"checklist-{slug(group)}.{language}.xlsx"


def names(programme: Programme) -> tuple[str, ...]:
    """Names of all data files, in the order in which they are listed."""
    checklists = (checklist_name(group, code) for group in programme.groups for code in programme.languages)
    return (WORKBOOK, *checklists, *tables(programme).values(), HANDBOOK, SCHEMA)
