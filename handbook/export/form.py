"""The form of the data files: all that programs rely on, to be compared with the published one.

It holds no words that may be edited freely: neither explanations nor heads of columns, but names of files,
fields, columns and sheets, types, and the order of columns.
"""

from __future__ import annotations

from typing import Any

from handbook.export import checklist_workbook, handbook_workbook
from handbook.export.columns import COLUMNS, column_names
from handbook.export.front import sheet_names
from handbook.export.json_schema import schema
from handbook.model.records import Programme
from handbook.outputs.data_files import HANDBOOK, WORKBOOK, names, tables

Form = dict[str, Any]
CHECKLIST = "checklist"  # represents all files of that kind


def form(programme: Programme) -> Form:
    """The form of the data files of a programme."""
    languages = programme.languages
    sheets = sheet_names(programme, handbook_workbook.sheets(programme), languages)
    columns = {kind: handbook_workbook.column_names(kind, languages) for kind in COLUMNS}
    lists = sheet_names(programme, checklist_workbook.SHEETS, languages[:1])
    listed = [name for name, *_ in checklist_workbook.COLUMNS]
    return {
        "files": list(names(programme)),
        "json": {HANDBOOK: schema(languages)},
        "csv": {file: column_names(kind, languages) for kind, file in tables(programme).items()},
        "xlsx": {
            WORKBOOK: {name: columns.get(sheet, []) for sheet, name in sheets.items()},
            CHECKLIST: {
                name: listed if sheet == checklist_workbook.LIST else [] for sheet, name in lists.items()
            },
        },
    }
