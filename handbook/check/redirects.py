"""Old addresses lead to existing pages, and replace nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from handbook.check.case import Case, Rule
from handbook.check.places import of_files, of_language
from handbook.model.addresses import is_address
from handbook.source.problems import Problem
from handbook.source.published_addresses import PUBLISHED, recorded
from handbook.web_address import shown


def redirects_lead_somewhere(case: Case) -> Iterator[Problem]:
    """A redirect leads to an existing address or part of a page, and does not hide one."""
    live = case.addresses.by_address
    for old, new in case.programme.redirects.items():
        path = ("redirects", old)
        if case.addresses.behind(new) is None:
            what = f"the redirect leads to `{shown(new)}`, which does not exist"
            remedy = _live_one(case, old, new)
            yield case.problem(path, what, remedy)
        if old in live:
            section, key = live[old]
            if section == "prose" or not key:
                what = f"`{old}` is a page of today, so it cannot be redirected"
                yield case.problem(path, what, "delete the redirect or the page")
        elif old in case.addresses.parts:
            what = f"`{old}` is a part of a page of today, so it cannot be redirected"
            yield case.problem(path, what, "delete the redirect or give the part another key")


def redirects_have_a_place(case: Case) -> Iterator[Problem]:
    """An old address can be written into the site, without replacing anything."""
    live, published = case.addresses.by_address, _published(case)
    for old in case.programme.redirects:
        page, anchor = old.partition("#")[::2]
        path = ("redirects", old)
        if old in live:
            continue  # reported by other rules
        if not is_address(old) and not (old in published and _is_path(page)):
            remedy = "write it without slashes at its ends and in small letters, such as t/b3"
            yield case.problem(path, f"`{shown(old)}` is not a well-formed address", remedy)
        elif of_language(case, page):
            what = f"`{old}` lies in the folder of a language"
            only = page in case.programme.languages
            remedy = "delete the line" if only else "leave out the language: a redirect holds in every one"
            yield case.problem(path, what, remedy)
        elif of_files(case, page):
            what = f"`{old}` lies in a folder for files of the site, and no page was ever there"
            yield case.problem(path, what, "delete the line")
        elif anchor and page not in live and page not in case.programme.redirects:
            what = f"there is no page `{page}` on which `{old}` could lead on"
            yield case.problem(path, what, f"redirect `{page}`, too")


def _live_one(case: Case, old: str, new: str) -> str:
    """What to write instead of a target that does not exist."""
    seen, target = {old}, new
    while target in case.programme.redirects and target not in seen:
        seen.add(target)
        target = case.programme.redirects[target]
    path = (urlsplit(target).path if "://" in target else target).strip("/")
    for code in case.programme.languages[1:]:
        path = path.removeprefix(f"{code}/")
    result = case.addresses.resolve(path)
    if result and path:
        return f"write `{case.addresses.of(*result) if result[1] and result[0] != 'prose' else path}`"
    return "name a live one, an address of this handbook such as t/b3"


def _published(case: Case) -> set[str]:
    folders = filter(None, (case.dataset.folder, case.dataset.docs))
    return {address for folder in folders for address in recorded(folder / PUBLISHED)}


def _is_path(page: str) -> bool:
    """Whether an address that was once published names a folder below the site's root."""
    return all(part.strip(". ") and part.isprintable() for part in re.split(r"[/\\:]", page))


RULES: tuple[Rule, ...] = (redirects_lead_somewhere, redirects_have_a_place)
