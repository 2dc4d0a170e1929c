"""What the index knows of one edition, and names of places in the language of a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Letters stay apart from their diacritics, which go; resources/regions/matching.js does the same.
_DIACRITICS = re.compile("[\u0300-\u036f]")
_JOINS = re.compile("[-'’ʼ]")


@dataclass(frozen=True)
class EditionFacts:
    """An edition of the handbook for one regency or city.

    `code` is that of the Ministry of Home Affairs, such as 32.75; `kind` is `regency` or `city`; `names` and
    `province` are by language code, and only that of the original must be there; `stage` is the key of the
    region's present stage; `date` is the day on which the edition's content last changed, year-month-day;
    `link` leads to it from the index, such as `32.75/`, or is an absolute address; `example` says that the
    region is invented.
    """

    code: str
    names: Mapping[str, str]
    kind: str
    province: Mapping[str, str]
    stage: str
    date: str
    link: str
    example: bool = False


@dataclass(frozen=True)
class Name:
    """A name, and the language that it is in."""

    text: str
    language: str


def name_in(names: Mapping[str, str], languages: Iterable[str]) -> Name:
    """The name in the first of `languages` that has one, or else in any; "" if there is none."""
    for language in (*languages, *names):
        if names.get(language):
            return Name(names[language], language)
    return Name("", "")


def folded(text: str) -> str:
    """A text as search compares it: small letters without diacritics, words apart where marks join them."""
    letters = _DIACRITICS.sub("", unicodedata.normalize("NFD", text))
    return _JOINS.sub(" ", letters).lower()


def other_words(names: Mapping[str, str], shown: str) -> str:
    """The words, as search compares them, of names in all languages that `shown` does not hold."""
    held = set(folded(shown).split())
    words = (word for name in names.values() for word in folded(name).split())
    return " ".join(dict.fromkeys(word for word in words if word not in held))
