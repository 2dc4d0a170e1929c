"""Faults of a built site by page: links that lead nowhere, doubled ids, unclosed elements, stray headings."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from tests.html_kit import Page, pages

ROOT = "https://example.org/"  # as mkdocs.yml has it where SITE_URL says nothing else


def targets(page: Page) -> list[str]:
    """What a page links to or loads."""
    result = []
    for element in page.elements:
        for name in ("href", "src"):
            value = element.get(name)
            elsewhere = element.get("rel") == "external" or re.match(r"(?:mailto:|data:)", value)
            if value and not elsewhere:
                result.append(value)
    return result


def broken_links(site: Path) -> list[tuple[str, str]]:
    """Address of a page, and a link on it to a page, an anchor or a file of the site that is not there."""
    read = dict(pages(site))
    ids = {address: set(page.ids) for address, page in read.items()}
    broken = []
    for address, page in read.items():
        base = f"{ROOT}{address}/" if address else ROOT
        for target in targets(page):
            parts = urlsplit(urljoin(base, target))
            if f"{parts.scheme}://{parts.netloc}/" != ROOT:
                continue
            path = unquote(parts.path).strip("/")
            if path in read:
                if parts.fragment and parts.fragment not in ids[path]:
                    broken.append((address, target))
            elif not (site / path).is_file():
                broken.append((address, target))
    return broken


def doubled_ids(site: Path) -> dict[str, set[str]]:
    """By address of the page: ids that stand on it more than once."""
    found = {address: {i for i in page.ids if page.ids.count(i) > 1} for address, page in pages(site)}
    return {address: ids for address, ids in found.items() if ids}


def unclosed(site: Path) -> dict[str, list[str]]:
    """By address of the page: what is wrong with the nesting of its elements."""
    return {address: page.errors for address, page in pages(site) if page.errors}


def stray_headings(site: Path) -> dict[str, list[int]]:
    """By address of the page: the levels of headings that skip one or do not begin with the only title."""
    found = {}
    for address, page in pages(site):
        levels = [int(e.tag[1]) for e in page.elements if re.fullmatch(r"h[1-6]", e.tag)]
        skipped = any(after > before + 1 for before, after in pairwise(levels))
        if levels.count(1) != 1 or levels[0] != 1 or skipped:
            found[address] = levels
    return found
