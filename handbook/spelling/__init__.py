"""Whether the words of data and prose are spelt correctly, in each language of a programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from handbook.files import text_of
from handbook.markup import inline, prose
from handbook.model.records import Programme
from handbook.model.traverse import record_key
from handbook.source.load import Dataset, label
from handbook.source.problems import Problem
from handbook.source.region_file import regions_beside
from handbook.spelling.dictionaries import NoSpelling, advice, find, open_dictionary
from handbook.spelling.speller import Speller

WORDS = "words"
"""Folder beside the data files that holds the handbook's own words: `<language>.txt`, one word per line."""

__all__ = ["WORDS", "NoSpelling", "advice", "own_words", "problems", "spellers"]


def spellers(dataset: Dataset, programme: Programme) -> dict[str, Speller]:
    """A speller for each language of the programme that has a dictionary on this machine.

    Raises:
        NoSpelling: if dictionaries exist but cannot be read.
    """
    known: dict[str, Speller] = {}
    for language in programme.languages:
        file = find(language)
        if file:
            own = {*own_words(dataset.folder, language), *_abbreviations(programme)}
            known[language] = Speller(language, open_dictionary(file), own)
    return known


def own_words(folder: Path, language: str) -> list[str]:
    """The handbook's own words of a language, in the order of their file; `#` begins a comment.

    Raises:
        NoSpelling: if the file is not UTF-8 text.
    """
    file = folder / WORDS / f"{language}.txt"
    if not file.is_file():
        return []
    try:
        lines = text_of(file, "utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise NoSpelling(f"{label(file)} is not UTF-8 text; save it with the encoding UTF-8") from error
    return [word for line in lines for word in line.partition("#")[0].split()]


def problems(dataset: Dataset, programme: Programme, known: Mapping[str, Speller]) -> list[Problem]:
    """Every word that is spelt wrong, once for each record or page, in order of file and line.

    The files of regions beside the data of the programme are read, too.
    """
    seen: set[tuple[str, str, str, str]] = set()
    result: list[Problem] = []
    for place, file, line, words, languages in _everything(dataset, programme):
        if not all(language in known for language in languages):
            continue
        first, *others = languages
        for word in known[first].unknown(words):
            key = (file, place, first, word.lower())
            if key not in seen and not any(known[other].knows(word) for other in others):
                seen.add(key)
                result.append(_problem(dataset, file, line, word, first))
    return sorted(result)


def _problem(dataset: Dataset, file: str, line: int, word: str, language: str) -> Problem:
    own = label(dataset.folder / WORDS / f"{language}.txt")
    what, remedy = f"“{word}” is not in the dictionary", f"correct it, or add it to {own}"
    return Problem(file, line, what, remedy, blocks=False)


def _everything(
    dataset: Dataset, programme: Programme
) -> Iterator[tuple[str, str, int, str, tuple[str, ...]]]:
    """Record or page, file, line and words, and the languages, one of which must know them."""
    yield from _data(dataset, programme)
    for region in regions_beside(dataset):
        yield from _data(region, programme)
    for code in programme.languages:
        for page in dataset.prose(code).values():
            for line, words, language in prose.words(text_of(page, "utf-8-sig", errors="replace")):
                yield label(page), label(page), line, words, (language or code,)


def _data(dataset: Dataset, programme: Programme) -> Iterator[tuple[str, str, int, str, tuple[str, ...]]]:
    for path, text in dataset.own_texts():
        if path[0] == "style":  # it quotes what not to write, and words of other languages
            continue
        for code in (c for c in programme.languages if c in text.wording and dataset.owns_wording(path, c)):
            file, line = dataset.locate((*path, code))
            # A text that is the same everywhere, such as a name, may belong to just one of the languages.
            own = (code, *(c for c in programme.languages if c != code)) if text.same else (code,)
            for words, language in inline.spoken(text[code]):
                yield record_key(path), file, line, words, (language,) if language else own


def _abbreviations(programme: Programme) -> Iterator[str]:
    """Codes of tasks, and all abbreviations: not every one is in capitals."""
    yield from programme.tasks
    yield from programme.programme.plain_abbreviations
    abbreviations = [programme.programme.abbr]
    abbreviations += [term.abbr for term in programme.terms.values()]
    abbreviations += [partner.abbr for partner in programme.partners.values()]
    abbreviations += [document.abbr for document in programme.documents.values()]
    for abbr in filter(None, abbreviations):
        yield from abbr.split()
