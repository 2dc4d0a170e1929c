"""Finds the Hunspell dictionary of each language on this machine."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

from handbook.model.faults import Refusal

NAMED = "HANDBOOK_DICTIONARIES"
PLACES = (
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "~/Library/Spelling",
    "/Library/Spelling",
)
PREFERRED = {"en": "en_GB"}  # one variety of spelling for all texts, even if others are installed

_ORIGIN = "packages of Debian and Ubuntu"
# Languages with a package in Debian and Ubuntu: hunspell- and the code, but for a few.
_PACKAGED = """
    af an ar be bg bn bo br bs ca cs da dz el es eu fr gd gl gu he hi hr hu id is it kk ko lo lt lv ml mn ne
    nl oc pl ro ru si sk sl sr sv sw te th tr uk uz vi
"""
_NAMED_OTHERWISE = {
    "de": "hunspell-de-de",
    "en": "hunspell-en-gb",
    "nb": "hunspell-no",
    "nn": "hunspell-no",
    "pt": "hunspell-pt-pt",
}


class NoSpelling(Refusal, RuntimeError):
    """Spelling cannot be checked on this machine; the message says what to do."""


class Dictionary(Protocol):
    """A dictionary of one language."""

    def lookup(self, word: str) -> bool:
        """Whether the word is spelt correctly."""


def find(language: str, environment: Mapping[str, str] = os.environ) -> Path | None:
    """The `.dic` file of a language that has its `.aff` file beside it, or None.

    If `HANDBOOK_DICTIONARIES` names a folder, only that one is searched.

    Raises:
        NoSpelling: if it names a folder that does not exist.
    """
    for folder in _folders(environment):
        result = sorted([*folder.glob(f"{language}_*.dic"), *folder.glob(f"{language}.dic")])
        result.sort(key=lambda file: file.stem != PREFERRED.get(language))
        for file in result:
            if file.with_suffix(".aff").is_file():
                return file
    return None


def advice(languages: Iterable[str]) -> str:
    """A sentence: languages without a dictionary, and what to do."""
    missing = tuple(languages)
    packages = " ".join(filter(None, map(package, missing)))
    others = ", ".join(language for language in missing if not package(language))
    origin = _ORIGIN + (f", which have none for {others}" if others else "")
    install = f"install {packages} ({origin}), or " if packages else ""
    return f"there is no Hunspell dictionary for {', '.join(missing)}; {install}{remedy(missing)}"


def remedy(languages: Iterable[str]) -> str:
    """What to do with dictionaries of these languages from other sources, as an instruction."""
    files = " and ".join(f"{code}.dic and {code}.aff" for code in languages)
    return f"put {files} into a folder and name it: {NAMED}=/path/to/folder"


def package(language: str) -> str:
    """The package of Debian and Ubuntu with the dictionary of a language; "" if there is none."""
    return _NAMED_OTHERWISE.get(language, f"hunspell-{language}" if language in _PACKAGED.split() else "")


def _folders(environment: Mapping[str, str]) -> list[Path]:
    named = environment.get(NAMED)
    if not named:
        return [Path(place).expanduser() for place in PLACES]
    if not Path(named).is_dir():
        raise NoSpelling(f"{NAMED} names {named}, which is not a folder")
    return [Path(named)]


def open_dictionary(file: Path) -> Dictionary:
    """The dictionary in a `.dic` file and the `.aff` file beside it.

    Raises:
        NoSpelling: if the library that reads it is not installed, or cannot read it.
    """
    try:
        return _read(file)
    except ImportError as error:
        remedy = "pip install --require-hashes -r requirements-dev.txt"
        raise NoSpelling(
            f"the package spylls, which reads dictionaries, is missing; run `{remedy}`"
        ) from error
    except Exception as error:  # a broken dictionary can raise anything
        raise NoSpelling(f"{file}: the dictionary cannot be read; install it anew") from error


def _read(file: Path) -> Dictionary:
    from spylls.hunspell import Dictionary as Hunspell
    from spylls.hunspell import readers
    from spylls.hunspell.readers.file_reader import FileReader

    class Reader(FileReader):  # type: ignore[misc]
        """Closes its files, unlike the library's own reader."""

        def _open(self, path: str, encoding: str) -> io.StringIO:
            return io.StringIO(Path(path).read_text(encoding=encoding, errors="surrogateescape"))

    affixes, context = readers.read_aff(Reader(str(file.with_suffix(".aff"))))
    words = readers.read_dic(Reader(str(file), encoding=context.encoding), aff=affixes, context=context)
    opened: Dictionary = Hunspell(affixes, words)
    return opened
