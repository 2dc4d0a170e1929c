"""What the data says about printed forms."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.case import Case, Rule
from handbook.localised import Locale
from handbook.model.text import FILE
from handbook.outputs.printed import SECTIONS, plan
from handbook.outputs.session_files import named
from handbook.source.problems import Problem
from handbook.source.remedies import did_you_mean
from handbook.views.reading_order import chapters


def book_chapters_exist(case: Case) -> Iterator[Problem]:
    """What is named as a chapter of the book is a page that opens one."""
    prose = dict.fromkeys(case.addresses.prose, "")
    locale = Locale(case.programme, case.programme.languages[0], prose=prose)
    known = [chapter.address for chapter in chapters(locale)]
    for place, address in enumerate(case.programme.programme.book):
        if address not in known:
            remedy = did_you_mean(address, known, f"name one of {', '.join(known)}")
            yield case.problem(
                ("programme", "book", place), f"`{address}` opens no chapter of the book", remedy
            )


def printed_names_unique(case: Case) -> Iterator[Problem]:
    """No two printed forms have the same file name, which is made from the keys of records."""
    seen: dict[str, str] = {}
    for printed in plan(case.programme):
        section, key = SECTIONS.get(printed.kind, ""), printed.key
        about = f"{section}.{key}"
        first = seen.setdefault(printed.name, about)
        if first != about and printed.languages == (case.programme.languages[0],):
            what = f"the checklist of this record and that of {first} would both be called {printed.name}"
            yield case.problem((section, key), what, "give one of them another key")


def handouts_exist(case: Case) -> Iterator[Problem]:
    """Files named for a session are printed or drawn."""
    known = list(named(case.programme))
    for path, name, kind in case.named:
        if kind == FILE and name not in known:
            kinds = ", ".join(dict.fromkeys(held.split("/")[0] for held in known))
            remedy = did_you_mean(name, known, f"kinds are {kinds}", count=3)
            yield case.problem(path, f"there is no handout `{name}`", remedy)


RULES: tuple[Rule, ...] = (book_chapters_exist, printed_names_unique, handouts_exist)
