"""Every address that was ever published still works."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from handbook.check.case import Case, Rule
from handbook.check.places import of_files, of_language
from handbook.files import text_of
from handbook.model.addresses import ID, is_address
from handbook.model.kinds import KINDS
from handbook.source.load import label
from handbook.source.merge_marks import KEEP_BOTH, merge_marks
from handbook.source.problems import DataError, Problem
from handbook.source.published_addresses import PUBLISHED, read_published
from handbook.source.text_file import read_text
from handbook.views.portions import portion_at


def published_addresses_kept(case: Case) -> Iterator[Problem]:
    """Each published address is still a page or anchor, or is redirected to one."""
    for folder in filter(None, (case.dataset.folder, case.dataset.docs)):
        file = folder / PUBLISHED
        for line, address in _listed(file):
            held = address in case.addresses.by_address or address in case.programme.languages[1:]
            held = held or portion_at(case.locale, address) is not None
            if not held and address not in case.programme.redirects:
                what = f"the published address `{address}` is gone"
                old = address if is_address(address) else json.dumps(address, ensure_ascii=False)
                remedy = f"bring the record back, or add `{old}: new/address` under `redirects`"
                yield Problem(label(file), line, what, remedy)


def _listed(file: Path) -> list[tuple[int, str]]:
    """What a list holds; nothing if it is unreadable or not merged, which another rule reports."""
    try:
        if any(merge_marks(text_of(file, "utf-8-sig"), "")):
            return []
        return list(read_published(file))
    except (OSError, UnicodeDecodeError):
        return []


def published_lists_readable(case: Case) -> Iterator[Problem]:
    """The lists of published addresses can be read."""
    for folder in filter(None, (case.dataset.folder, case.dataset.docs)):
        file = folder / PUBLISHED
        try:
            if file.exists():
                yield from merge_marks(text_of(file, "utf-8-sig"), label(file), KEEP_BOTH)
        except (OSError, UnicodeDecodeError):
            what, remedy = "the list of published addresses cannot be read", "take it from the last commit"
            yield Problem(label(file), 1, what, remedy)


def overviews_well_formed(case: Case) -> Iterator[Problem]:
    """Overview pages have addresses of their own, well formed and in small letters."""
    overviews = case.programme.programme.addresses
    seen: dict[str, str] = dict.fromkeys((kind.folder or "" for kind in KINDS.values()), "records")
    for kind in type(overviews).model_fields:
        address = getattr(overviews, kind)
        path = ("programme", "addresses", kind)
        if not ID.fullmatch(address) or not is_address(address):
            remedy = "use small letters, digits and hyphens"
            yield case.problem(path, f"`{address}` is not a well-formed address", remedy)
        elif address in seen:
            what = f"the address `{address}` already belongs to {seen[address]}"
            yield case.problem(path, what, "choose another")
        seen.setdefault(address, kind)


def languages_keep_their_folders(case: Case) -> Iterator[Problem]:
    """No page takes the folder of a language's site, such as /en/."""
    for address, section, key in case.addresses.pages():
        if address and of_language(case, address):  # the home page lies in no folder
            yield _misplaced(case, section, key, f"the address /{address}/ is that of a language")


def folders_of_files_kept(case: Case) -> Iterator[Problem]:
    """No page takes a folder in which the site has files: it would be lost when they are rewritten."""
    for address, section, key in case.addresses.pages():
        if of_files(case, address):
            what = f"the address /{address}/ lies in a folder for files of the site"
            yield _misplaced(case, section, key, what)


def portions_have_their_place(case: Case) -> Iterator[Problem]:
    """No page has the address of a part of a long list, which is made from the list's own."""
    for address, section, key in case.addresses.pages():
        portion = portion_at(case.locale, address)
        if portion is not None:
            what = f"the address /{address}/ is that of a part of the long list on /{portion.owner}/"
            yield _misplaced(case, section, key, what)


def _misplaced(case: Case, section: str, key: str, what: str) -> Problem:
    if section == "prose":
        return Problem(label(case.dataset.prose(case.programme.languages[0])[key]), 1, what, "rename it")
    path = ("programme", "addresses", section) if not key else (section, key)
    return case.problem(path, what, "choose another id or address")


def prose_in_every_language(case: Case) -> Iterator[Problem]:
    """A hand-written page has the same path in every language."""
    pages = {code: case.dataset.prose(code) for code in case.programme.languages}
    everywhere = {address for held in pages.values() for address in held}
    for code, held in pages.items():
        for address in sorted(everywhere - set(held)):
            other = next(files[address] for files in pages.values() if address in files)
            what = f"this page is missing in the language `{code}`"
            yield Problem(label(other), 1, what, f"add the same path under docs/{code}/")


def prose_readable(case: Case) -> Iterator[Problem]:
    """A hand-written page can be read as UTF-8, is merged, and says something."""
    for code in case.programme.languages:
        for file in case.dataset.prose(code).values():
            try:
                words = read_text(file, label(file))
            except DataError as error:
                yield from error.problems
                continue
            yield from merge_marks(words, label(file), headings=True)
            if not words.strip():
                remedy = "write it, or delete it in every language"
                yield Problem(label(file), 1, "the page is empty", remedy)


RULES: tuple[Rule, ...] = (
    published_addresses_kept,
    published_lists_readable,
    overviews_well_formed,
    languages_keep_their_folders,
    folders_of_files_kept,
    portions_have_their_place,
    prose_in_every_language,
    prose_readable,
)
