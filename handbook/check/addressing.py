"""An address that was ever published still leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.addresses import ID
from handbook.check.case import Case, Rule
from handbook.load import label
from handbook.problems import Problem
from handbook.published import PUBLISHED, read_published


def published_addresses_kept(case: Case) -> Iterator[Problem]:
    """Each published address is a page or anchor of today, or is redirected to one."""
    file = case.dataset.folder / PUBLISHED
    for line, address in read_published(file):
        if address not in case.addresses.by_address and address not in case.programme.redirects:
            what = f"the published address `{address}` is gone"
            remedy = f"bring the record back, or add `{address}: new/address` under `redirects`"
            yield Problem(label(file), line, what, remedy)


def redirects_lead_somewhere(case: Case) -> Iterator[Problem]:
    """A redirect leads to an address of today, and does not hide one."""
    live = case.addresses.by_address
    for old, new in case.programme.redirects.items():
        path = ("redirects", old)
        if new not in live:
            yield case.problem(
                path, f"the redirect leads to `{new}`, which does not exist", "name a live one"
            )
        if old in live:
            section, key = live[old]
            if section == "prose" or not key:
                what = f"`{old}` is a page of today, so it cannot be redirected"
                yield case.problem(path, what, "delete the redirect or the page")
        elif not all(ID.fullmatch(part) for part in old.replace("#", "/").split("/")):
            remedy = "write it without slashes at its ends, such as t/b3"
            yield case.problem(path, f"`{old}` is not a well-formed address", remedy)


def prose_in_every_language(case: Case) -> Iterator[Problem]:
    """A hand-written page stands under the same path in every language."""
    pages = {code: case.dataset.prose(code) for code in case.programme.languages}
    everywhere = {address for held in pages.values() for address in held}
    for code, held in pages.items():
        for address in sorted(everywhere - set(held)):
            other = next(files[address] for files in pages.values() if address in files)
            what = f"this page is missing in the language `{code}`"
            yield Problem(label(other), 1, what, f"add the same path under docs/{code}/")


RULES: tuple[Rule, ...] = (published_addresses_kept, redirects_lead_somewhere, prose_in_every_language)
