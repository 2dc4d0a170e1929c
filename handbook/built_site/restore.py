"""Puts the frozen copies of published editions into a site, each page with a notice that leads to today's."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from handbook.archives import BadArchive, unpack
from handbook.built_site.notice import EditionNotice
from handbook.html.environment import redirect_page
from handbook.localised import locales
from handbook.outputs.editions import archives, folder_of
from handbook.source.load import Dataset, label

_LANGUAGE = re.compile(r'<html lang="([^"]+)"')


def restore_editions(dataset: Dataset, site: Path, url: str = "") -> int:
    """Unpack every published edition below `site`; return how many there are.

    `url` is the address of the site on the web, for the links by which search engines find today's pages.

    Raises:
        BadArchive: if an archive is damaged; the checks have reported a missing or changed one.
        OSError: if a file cannot be read or written.
    """
    assert dataset.programme is not None
    programme = dataset.programme
    today = locales(dataset)
    for number, archive in archives(programme, dataset.folder).items():
        target = site / folder_of(programme, number)
        shutil.rmtree(target, ignore_errors=True)
        try:
            unpack(archive, target)
        except BadArchive as error:
            raise BadArchive(
                f"{label(archive)}: {error}; take the file from the commit that published it"
            ) from None
        views = {code: EditionNotice(number, locale, url) for code, locale in today.items()}
        for page in target.rglob("*.html"):
            _mark(page, target, views)
        for code in list(views)[1:]:
            _lead_on(target / code, views[code])
    return len(programme.editions)


def _mark(page: Path, target: Path, views: dict[str, EditionNotice]) -> None:
    """Put the notice into one page; one that is not UTF-8 is not ours and stays as it is."""
    try:
        text = page.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    folder = page.parent.relative_to(target).as_posix()
    address = "" if folder == "." else folder
    result = _LANGUAGE.search(text)
    language = result[1] if result else ""
    if address.split("/")[0] == language:  # a translation of that edition, even if it is the original today
        address = address.partition("/")[2]
    notice = views.get(language) or next(iter(views.values()))
    if address == notice.today.addresses.overviews["editions"]:
        # The list of editions keeps growing, so an old one would be wrong.
        title = notice.today.name("editions", "")
        text = redirect_page(notice.today.language, title, notice.redirect(folder), title)
    else:
        text = notice.page(text, address, folder)
    page.write_text(text, encoding="utf-8")


def _lead_on(folder: Path, notice: EditionNotice) -> None:
    """If an edition was published before it had a language, redirect that address to the original."""
    if not (folder / "index.html").exists():
        folder.mkdir(parents=True, exist_ok=True)
        today = notice.today
        title = today.label("editions.numbered", edition=notice.number)
        page = redirect_page(today.language, title, "../", title)
        (folder / "index.html").write_text(page, encoding="utf-8")
