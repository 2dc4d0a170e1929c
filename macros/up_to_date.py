"""Whether a built site is as new as what it was made from."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from handbook.built_site.manifest import BadManifest, read_manifest
from handbook.files import CACHE
from handbook.outputs.handouts import FOLDER as HANDOUTS
from handbook.outputs.offline import FOLDER as OFFLINE
from handbook.outputs.papers import FOLDER as PAPERS
from handbook.outputs.pictures import FOLDER as PICTURES
from handbook.outputs.printed import FOLDER as PRINTED

_FOLDER = CACHE / "sites"
_OF_OTHERS = (HANDOUTS, OFFLINE, PAPERS, PICTURES, PRINTED)  # folders that other commands write


def remember(site: Path, value: str) -> None:
    """Remember what the site in a folder was made from; if that cannot be stored, it is built again."""
    with contextlib.suppress(OSError):
        _FOLDER.mkdir(parents=True, exist_ok=True)
        _file(site).write_text(value, encoding="utf-8")


def is_current(site: Path, value: str) -> bool:
    """Whether the site in a folder was made from this, and has all its files."""
    try:
        built = read_manifest(site)
        own = [name for name in built.files if name.split("/")[0] not in _OF_OTHERS] if built else []
        complete = bool(own) and all((site / name).is_file() for name in own)
        return complete and _file(site).read_text(encoding="utf-8") == value
    except (OSError, BadManifest):
        return False


def _file(site: Path) -> Path:
    return _FOLDER / hashlib.sha256(str(site.resolve()).encode()).hexdigest()
