"""Packs the built site unchanged, except pages that list what a copy lacks, and the script for devices."""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from handbook.archives import pack
from handbook.built_site.manifest import portable_files
from handbook.localised import Locale, locales
from handbook.outputs.editions import folder_of
from handbook.outputs.keeping import KEEPS_NOTHING, is_script
from handbook.outputs.offline import FOLDER, NAME
from handbook.progress import SILENT, Progress
from handbook.site_address import address_of_site
from handbook.source.load import Dataset
from handbook.source_date import date_of

README = "README.txt"
_OFFLINE_MARK = re.compile(r"(<!--offline-->).*?(<!--/offline-->)", re.DOTALL)
_EDITION_MARK = re.compile(r"<!--edition:(.*?)-->(.*?)<!--/edition-->", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")

Content = Path | bytes


def archive_of(site: Path) -> Path:
    """Path of the offline copy of the site in a folder."""
    return site / FOLDER / NAME


def make_offline(dataset: Dataset, site: Path, progress: Progress = SILENT) -> Path:
    """Pack the complete site in the folder `site`; return the archive's path.

    Raises:
        OSError: if a file cannot be read or written.
    """
    known = locales(dataset)
    out = archive_of(site)
    pack(out, contents(known, site), date_of(next(iter(known.values())).about.date), progress)
    return out


def is_current(known: Mapping[str, Locale], site: Path) -> bool:
    """Whether the archive holds the site as it is now, so that the two cannot drift apart."""
    try:
        with zipfile.ZipFile(archive_of(site)) as archive:
            packed = {entry.filename: entry.CRC for entry in archive.infolist()}
    except (OSError, zipfile.BadZipFile):
        return False
    return packed == {name: zlib.crc32(_bytes(content)) for name, content in contents(known, site)}


def contents(known: Mapping[str, Locale], site: Path) -> Iterator[tuple[str, Content]]:
    """Name and content of every file of the offline copy: bytes if it differs from the site's.

    `known` holds the edition of each language.
    """
    original = next(iter(known.values()))
    top = f"handbook-{original.about.edition}"
    frozen = tuple(f"{folder_of(original.programme, key)}/" for key in original.programme.editions)
    changed = dict(_changed(known, site))
    for name, file in portable_files(site):
        if not name.startswith((f"{FOLDER}/", *frozen)):
            content: Content = KEEPS_NOTHING if is_script(name) else file
            yield f"{top}/{name}", changed.get(name, content)
    words = "\r\n\r\n".join(_readme(locale) for locale in known.values())
    yield f"{top}/{README}", f"\ufeff{words}\r\n".encode()


def fill_mark(text: str, content: str) -> str:
    """The page of downloads with what it says about the offline copy."""
    return _OFFLINE_MARK.sub(lambda mark: f"{mark[1]}{content}{mark[2]}", text)


def _bytes(content: Content) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()


def _changed(known: Mapping[str, Locale], site: Path) -> Iterator[tuple[str, bytes]]:
    """The pages that differ: those that list the offline copy itself, and the frozen editions."""
    url = address_of_site(site)
    for code, locale in known.items():
        folder = "" if code == locale.original else f"{code}/"
        for kind in ("downloads", "editions"):
            name = f"{folder}{locale.addresses.overviews[kind]}/index.html"
            if (site / name).is_file():
                text = (site / name).read_text(encoding="utf-8")
                yield name, _without_links(text, locale, url).encode()


def _without_links(text: str, locale: Locale, url: str) -> str:
    message = html.escape(locale.label("offline.here", edition=locale.about.edition, date=locale.date))
    text = fill_mark(text, f"<p>{message}</p>")

    def online(mark: re.Match[str]) -> str:
        name = _TAG.sub("", mark[2])
        address = html.escape(f"{url}{folder_of(locale.programme, mark[1])}/") if url else ""
        return locale.label("offline.online", name=name, address=address) if url else name

    return _EDITION_MARK.sub(online, text)


def _readme(locale: Locale) -> str:
    about = locale.about
    title = f"{locale.text(about.title)} – {locale.label('editions.numbered', edition=about.edition)}"
    opening = "" if locale.language == locale.original else f"{locale.language}/"
    text = locale.label("offline.readme", file=f"{opening}index.html")
    return f"{title}, {locale.date}\r\n{text}"
