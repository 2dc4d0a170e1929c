"""Puts the frozen copies of published editions into a site, each page with a notice that leads to today's."""

from __future__ import annotations

import contextlib
import html
import shutil
import tempfile
from pathlib import Path

from handbook.files import link_or_copy, unpack
from handbook.frozen.archives import archives, folder_of
from handbook.frozen.notice import Frozen
from handbook.load import ROOT, Dataset
from handbook.views.edition import editions

KEPT = ROOT / ".cache" / "editions"  # unpacked archives, each under the SHA-256 of its own
_REDIRECT = """\
<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
<a href="{target}">{title}</a>
"""


def place_editions(dataset: Dataset, site: Path, url: str = "") -> int:
    """Lay out every published edition below `site`; the answer is how many there are.

    `url` is the address of the site on the web, for the links by which search engines find today's pages.

    Raises:
        BadArchive: where an archive is damaged; the checks have reported a missing or changed one.
        OSError: where a file cannot be read or written.
    """
    assert dataset.programme is not None
    programme = dataset.programme
    today = editions(dataset)
    for number, archive in archives(programme, dataset.folder).items():
        target = site / folder_of(programme, number)
        _lay_out(archive, programme.editions[number].sha256, target)
        views = {code: Frozen(number, edition, url) for code, edition in today.items()}
        for page in target.rglob("*.html"):
            _mark(page, target, views)
        for code in list(views)[1:]:
            _lead_on(target / code, views[code])
    return len(programme.editions)


def _mark(page: Path, target: Path, views: dict[str, Frozen]) -> None:
    """Put the notice into one page."""
    original, *others = views
    folder = page.parent.relative_to(target).as_posix()
    first, _, rest = ("" if folder == "." else folder).partition("/")
    language = first if first in others else original
    address = rest if language != original else "" if folder == "." else folder
    frozen = views[language]
    text = page.read_text(encoding="utf-8")
    if address == frozen.today.addresses.overviews["editions"]:
        # The list of editions goes on growing, so an old one would be wrong.
        link, title = html.escape(frozen.redirect(address)), html.escape(frozen.today.name("editions", ""))
        marked = _REDIRECT.format(language=language, title=title, target=link)
    else:
        marked = frozen.page(text, address)
    if marked != text:
        page.unlink()  # it may be a second name of the file that is kept
        page.write_text(marked, encoding="utf-8")


def _lead_on(folder: Path, frozen: Frozen) -> None:
    """Where an edition was published before it had a language, let that address lead to the original."""
    if not (folder / "index.html").exists():
        folder.mkdir(exist_ok=True)
        today = frozen.today
        title = html.escape(today.label("editions.numbered", edition=frozen.number))
        page = _REDIRECT.format(language=today.language, title=title, target="../")
        (folder / "index.html").write_text(page, encoding="utf-8")


def _lay_out(archive: Path, sha256: str, target: Path) -> None:
    """The files of an archive in a folder; unpacked once, where the project's folder can be written to."""
    kept = KEPT / sha256
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(target, ignore_errors=True)
    with contextlib.suppress(OSError):
        KEPT.mkdir(parents=True, exist_ok=True)
        if not kept.is_dir():
            with tempfile.TemporaryDirectory(dir=KEPT, prefix=".") as beside:
                unpack(archive, Path(beside) / "site")
                (Path(beside) / "site").rename(kept)
        shutil.copytree(kept, target, copy_function=link_or_copy)
        return
    shutil.rmtree(target, ignore_errors=True)
    unpack(archive, target)
