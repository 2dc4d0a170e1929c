"""Files of hand-written pages have names that can be addresses, and none replaces another page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from handbook.check.case import Case, Rule
from handbook.check.names import plain_word
from handbook.model.addresses import RESERVED, Addresses, is_address
from handbook.source.load import label, prose_address
from handbook.source.problems import Problem
from handbook.source.published_addresses import PUBLISHED, recorded

_INDEX = "index"
_TAKEN_FOR_INDEX = "README.md"
_KEPT_OUT = "templates"  # MkDocs publishes nothing from this folder
_FREE = "small letters, digits and hyphens"


def prose_names_well_formed(case: Case) -> Iterator[Problem]:
    """The name of a hand-written page, and of each folder above it, can be an address.

    A name that was already published does not stop a build, since it has readers.
    """
    docs = case.dataset.docs
    published = recorded(docs / PUBLISHED) if docs else set()
    for code in case.programme.languages:
        pages = list(_pages(case, code))
        taken = {address for address, *_ in _made(case).pages() if address}
        taken |= {prose_address(name) for _, name in pages if _is_well_formed(name)}
        for folder, name in pages:
            if _is_well_formed(name):
                continue
            address, better = prose_address(name), _better(name, taken)
            taken |= {prose_address(better)} if better else set()
            remedy = f"call it {label(folder / better)}" if better else f"give it another name of {_FREE}"
            if address in published:
                new = f'"{prose_address(better)}"' if better and not prose_address(better) else ""
                new = new or (prose_address(better) if better else "new-address")
                remedy += f", and add `{json.dumps(address, ensure_ascii=False)}: {new}` under `redirects`"
            blocks = address not in published
            yield Problem(label(folder / name), 1, _said(name), remedy, blocks=blocks)


def prose_pages_apart(case: Case) -> Iterator[Problem]:
    """A hand-written page does not replace a page made from data, or another hand-written one."""
    made = {address: where for address, *where in _made(case).pages()}
    for code in case.programme.languages:
        seen: dict[str, Path] = {}
        for folder, name in _pages(case, code):
            address = prose_address(name)
            file = label(folder / name)
            if name.parts[0] == _KEPT_OUT:
                what = f"pages in a folder `{_KEPT_OUT}` are not published"
                yield Problem(file, 1, what, "give the folder another name")
            elif address in made and address:
                record = ".".join(filter(None, made[address]))
                what = f"this page would take the place of /{address}/, which is made from `{record}`"
                remedy = "give it another name, or write its words into the data and delete it"
                yield Problem(file, 1, what, remedy)
            elif address in seen:
                what = f"this page and {label(folder / seen[address])} have the same address /{address}/"
                yield Problem(file, 1, what, "keep one of them, or give one another name")
            seen.setdefault(address, name)


def _pages(case: Case, *languages: str) -> Iterator[tuple[Path, Path]]:
    """The folder of its language, and the name in it, of every hand-written page."""
    for code in languages or case.programme.languages:
        for name in case.dataset.prose_names(code):
            yield (case.dataset.docs or Path()) / code, name


def _made(case: Case) -> Addresses:
    """The addresses of pages that are made from data."""
    return Addresses(case.programme)


def _said(name: Path) -> str:
    if name.name == _TAKEN_FOR_INDEX:
        return f"`{name.name}` would be taken for the {_INDEX}.md of its folder"
    if any(map(RESERVED.fullmatch, prose_address(name).split("/"))):
        return f"no folder of the name `{prose_address(name)}` can be on a disk of Windows"
    return f"the name `{name.as_posix()}` cannot be an address, which has {_FREE} alone"


def _is_well_formed(name: Path) -> bool:
    address = prose_address(name)
    return not address or (is_address(address) and name.name != _TAKEN_FOR_INDEX)


def _better(name: Path, taken: set[str]) -> Path | None:
    """A name for a page whose address is free; None if none can be made from its own name."""
    folder = "/".join(plain_word(part) for part in name.parent.parts)
    stem = plain_word(name.stem)
    if not stem or (folder and not is_address(folder)):
        return None
    if stem == _INDEX or name.name == _TAKEN_FOR_INDEX:
        choices = [f"{folder}/{_INDEX}".strip("/"), f"{folder}/{stem}".strip("/")]
    else:
        choices = [f"{folder}/{stem}".strip("/")]
    choices += [f"{choices[-1]}-{number}" for number in range(2, len(taken) + 3)]
    names = (Path(f"{choice}.md") for choice in choices)
    return next((n for n in names if prose_address(n) not in taken and _is_well_formed(n)), None)


RULES: tuple[Rule, ...] = (prose_names_well_formed, prose_pages_apart)
