"""Links the offline copy from the page of downloads, as long as it is a copy of the site as it stands."""

from __future__ import annotations

import html
import os
from pathlib import Path

from handbook.built_site.offline import archive_of, fill_mark, is_current
from handbook.files import write_whole
from handbook.formats import size_in_words
from handbook.localised import Edition, editions
from handbook.outputs.offline import FOLDER, NAME
from handbook.source.load import Dataset

_FORMAT = "ZIP"  # the same in every language


def link_offline(dataset: Dataset, site: Path) -> bool:
    """Fill in the link on the page of downloads in every language; say whether there is a copy to link to.

    A copy of another site than that in the folder is taken away: it would tell readers something else.
    """
    known = editions(dataset)
    archive = archive_of(site)
    there = archive.is_file() and is_current(known, site)
    if archive.is_file() and not there:
        archive.unlink()
    for code, edition in known.items():
        own = site if code == edition.original else site / code
        page = own / edition.addresses.overviews["downloads"] / "index.html"
        if not page.is_file():
            continue
        up = os.path.relpath(site, page.parent).replace(os.sep, "/")
        link = _link(edition, f"{up}/{FOLDER}/{NAME}", archive.stat().st_size) if there else ""
        text = page.read_text(encoding="utf-8")
        filled = fill_mark(text, link)
        if filled != text:
            write_whole(page, filled.encode())
    return there


def _link(edition: Edition, target: str, size: int) -> str:
    title, hint = (html.escape(edition.label(f"offline.{key}")) for key in ("title", "hint"))
    told = edition.label("offline.link", format=_FORMAT, size=size_in_words(size, edition.language))
    item = f'<a href="{target}" type="application/zip" download>{html.escape(told)}</a>'
    return f'<h2 id="offline">{title}</h2><p>{hint}</p><ul class="downloads"><li>{item}</li></ul>'
