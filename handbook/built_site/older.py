"""Recognises the files of sites built before there were manifests (edition 2026.1 and older).

In doubt a file is not recognised, so that nothing of somebody else is taken for ours.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from handbook.export import plan as data_files
from handbook.frozen.archives import archives, folder_of
from handbook.load import Dataset
from handbook.model import Programme
from handbook.offline.plan import FOLDER as OFFLINE
from handbook.offline.plan import NAME as OFFLINE_NAME
from handbook.printing.handouts import plan as handouts
from handbook.printing.pictures import plan as pictures
from handbook.printing.plan import FOLDER as PRINTED
from handbook.printing.plan import Printed, plan

_FIXED = frozenset(
    {
        "feed.xml",
        "llms-full.txt",
        "llms.txt",
        "opensearch.xml",
        "robots.txt",
        "search/search_index.js",
        "search/search_index.json",
        "sitemap.xml",
        "sitemap.xml.gz",
    }
)
_ASSETS = re.compile(
    r"assets/(handbook\.(css|js)|icon\.svg|images/favicon\.png|(reader|search)/[a-z_]+\.js"
    r"|javascripts/bundle\.\w{8}\.min\.js|stylesheets/(main|palette)\.\w{8}\.min\.css)"
)
# What each page of ours, and each page that leads to another address, holds.
_PAGE = re.compile(rb'<link rel="stylesheet" href="[^"]*assets/handbook\.css">')
_LEADS_ON = re.compile(rb'<meta name="robots" content="noindex">\s.*<meta http-equiv="refresh"', re.DOTALL)


def recognised(dataset: Dataset) -> Callable[[str, Path], bool]:
    """What tells whether a file, by its name below the site and its path, was built from this programme."""
    programme = dataset.programme
    if programme is None:
        return lambda _name, _file: False
    planned = frozenset(_planned(programme))
    frozen = frozenset(_of_editions(dataset, programme))
    prose = [dataset.docs / code for code in programme.languages] if dataset.docs else []

    def known(name: str, file: Path) -> bool:
        if not file.is_file() or file.is_symlink():
            return False
        if name in planned or name in frozen:
            return True
        language, _, rest = name.partition("/")
        own = rest if language in programme.languages[1:] else name
        return (
            own in _FIXED
            or _ASSETS.fullmatch(own) is not None
            or (file.suffix == ".html" and _is_page(file))
            or (file.suffix == ".txt" and _is_message(own, file))
            or any(_is_copy(file, folder / own) for folder in prose)
        )

    return known


def _planned(programme: Programme) -> Iterator[str]:
    """Names of all that is made beside the pages."""
    for printed in plan(programme):
        large = Printed(printed.kind, printed.key, printed.languages, large=True)
        yield from (f"{PRINTED}/{form.name}" for form in (printed, large))
    yield from (f"{handouts.FOLDER}/{handout.name}" for handout in handouts.handouts(programme))
    yield from (f"{pictures.FOLDER}/{picture.name}" for picture in pictures.pictures(programme))
    yield from (f"{data_files.FOLDER}/{name}" for name in data_files.names(programme))
    yield f"{OFFLINE}/{OFFLINE_NAME}"


def _of_editions(dataset: Dataset, programme: Programme) -> Iterator[str]:
    """Names of all files of published editions; those whose archive cannot be read stay unknown."""
    for number, archive in archives(programme, dataset.folder).items():
        folder = folder_of(programme, number)
        yield from (f"{folder}/{code}/index.html" for code in programme.languages[1:])
        try:
            with zipfile.ZipFile(archive) as held:
                yield from (f"{folder}/{name}" for name in held.namelist())
        except (OSError, zipfile.BadZipFile):
            continue


def _is_page(file: Path) -> bool:
    content = file.read_bytes()
    return bool(_PAGE.search(content)) or bool(_LEADS_ON.search(content))


def _is_message(name: str, file: Path) -> bool:
    """Whether this is the text of a record for messengers, which lies beside its page."""
    page = file.with_suffix("") / "index.html"
    return PurePosixPath(name).parent.name != "" and page.is_file() and _is_page(page)


def _is_copy(file: Path, source: Path) -> bool:
    return source.is_file() and source.read_bytes() == file.read_bytes()
