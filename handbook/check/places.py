"""Places of the site that are not for pages: the folders of languages, and those of generated files."""

from __future__ import annotations

from handbook.check.case import Case
from handbook.outputs.data_files import FOLDER as DATA_FILES
from handbook.outputs.handouts import FOLDER as HANDOUTS
from handbook.outputs.machine_files import (
    FEED,
    LLMS_CONTENTS,
    LLMS_EVERYTHING,
    OPENSEARCH,
    SECURITY,
    TEXT_SECTIONS,
    text_address,
)
from handbook.outputs.offline import FOLDER as OFFLINE
from handbook.outputs.papers import FOLDER as PAPERS
from handbook.outputs.pictures import FOLDER as PICTURES
from handbook.outputs.printed import FOLDER as PRINTED

_MADE_ANEW = frozenset({HANDOUTS, OFFLINE, PAPERS, PICTURES, PRINTED})
_THEME = frozenset({"assets", "search"})  # files of the theme, of search and of ticks
_ERROR_PAGE = "404"
_FILES = frozenset(
    {
        *(LLMS_CONTENTS, LLMS_EVERYTHING, FEED, OPENSEARCH),
        *(f"{_ERROR_PAGE}.html", "robots.txt", "sitemap.xml", "sitemap.xml.gz"),
    }
)


def of_language(case: Case, address: str) -> bool:
    """Whether an address is, or is below, the folder of a language such as /en/."""
    return address.split("/", maxsplit=1)[0] in case.programme.languages[1:]


def of_files(case: Case, address: str) -> bool:
    """Whether an address is in a folder for files of the site, or is that of its error page."""
    return address.split("/", maxsplit=1)[0] in _THEME | {_ERROR_PAGE} or made_anew(case, address)


def made_anew(case: Case, address: str) -> bool:
    """Whether an address is in a folder that is replaced as a whole, so that anything else in it is lost."""
    editions = case.addresses.overviews["editions"]
    inside = f"{address}/"
    return (
        address.split("/", maxsplit=1)[0] in _MADE_ANEW
        or inside.startswith(f"{DATA_FILES}/")
        or (inside.startswith(f"{editions}/") and address != editions)
    )


def written_over(case: Case, name: str) -> bool:
    """Whether the site has a file of its own of this name, below the folder of a language."""
    page = name.removesuffix("index.html").rstrip("/")
    responsible = case.programme.programme.responsible
    return (
        name in _FILES
        or (name == SECURITY and responsible is not None and responsible.security is not None)
        or (name != page and (page in case.addresses.by_address or page in case.programme.redirects))
        or any(
            name == text_address(case.addresses.of(section, key))
            for section in TEXT_SECTIONS
            for key in getattr(case.programme, section)
        )
    )
