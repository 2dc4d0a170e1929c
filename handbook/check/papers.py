"""Papers to fill in: each part is one thing, and the blanks are the same in every language."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.case import Case, Rule
from handbook.markup.blanks import count_blanks, faults, line
from handbook.model.parts import PAPER_THINGS, PaperPart
from handbook.model.text import Text
from handbook.model.traverse import DataPath, entries
from handbook.source.problems import Problem

_TITLED = ("items", "fields", "table", "boxes")


def paper_parts_are_one_thing(case: Case) -> Iterator[Problem]:
    """A part of a paper holds just one thing, and says nothing about what it does not hold."""
    for path, part in _parts(case):
        held = [name for name in PAPER_THINGS if getattr(part, name)]
        if not held:
            remedy = f"give it one of {', '.join(PAPER_THINGS)}, or delete it"
            yield case.problem(path, "this part of the paper is empty", remedy)
        elif len(held) > 1:
            what = f"one part of the paper has {' and '.join(f'`{name}`' for name in held)}"
            yield case.problem(path, what, "begin another part with `- ` for each")
        else:
            yield from _said_about_nothing(case, path, part, held[0])


def _said_about_nothing(case: Case, path: DataPath, part: PaperPart, held: str) -> Iterator[Problem]:
    if part.numbered and held != "items":
        yield case.problem((*path, "numbered"), "`numbered` belongs to `items`", "delete it")
    if part.on_new_page and held != "heading":
        yield case.problem((*path, "on_new_page"), "`on_new_page` belongs to `heading`", "delete it")
    if part.title is not None and held not in _TITLED:
        remedy = "write a part with `heading` before this one"
        yield case.problem((*path, "title"), f"`{held}` has no title", remedy)


def blanks_well_formed(case: Case) -> Iterator[Problem]:
    """Each blank of a paper is closed and says in plain words what is to be written."""
    for path, text in _texts(case):
        for code, words in text.wording.items():
            for what, remedy in faults(words):
                yield case.problem((*path, code), what, remedy)


def papers_have_titles(case: Case) -> Iterator[Problem]:
    """The title of a paper has words of its own: blanks alone name no file and no heading."""
    for key, paper in case.programme.papers.items():
        for code, words in paper.title.wording.items() if paper.title is not None else ():
            if words.strip() and not any(isinstance(piece, str) and piece.strip() for piece in line(words)):
                what, remedy = "the title of the paper is blanks alone", "write a word before them"
                yield case.problem(("papers", key, "title", code), what, remedy)


def blanks_agree(case: Case) -> Iterator[Problem]:
    """A text of a paper has as many blanks in one language as in another."""
    first, *others = case.programme.languages
    for path, text in _texts(case):
        if any(True for words in text.wording.values() for _ in faults(words)):
            continue  # blanks_well_formed reports it
        wanted = count_blanks(text.get(first))
        for code in others:
            count = count_blanks(text.get(code))
            if count != wanted and text.get(code) and text.get(first):
                what = f"the text in `{code}` has {_counted(count)}, that in `{first}` {wanted}"
                yield case.problem((*path, code), what, "put the same blanks into both")


def _counted(count: int) -> str:
    return "1 blank" if count == 1 else f"{count or 'no'} blanks"


def _parts(case: Case) -> Iterator[tuple[DataPath, PaperPart]]:
    for key, paper in case.programme.papers.items():
        for index, part in enumerate(paper.parts):
            yield ("papers", key, "parts", index), part


def _texts(case: Case) -> Iterator[tuple[DataPath, Text]]:
    """The texts of papers that may hold blanks."""
    for key, paper in case.programme.papers.items():
        if paper.title is not None:
            yield ("papers", key, "title"), paper.title
    for path, part in _parts(case):
        yield from ((where, entry) for where, entry in entries(part, path) if isinstance(entry, Text))


RULES: tuple[Rule, ...] = (paper_parts_are_one_thing, papers_have_titles, blanks_well_formed, blanks_agree)
