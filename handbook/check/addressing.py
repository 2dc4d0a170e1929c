"""An address that was ever published still leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.addresses import FOLDERS, ID, slug
from handbook.check.case import Case, Rule
from handbook.load import label
from handbook.problems import Problem
from handbook.published import PUBLISHED, read_published

# Folders below the site's root that hold files and no pages.
FILES = frozenset({"assets", "handouts", "offline", "pdf", "pictures", "search"})


def published_addresses_kept(case: Case) -> Iterator[Problem]:
    """Each published address is a page or anchor of today, or is redirected to one."""
    for folder in filter(None, (case.dataset.folder, case.dataset.docs)):
        file = folder / PUBLISHED
        try:
            published = list(read_published(file))
        except (OSError, UnicodeDecodeError):
            what, remedy = "the list of published addresses cannot be read", "take it from the last commit"
            yield Problem(label(file), 1, what, remedy)
            continue
        for line, address in published:
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


def overviews_well_formed(case: Case) -> Iterator[Problem]:
    """Overview pages have addresses of their own, well formed and in small letters."""
    overviews = case.programme.programme.addresses
    seen: dict[str, str] = dict.fromkeys(FOLDERS.values(), "records")
    for kind in type(overviews).model_fields:
        address = getattr(overviews, kind)
        path = ("programme", "addresses", kind)
        if not ID.fullmatch(address) or address != slug(address):
            remedy = "use small letters, digits and hyphens"
            yield case.problem(path, f"`{address}` is not a well-formed address", remedy)
        elif address in seen:
            what = f"the address `{address}` already belongs to {seen[address]}"
            yield case.problem(path, what, "choose another")
        seen.setdefault(address, kind)


def languages_keep_their_folders(case: Case) -> Iterator[Problem]:
    """No page takes the folder in which a language has its site, such as /en/."""
    for address, section, key in case.addresses.pages():
        if address.split("/")[0] in case.programme.languages[1:]:
            what = f"the address /{address}/ is that of a language"
            path = ("programme", "addresses", section) if not key else (section, key)
            yield case.problem(path, what, "choose another id or address")


def folders_of_files_kept(case: Case) -> Iterator[Problem]:
    """No page takes a folder in which the site has files: it would be lost when these are made anew."""
    editions = case.addresses.overviews["editions"]
    for address, section, key in case.addresses.pages():
        first = address.split("/")[0]
        below_editions = first == editions and address != editions
        if first in FILES or below_editions:
            what = f"the address /{address}/ lies in a folder for files of the site"
            path = ("programme", "addresses", section) if not key else (section, key)
            if section == "prose":
                yield Problem(
                    label(case.dataset.prose(case.programme.languages[0])[key]), 1, what, "rename it"
                )
            else:
                yield case.problem(path, what, "choose another id or address")


def prose_in_every_language(case: Case) -> Iterator[Problem]:
    """A hand-written page stands under the same path in every language."""
    pages = {code: case.dataset.prose(code) for code in case.programme.languages}
    everywhere = {address for held in pages.values() for address in held}
    for code, held in pages.items():
        for address in sorted(everywhere - set(held)):
            other = next(files[address] for files in pages.values() if address in files)
            what = f"this page is missing in the language `{code}`"
            yield Problem(label(other), 1, what, f"add the same path under docs/{code}/")


def prose_readable(case: Case) -> Iterator[Problem]:
    """A hand-written page can be read as UTF-8, and says something."""
    for code in case.programme.languages:
        for file in case.dataset.prose(code).values():
            try:
                words = file.read_text(encoding="utf-8")
            except UnicodeDecodeError as error:
                line = error.object[: error.start].count(b"\n") + 1
                remedy = "save the file with the encoding UTF-8"
                yield Problem(label(file), line, "this is not UTF-8 text", remedy)
            except OSError as error:
                what = f"the file cannot be read ({(error.strerror or 'unknown reason').lower()})"
                yield Problem(label(file), 1, what, "check that it exists and may be read")
            else:
                if not words.strip():
                    yield Problem(
                        label(file), 1, "the page is empty", "write it, or delete it in every language"
                    )


RULES: tuple[Rule, ...] = (
    published_addresses_kept,
    redirects_lead_somewhere,
    overviews_well_formed,
    languages_keep_their_folders,
    folders_of_files_kept,
    prose_in_every_language,
    prose_readable,
)
