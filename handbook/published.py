"""The list of every address that was ever published.

It is a text file beside the data, one address a line, and only grows: training material links to these
addresses for years.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handbook.addresses import Addresses

PUBLISHED = "published.txt"
_HEAD = """\
# Every address ever published, without language and slashes at the ends. Lines are added (`handbook record`),
# never removed: where a record goes, its address needs a line under `redirects` in redirects.yaml.
"""


def read_published(file: Path) -> Iterator[tuple[int, str]]:
    """Line number and address of each line; the empty address is the home page and is not listed.

    Raises:
        OSError, UnicodeDecodeError: where the file is there and cannot be read; a check reports it.
    """
    if file.exists():
        for number, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), 1):
            address = line.strip()
            if address and address != "#" and not address.startswith("# "):
                yield number, address


def record_published(folder: Path, addresses: Addresses) -> list[str]:
    """Add today's addresses to the list in `folder`; return the new ones."""
    file = folder / PUBLISHED
    listed = {address for _, address in read_published(file)}
    fresh = sorted(address for address in addresses.by_address if address and address not in listed)
    if fresh:
        lines = sorted(listed | set(fresh))
        file.write_text(_HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return fresh
