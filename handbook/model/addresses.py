"""Addresses: where each record lives on the site, the same path and anchor in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from handbook.model.kinds import KINDS
from handbook.model.overviews import OVERVIEWS
from handbook.model.records import Programme
from handbook.model.traverse import records

ID = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")


# Windows allows no folder or file with these names, whatever the extension.
RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)


def slug(key: str) -> str:
    """A record's key as written in an address."""
    return key.lower()


def is_address(address: str) -> bool:
    """Whether every part of an address can name a folder on any disk: small letters, digits and hyphens."""
    parts = address.replace("#", "/").split("/")
    return all(ID.fullmatch(part) and part == slug(part) and not RESERVED.fullmatch(part) for part in parts)


@dataclass(frozen=True)
class Addresses:
    """The addresses of one programme.

    An address is a path below the site's root without slashes at its ends, perhaps with an anchor: `t/b3`,
    `words#term`; the home page is the empty string.
    """

    programme: Programme
    prose: tuple[str, ...] = ()  # addresses of hand-written pages

    def of(self, section: str, key: str) -> str:
        """Address of the record `key` in `section`."""
        kind = KINDS.get(section)
        if kind is not None and kind.folder is not None:
            return f"{kind.folder}/{slug(key)}".lstrip("/")
        overview = kind.overview if kind else section  # published editions have no kind
        return f"{getattr(self.programme.programme.addresses, overview)}#{slug(key)}"

    @cached_property
    def overviews(self) -> dict[str, str]:
        """Pages made from the whole programme: their kind and address; empty sections have none."""
        programme, address = self.programme, self.programme.programme.addresses
        pages = {}
        for section, kind in KINDS.items():
            if getattr(programme, section):
                if kind.folder and not kind.overview:
                    pages[section] = kind.folder
                elif kind.overview == section:
                    pages[section] = getattr(address, section)
        return pages | {
            name: getattr(address, name) for name, page in OVERVIEWS.items() if page.there(programme)
        }

    @cached_property
    def by_address(self) -> dict[str, tuple[str, str]]:
        """Every address with the section and key behind it; overviews have the key ""."""
        result = {address: (kind, "") for kind, address in self.overviews.items()}
        for section, key, _ in records(self.programme):
            result.setdefault(self.of(section, key), (section, key))
        for key in self.programme.editions:
            result.setdefault(self.of("editions", key), ("editions", key))
        for address in ("", *self.prose):
            result.setdefault(address, ("prose", address))
        return result

    @cached_property
    def parts(self) -> dict[str, tuple[str, str]]:
        """Every anchor of a part of a topic's page, with the section and key of the topic."""
        topics = self.programme.topics.items()
        return {
            f"{self.of('topics', key)}#{slug(part.key)}": ("topics", key)
            for key, topic in topics
            for part in topic.sections
        }

    def at(self, address: str) -> tuple[str, str] | None:
        """Section and key of the page or record at exactly this address; None if there is none."""
        return self.by_address.get(address)

    def behind(self, address: str) -> tuple[str, str] | None:
        """Section and key of what stands at `address`, which may be a part of a page; None for no address."""
        return self.by_address.get(address) or self.parts.get(address)

    def resolve(self, target: str) -> tuple[str, str] | None:
        """Section and key of what `target` refers to: `t/b3`, `words/term`, `words#term`, `sources`."""
        address = target.strip().strip("/").replace("/#", "#")
        if address not in self.by_address and "/" in address and "#" not in address:
            address = "#".join(address.rsplit("/", 1))
        return self.by_address.get(address)

    def pages(self) -> Iterator[tuple[str, str, str]]:
        """Address, section and key of every page (not of anchors on a page)."""
        for address, (section, key) in self.by_address.items():
            if "#" not in address:
                yield address, section, key


def href(address: str, origin: str) -> str:
    """Relative link from the page at `origin` to `address`; both without language and end slashes.

    Every page is a folder with an index, so the way up is one `../` for each part of the origin.
    """
    page, _, anchor = address.partition("#")
    anchor = f"#{anchor}" if anchor else ""
    if page == origin.partition("#")[0]:
        return anchor or "./"
    up = way_up(origin)
    return f"{up}{page}/{anchor}" if page else f"{up or './'}{anchor}"


def way_up(origin: str) -> str:
    """Relative path from the page at `origin` to the root, "" from the root itself: a prefix for files."""
    return "../" * len([part for part in origin.partition("#")[0].split("/") if part])
