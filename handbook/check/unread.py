"""No file among data or prose looks as if it were read or published, but is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from handbook.check.case import Case, Rule
from handbook.check.names import free_name
from handbook.check.places import made_anew, of_language, written_over
from handbook.markup.prose_files import OTHER_MARKDOWN
from handbook.model.schema import PROGRAMME_SECTIONS
from handbook.outputs.editions import FOLDER as EDITIONS
from handbook.outputs.extra_files import FOLDER as EXTRA_FILES
from handbook.source.known_regions import LIST as REGIONS
from handbook.source.load import DATA_ENDING, DATA_ENDINGS, is_left_behind, label
from handbook.source.problems import Problem
from handbook.source.published_addresses import PUBLISHED
from handbook.source.translations import LOCK
from handbook.spelling import WORDS

TESTS = "tests"  # what a programme promises of itself, tested beside its data
_KNOWN = (PUBLISHED, LOCK, REGIONS)
_LIKE_DATA = re.compile(r"\.ya?ml\b", re.IGNORECASE)
_LIKE_PROSE = re.compile(r"\.(?:md|markdown|mdown|mkdn|mkd)(?:\.txt)?$", re.IGNORECASE)
_MAY_HOLD_DATA = {"", ".json", ".txt"}
_SECTIONS = "|".join(PROGRAMME_SECTIONS)
_SECTION = re.compile(rf"""^(?:\{{\s*)?["']?(?:{_SECTIONS})["']?[ \t]*:""", re.MULTILINE)
_BEGINNING = 20_000  # characters within which a data file names its first section


def data_files_read(case: Case) -> Iterator[Problem]:
    """Each file of the data folder that seems to hold data is read."""
    folder = case.dataset.folder
    taken = {file.name.lower() for file in folder.iterdir() if file.suffix in DATA_ENDINGS}
    for name in _names(folder):
        file, inside = folder / name, len(name.parts) > 1
        if inside and name.parts[0] == WORDS and not _LIKE_DATA.search(name.name):
            yield from _unread_words(case, name)
        elif _is_at_home(name):
            continue
        elif not inside and (known := _misnamed(name.name)):
            yield _unread(file, f"call it {label(folder / known)}")
        elif _LIKE_DATA.search(name.name) or _holds_data(file, name):
            better = free_name(_LIKE_DATA.split(name.name)[0] or name.stem, DATA_ENDING, taken)
            taken.add(better)
            yield _unread(file, f"call it {label(folder / better)}")


def _is_at_home(name: Path) -> bool:
    """Whether a file is read as it is, or is in a folder for files of any kind."""
    if len(name.parts) > 1:
        return name.parts[0] in (EXTRA_FILES, EDITIONS, TESTS)
    return name.name in _KNOWN or name.suffix in DATA_ENDINGS


def prose_files_read(case: Case) -> Iterator[Problem]:
    """Each file among the prose that seems to be a page is one, and other files are published."""
    docs, languages = case.dataset.docs, case.programme.languages
    if docs is None:
        return
    foreign: dict[str, Path] = {}
    for name in _names(docs):
        first, *rest = name.parts
        file = docs / name
        if rest and first not in languages:
            foreign.setdefault(first, file)
        elif not rest and _LIKE_PROSE.search(name.name) and name.stem.upper() != "README":
            own = label(docs / languages[0])
            yield _unread(file, f"put it into the folder of a language, such as {own}/")
        elif rest and name.suffix != ".md":
            yield from _not_published(case, file, Path(*rest))
    for first in foreign:
        what = f"`{first}` is no language of this programme, so that nothing in this folder is published"
        remedy = f"put its files into a folder of: {', '.join(languages)}"
        yield Problem(label(docs / first), 1, what, remedy, blocks=False)


def _not_published(case: Case, file: Path, name: Path) -> Iterator[Problem]:
    """What is wrong with a file that is not a page, by its name below the folder of a language."""
    address = name.as_posix()
    if name.suffix in OTHER_MARKDOWN:
        return  # MkDocs treats it as a page, so hand_written refuses it
    if _LIKE_PROSE.search(name.name):
        better = file.with_name(_LIKE_PROSE.sub(".md", name.name))
        remedy = f"call it {label(better)}" if not better.exists() else f"put its words into {label(better)}"
        yield _unread(file, remedy)
    elif made_anew(case, address) or of_language(case, address) or written_over(case, address):
        what = "this file would be lost, since the site has files of its own at this place"
        yield Problem(label(file), 1, what, "give it another name or folder", blocks=False)


def _unread_words(case: Case, name: Path) -> Iterator[Problem]:
    """What is wrong with a file among the lists of words."""
    languages = case.programme.languages
    if name.parts[1:] in {(f"{code}.txt",) for code in languages} or name.stem.upper() == "README":
        return
    code = name.name.partition(".")[0].lower()
    file = case.dataset.folder / name
    if code in languages and not (better := case.dataset.folder / WORDS / f"{code}.txt").exists():
        yield _unread(file, f"call it {label(better)}")
    else:
        lists = ", ".join(f"{code}.txt" for code in languages)
        yield _unread(file, f"put its words into one of these files: {lists}")


def _names(folder: Path) -> Iterator[Path]:
    """Names of all files below a folder except hidden ones and backup copies of editors."""
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder)
        if not is_left_behind(name) and file.is_file():
            yield name


def _misnamed(name: str) -> str:
    """The file that a name must mean, such as published.txt for PUBLISHED.TXT; else ""."""
    plain = name.lower()
    return next((known for known in _KNOWN if plain in (known, f"{known}.txt")), "")


def _holds_data(file: Path, name: Path) -> bool:
    """Whether a file with another ending begins like a data file."""
    if name.suffix.lower() not in _MAY_HOLD_DATA or name.parts[0] == "schema" or name.name in _KNOWN:
        return False
    try:
        with file.open(encoding="utf-8-sig") as text:
            return bool(_SECTION.search(text.read(_BEGINNING)))
    except (OSError, UnicodeDecodeError):
        return False


def _unread(file: Path, remedy: str) -> Problem:
    return Problem(label(file), 1, "this file is not read", remedy, blocks=False)


RULES: tuple[Rule, ...] = (data_files_read, prose_files_read)
