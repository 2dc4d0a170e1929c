"""Recognises the files of sites built before there were manifests (edition 2026.1 and older).

If in doubt, a file is not recognised, so that nobody's own file is taken for ours.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from handbook.html import search_parts
from handbook.html.assets import plain_name
from handbook.model.records import Programme
from handbook.outputs import data_files, handouts, papers, pictures
from handbook.outputs.editions import archives, folder_of
from handbook.outputs.extra_files import extra_files
from handbook.outputs.machine_files import CALENDAR, SECURITY
from handbook.outputs.offline import FOLDER as OFFLINE
from handbook.outputs.offline import NAME as OFFLINE_NAME
from handbook.outputs.printed import FOLDER as PRINTED
from handbook.outputs.printed import Printed, plan
from handbook.source.load import Dataset
from handbook.source.problems import DataError
from handbook.views.pictures.on_pages import all_pictures

_FIXED = frozenset(
    {
        "feed.xml",
        *("handbook.webmanifest", "kept-files.json", "kept.json", "service-worker.js"),
        *("apple-touch-icon.png", "favicon.ico"),
        "llms-full.txt",
        "llms.txt",
        "opensearch.xml",
        "search/search_index.js",
        "search/search_index.json",
        "sitemap.xml",
        "sitemap.xml.gz",
    }
)
_ASSETS = re.compile(
    r"assets/((handbook\.(css|js)|(progress|materials|calendar|papers|keeping|search|frozen-edition)\.css|(reader|search)/[a-z_]+\.js)"
    r"|pictures/[a-z-]+\.css|icons/(192|512|maskable-512)\.png|social\.png|icon\.svg|images/favicon\.png|javascripts/bundle\.\w{8}\.min\.js"
    r"|stylesheets/(main|palette)\.\w{8}\.min\.css)"
)
_SEARCH = re.compile(rf"{search_parts.FOLDER}/({re.escape(search_parts.HEAD)}|part\.[0-9a-f]{{12}}\.js)")
# What each of our pages holds.
_PAGE = re.compile(rb'<link rel="stylesheet" href="[^"]*assets/handbook(?:\.[0-9a-f]{8})?\.css">')
# Pages that lead to another address, in the handbook and in a published edition.
_LEADS_ON = re.compile(
    rb"""<!doctype html>\n<html lang="[a-z]+">\n(?:<head>\n)?<meta charset="utf-8">\n"""
    rb"""<title>[^<\n]*</title>\n"""
    rb"""<meta name="robots" content="noindex">\n(?:<meta name="viewport" [^>\n]*>\n<link [^>\n]*>\n)?"""
    rb"""<meta http-equiv="refresh" content="0; url=[^">\n]*">\n"""
    rb"""(?:</head>\n<body><h1>[^<\n]*</h1><p><a [^>\n]*>[^<\n]*</a></p></body>\n</html>"""
    rb"""|<a [^>\n]*>[^<\n]*</a>)\n"""
)
_ROBOTS = re.compile(rb"User-agent: \*\nAllow: /\n(?:Sitemap: \S+sitemap\.xml\n)*")
_SECURITY = re.compile(rb"Contact: \S+\nExpires: \S+\nPreferred-Languages: [a-z, ]+\n(?:Canonical: \S+\n)?")


def recognised_by(read: Callable[[], Dataset]) -> Callable[[Path], Callable[[str, Path], bool] | None]:
    """A function that recognises an older site of the programme, which `read` reads when needed.

    Given a site's folder, it returns a function that tells by name and path whether a file was built from the
    programme. It returns None for a folder without a handbook's home page: names alone prove nothing.

    Raises:
        DataError: on a call with a folder, if the programme cannot be read.
    """
    return lambda site: _recognised(read()) if _is_page(site / "index.html") else None


def _recognised(dataset: Dataset) -> Callable[[str, Path], bool]:
    programme = dataset.programme
    if programme is None:
        raise DataError(dataset.problems)
    planned = frozenset(_planned(dataset, programme))
    frozen = frozenset(_of_editions(dataset, programme))
    copied = [dataset.docs / code for code in programme.languages] if dataset.docs else []
    extra = extra_files(dataset.folder)

    def known(name: str, file: Path) -> bool:
        if not file.is_file() or file.is_symlink():
            return False
        if name in planned or name in frozen:
            return True
        language, _, rest = name.partition("/")
        own = rest if language in programme.languages[1:] else name
        return (
            own in _FIXED
            or any(_ASSETS.fullmatch(name) for name in (own, plain_name(own)))
            or _SEARCH.fullmatch(own) is not None
            or (own == "robots.txt" and _ROBOTS.fullmatch(file.read_bytes()) is not None)
            or (name == SECURITY and _SECURITY.fullmatch(file.read_bytes()) is not None)
            or (file.suffix == ".html" and (_is_page(file) or _leads_on(file)))
            or (file.suffix == ".txt" and _is_message(own, file))
            or any(_is_copy(file, folder / own) for folder in copied)
            or (name in extra and _is_copy(file, extra[name]))
        )

    return known


def _planned(dataset: Dataset, programme: Programme) -> Iterator[str]:
    """Names of everything made besides the pages."""
    for printed in plan(programme):
        large = Printed(printed.kind, printed.key, printed.languages, large=True)
        yield from (f"{PRINTED}/{form.name}" for form in (printed, large))
    yield from (f"{handouts.FOLDER}/{handout.name}" for handout in handouts.handouts(programme))
    yield from (f"{papers.FOLDER}/{file.name}" for file in papers.paper_files(programme))
    yield from (f"{pictures.FOLDER}/{picture.name}" for picture in all_pictures(dataset))
    yield from (f"{data_files.FOLDER}/{name}" for name in data_files.names(programme))
    yield f"{OFFLINE}/{OFFLINE_NAME}"
    if programme.calendar:
        yield from (CALENDAR, *(f"{code}/{CALENDAR}" for code in programme.languages[1:]))


def _of_editions(dataset: Dataset, programme: Programme) -> Iterator[str]:
    """Names of all files of published editions; those in unreadable archives stay unknown."""
    for number, archive in archives(programme, dataset.folder).items():
        folder = folder_of(programme, number)
        yield from (f"{folder}/{code}/index.html" for code in programme.languages[1:])
        try:
            with zipfile.ZipFile(archive) as held:
                yield from (f"{folder}/{name}" for name in held.namelist())
        except (OSError, zipfile.BadZipFile):
            continue


def _is_page(file: Path) -> bool:
    return file.is_file() and _PAGE.search(file.read_bytes()) is not None


def _leads_on(file: Path) -> bool:
    return _LEADS_ON.fullmatch(file.read_bytes()) is not None


def _is_message(name: str, file: Path) -> bool:
    """Whether this is the text of a record for messengers, which is beside its page."""
    page = file.with_suffix("") / "index.html"
    return PurePosixPath(name).parent.name != "" and _is_page(page)


def _is_copy(file: Path, source: Path) -> bool:
    return source.is_file() and source.read_bytes() == file.read_bytes()
