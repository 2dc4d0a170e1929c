"""Whether a built site is as new as what it was made from."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from handbook.built_site.manifest import BadManifest, read_manifest
from handbook.files import CACHE, files_below, write_whole
from handbook.outputs.manifest import NAME

_FOLDER = CACHE / "sites"


def remember(site: Path, value: str, notices: Sequence[str] = ()) -> None:
    """Remember what the site in a folder was made from, and what was told of it.

    If that cannot be stored, it is built again.
    """
    with contextlib.suppress(OSError, BadManifest):
        manifest = read_manifest(site)
        held: dict[str, Any] = {"from": value, "files": sorted(_of_build(manifest.files)) if manifest else []}
        held["notices"] = list(notices)
        _FOLDER.mkdir(parents=True, exist_ok=True)
        write_whole(_file(site), json.dumps(held) + "\n")


def is_current(site: Path, value: str) -> bool:
    """Whether the site in a folder was made from this, and has all its files."""
    try:
        built, held = read_manifest(site), json.loads(_file(site).read_text(encoding="utf-8"))
        if built is None or not isinstance(held, dict) or held.get("from") != value:
            return False
        files = list(held.get("files") or ())
        return bool(files) and all(name in built.files and (site / name).is_file() for name in files)
    except (OSError, ValueError, BadManifest):
        return False


def _of_build(names: Iterable[str]) -> list[str]:
    """The files that no other command writes."""
    # Imported here, since a command that has nothing to do asks only `told`.
    from handbook.outputs import handouts, offline, papers, pictures, printed

    others = {module.FOLDER for module in (handouts, offline, papers, pictures, printed)}
    return [name for name in names if name.split("/")[0] not in others]


def told(site: Path, sources: str, strict: bool) -> str:
    """What is said of a site that need not be built or looked into: "" where it must.

    It must if it was made from other sources, or if anything stands in its folder or beside it that no build
    has left as it is.
    """
    if not is_current(site, made_from(sources, strict)):
        return ""
    manifest = read_manifest(site)
    held = [(name, file) for name, file in files_below(site) if name != NAME]
    if manifest is None or any(manifest.foreign(name, file) for name, file in held):
        return ""
    left = ((site.resolve().parent, site.resolve().name), (site, "*"))
    if any(any(place.glob(f".{name}.building-*")) for place, name in left):
        return ""
    return current(site)


def current(site: Path) -> str:
    """The sentence for a site that is as new as its sources, and what was told of it when it was built."""
    notices: list[str] = []
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        notices = json.loads(_file(site).read_text(encoding="utf-8"))["notices"]
    return "\n".join([f"{pages(site)} pages in {site}, unchanged", *notices])


def pages(site: Path) -> int:
    """How many pages a site has."""
    return sum(1 for _ in site.rglob("index.html"))


def made_from(sources: str, strict: bool) -> str:
    """What a site is made from, as it is remembered."""
    return f"{sources} {strict}"


def _file(site: Path) -> Path:
    return _FOLDER / hashlib.sha256(os.fsencode(site.resolve())).hexdigest()
