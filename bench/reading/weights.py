"""What the first view of each page fetches, in bytes as a host sends them: compressed with gzip."""

from __future__ import annotations

import gzip
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from statistics import median
from urllib.parse import unquote

MOST_BYTES = 32_000
MOST_REQUESTS = 4
_LEVEL = 6  # what hosts take by default
_OWN = b"assets/handbook."  # on pages of a handbook; not on those that lead on to others
_STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
_TAGS = re.compile(r"<script[^>]*>.*?</script>", re.DOTALL)
_SCRIPT = re.compile(r'^<script src="([^"]+)"')
_PICTURE = re.compile(r'<img\b[^>]*? src="([^"]+)"')


@dataclass(frozen=True)
class View:
    """The first view of the page at `address`; bytes of the page, its style sheets, scripts and pictures.

    What scripts fetch afterwards, which holds nothing up, is not in it.
    """

    address: str
    page: int
    styles: tuple[int, ...]
    scripts: tuple[int, ...]
    pictures: tuple[int, ...]

    @cached_property
    def bytes(self) -> int:
        """All bytes."""
        return self.page + sum((*self.styles, *self.scripts, *self.pictures))

    @property
    def requests(self) -> int:
        """The number of requests."""
        return 1 + len(self.styles) + len(self.scripts) + len(self.pictures)

    @property
    def is_light(self) -> bool:
        """Whether it is as light as it is to be."""
        return self.bytes <= MOST_BYTES and self.requests <= MOST_REQUESTS


@dataclass(frozen=True)
class Fetched:
    """The names of the files that the first view of the page at `address` fetches."""

    address: str
    page: str
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    pictures: tuple[str, ...]


def fetched(site: Path) -> Iterator[Fetched]:
    """What the first view of each page of a site fetches."""
    for file in sorted(site.rglob("*.html")):
        content = file.read_bytes()
        if _OWN not in content:
            continue
        name, text = file.relative_to(site).as_posix(), content.decode()
        folder, scripts = posixpath.dirname(name), [found[0] for found in _TAGS.finditer(text)]
        asked = [found[1] for script in scripts if (found := _SCRIPT.match(script))]
        rest = _TAGS.sub("", text)
        yield Fetched(
            name.removesuffix("index.html"),
            name,
            tuple(_below(folder, _STYLE.findall(rest))),
            tuple(_below(folder, asked)),
            tuple(_below(folder, _PICTURE.findall(rest))),
        )


def views(site: Path) -> list[View]:
    """The first views of all pages of a site, the heaviest first.

    Raises:
        FileNotFoundError: if a page asks for a file that is not there.
    """

    @cache
    def weight(name: str) -> int:
        return len(gzip.compress((site / name).read_bytes(), _LEVEL))

    def weights(names: Sequence[str]) -> tuple[int, ...]:
        return tuple(map(weight, names))

    result = [
        View(each.address, weight(each.page), *map(weights, (each.styles, each.scripts, each.pictures)))
        for each in fetched(site)
    ]
    return sorted(result, key=lambda view: -view.bytes)


def _below(folder: str, addresses: Sequence[str]) -> Iterator[str]:
    """Files below the root of a site that addresses on a page in `folder` lead to, each once."""
    for address in dict.fromkeys(addresses):
        if not re.match(r"[a-z]+:|//", address):  # another host, or data within the page
            path = unquote(re.sub(r"[?#].*", "", address))
            yield posixpath.normpath(path.lstrip("/") if path[:1] == "/" else posixpath.join(folder, path))


def table(found: Sequence[View], most: int) -> str:
    """The heaviest pages in lines, and what is true of all."""
    lines = ["| page | kB | requests | page | styles | scripts | pictures |", "|---|--:|--:|--:|--:|--:|--:|"]
    for view in found[:most]:
        parts = (view.page, sum(view.styles), sum(view.scripts), sum(view.pictures))
        told = " | ".join(f"{part / 1000:.1f}" for part in (*parts,))
        lines.append(f"| /{view.address} | {view.bytes / 1000:.1f} | {view.requests} | {told} |")
    heavy = sum(not view.is_light for view in found)
    middle = median(view.bytes for view in found) / 1000
    lines.append(f"\n{len(found)} pages: median {middle:.1f} kB; not light: {heavy} (aim: none)")
    return "\n".join(lines)
