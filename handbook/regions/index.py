"""Writes the index of all editions into the folder in which they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from handbook.files import write_whole
from handbook.localised import Locale
from handbook.outputs.machine_files import FEED
from handbook.regions import assets, data_file
from handbook.regions.by_province import by_province, stage_names
from handbook.regions.changes import Change
from handbook.regions.facts import EditionFacts
from handbook.regions.feed import feed
from handbook.regions.page import folder, page, picture_file, picture_svg
from handbook.regions.picture import stage_picture
from handbook.views.web import Web


def write_index(
    out: Path,
    locales: Mapping[str, Locale],
    editions: Sequence[EditionFacts],
    changes: Sequence[Change],
    address: str,
) -> frozenset[str]:
    """Write the index into `out`; the names of its files, below `out`.

    `locales` are the languages of the programme; `address` is that of the index on the web, "" if it is not
    known: links are relative then, and there is no feed. Files of an older index that are not named are left.

    Raises:
        OSError: if a file cannot be written.
    """
    files: dict[str, str | bytes] = {data_file.NAME: data_file.data_file(editions, changes)}
    site = f"{address.rstrip('/')}/" if address else ""
    has_feed = bool(site and changes)
    for locale in locales.values():
        web = Web(locale, site)
        provinces = by_province(editions, locale.original)
        picture = stage_picture(locale, provinces, editions) if provinces else None
        own = folder(locale)
        files[f"{own}index.html"] = page(locales, web, provinces, picture, has_feed=has_feed)
        if picture:
            files[picture_file(locale)] = picture_svg(locale, picture)
        if has_feed:
            files[f"{own}{FEED}"] = feed(web, stage_names(locale, editions), changes)
        for asset in (assets.style(locale.programme.appearance), assets.script()):
            files[asset.name] = asset.text
    for name, content in files.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(out / name, content)
    return frozenset(files)
