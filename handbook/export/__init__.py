"""The handbook as data files: JSON with its schema, CSV tables, workbooks. Same input, same bytes.

Every file is made from a programme in its languages (`Words`) and is independent of the site tool. What the
files look like is a promise to the programs that read them: `form` says it, `compare` finds what breaks it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from handbook.export import checklist_workbook, csv_file, handbook_workbook, json_file
from handbook.export.words import Words
from handbook.localised import Locale
from handbook.outputs.data_files import HANDBOOK, SCHEMA, WORKBOOK, checklist_name, tables


def files(editions: Mapping[str, Locale], site_url: str, version: str) -> Iterator[tuple[str, bytes]]:
    """Name and content of every data file; see `makers`."""
    return ((name, make()) for name, make in makers(editions, site_url, version))


def makers(
    editions: Mapping[str, Locale], site_url: str, version: str
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Name of every data file, and what makes its content.

    `editions` are the programme in each of its languages, the original first. `site_url` is where the site
    will live, with a slash at its end, or "". `version` is that of the format, such as "1.0".
    """
    words = Words(editions, site_url)
    yield HANDBOOK, partial(json_file.content, words, version)
    yield SCHEMA, partial(json_file.schema_content, words)
    for kind, name in tables(words.programme).items():
        yield name, partial(csv_file.content, words, kind)
    yield WORKBOOK, partial(handbook_workbook.content, words)
    for group in words.programme.groups:
        for code in words.languages:
            yield checklist_name(group, code), partial(checklist_workbook.content, words, group, code)
