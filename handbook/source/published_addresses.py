"""The lists of every address that was ever published.

They are text files, one beside the data and one beside the prose, with one address per line, and only grow:
training material links to these addresses for years.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from handbook.files import text_of, write_whole
from handbook.model.addresses import Addresses

PUBLISHED = "published.txt"
_HEAD = """\
# Every address ever published, without language and slashes at the ends. Lines are added (`handbook record`),
# never removed: where a record goes, its address needs a line under `redirects` in redirects.yaml.
"""


def read_published(file: Path) -> Iterator[tuple[int, str]]:
    """Line number and address of each line; the empty address is the home page and is not listed.

    Raises:
        OSError, UnicodeDecodeError: if the file is there and cannot be read; a check reports it.
    """
    if file.exists():
        for number, line in enumerate(text_of(file, "utf-8-sig").split("\n"), 1):
            address = line.strip()
            if address and address != "#" and not address.startswith("# "):
                yield number, address


def recorded(file: Path) -> set[str]:
    """The addresses of a list; none if it cannot be read, which a check reports."""
    try:
        return {address for _, address in read_published(file)}
    except (OSError, UnicodeDecodeError):
        return set()


def written_by_record(file: Path) -> bool:
    """Whether `handbook record` wrote a list, rather than a person."""
    try:
        return text_of(file, "utf-8-sig").startswith(_HEAD.partition("\n")[0])
    except (OSError, UnicodeDecodeError):
        return False


def record_published(
    folder: Path, addresses: Addresses, docs: Path | None = None, more: Iterable[str] = ()
) -> list[str]:
    """Add today's addresses to the lists in `folder` (data) and `docs` (prose); return the new ones.

    `more` are addresses of pages made from data besides those of overviews and records.
    """
    prose = {address for address, (section, _) in addresses.by_address.items() if section == "prose"}
    fresh = _add(folder / PUBLISHED, {*addresses.by_address, *more} - prose)
    return fresh + (_add(docs / PUBLISHED, prose) if docs else [])


def _add(file: Path, addresses: set[str]) -> list[str]:
    """Add addresses to a list; return those that were not in it."""
    listed = {address for _, address in read_published(file)}
    fresh = sorted(addresses - listed - {""})
    if fresh:
        lines = sorted(listed | set(fresh))
        write_whole(file, _HEAD + "".join(f"{line}\n" for line in lines))
    return fresh
