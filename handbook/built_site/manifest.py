"""The list of what was built into a site, which tells its files apart from others.

It is kept in the site's folder as `.handbook.json` and names each file with its SHA-256.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.files import files_below, fingerprint, write_whole
from handbook.outputs.copies import original_of
from handbook.outputs.keeping import FILES, SUMMARY, WEB_MANIFEST, WORKER
from handbook.outputs.manifest import NAME

_FORMAT = 1
_SETS = ("extra_files", "changing", "translations")
# The error page holds links that begin at the host's root; the others name one address, or are for devices
# that keep the texts of a site that changes.
_OF_THE_HOST = frozenset({"404.html", "robots.txt", "sitemap.xml", "sitemap.xml.gz"}) | {
    *(WORKER, SUMMARY, FILES, WEB_MANIFEST),
}


class BadManifest(ValueError):
    """A list that cannot be read; the message says which and why."""


@dataclass(frozen=True)
class Manifest:
    """What was built into a folder.

    `files` are the names of files below the folder, with `/` between folders, and their SHA-256.
    `extra_files` are those among them that were copied unchanged, for the web host only.
    `changing` are names that a command is writing, or was writing when it was stopped: their content is not
    known, and they may be missing.
    `translations` are the folders of languages in a whole site; each can be rebuilt by itself.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    extra_files: frozenset[str] = frozenset()
    changing: frozenset[str] = frozenset()
    translations: frozenset[str] = frozenset()

    def foreign(self, name: str, file: Path) -> str:
        """Why a file is not what was built: "" if it is, else "foreign" or "changed"."""
        digest = _hash(file)
        if digest is None or (name not in self.changing and name not in self.files):
            return "foreign"
        return "" if name in self.changing or digest == self.files[name] else "changed"


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a folder; None if it has none.

    Raises:
        BadManifest: if there is one that cannot be read.
    """
    file = folder / NAME
    if not os.path.lexists(file):
        return None
    try:
        if not file.is_file():
            raise BadManifest(f"{file} is no file")
        held = json.loads(file.read_text(encoding="utf-8"))
        if held["format"] != _FORMAT:
            raise BadManifest(f"{file} is of a newer handbook (format {held['format']})")
        files = {str(name): str(digest) for name, digest in held["files"].items()}
        extra, changing, translations = (frozenset(held.get(name, ())) for name in _SETS)
        return Manifest(files, extra, changing, translations)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        if isinstance(error, BadManifest):
            raise
        raise BadManifest(f"{file}, which lists what was built, cannot be read") from None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a folder.

    Raises:
        OSError: if it cannot be written.
    """
    held = {
        "format": _FORMAT,
        "about": "What handbook wrote into this folder, with SHA-256; it replaces nothing else.",
        **{name: sorted(getattr(manifest, name)) for name in _SETS},
        "files": dict(sorted(manifest.files.items())),
    }
    write_whole(folder / NAME, json.dumps(held, ensure_ascii=False, indent=0) + "\n")


def remove_outdated(site: Path, names: Iterable[str]) -> None:
    """Remove files that were built into a site; files that were added or changed by hand stay.

    Raises:
        BadManifest: if the site has a manifest that cannot be read.
        OSError: if a file cannot be removed.
    """
    manifest = read_manifest(site) or Manifest()
    for name in names:
        if name in manifest.files and not manifest.foreign(name, site / name):
            (site / name).unlink()


def portable_files(site: Path) -> Iterator[tuple[str, Path]]:
    """Name and path of everything in a built site that can be used elsewhere, in no particular order.

    Files for the web host only, such as compressed copies, are left out.

    Raises:
        BadManifest: if the site has a manifest that cannot be read.
        OSError: if a folder cannot be read.
    """
    manifest = read_manifest(site) or Manifest()
    for name, file in files_below(site):
        hidden = any(part.startswith(".") for part in name.split("/"))
        hidden = hidden or original_of(name) in manifest.files  # a compressed copy
        if not hidden and file.name not in _OF_THE_HOST and name not in manifest.extra_files:
            yield name, file


def list_files(folder: Path, names: Collection[str] | None = None) -> dict[str, str]:
    """Name and SHA-256 of all files in a folder, or only of those in `names`.

    Raises:
        OSError: if a file cannot be read.
    """
    held = ((name, _hash(path)) for name, path in _named(folder, names) if name != NAME)
    return {name: digest for name, digest in held if digest is not None}


def _named(folder: Path, names: Collection[str] | None) -> Iterator[tuple[str, Path]]:
    if names is None:
        return files_below(folder)
    return ((name, folder / name) for name in names if os.path.lexists(folder / name))


# Hashes by a file's metadata, so that one command reads no file twice.
_hashes: dict[tuple[int, int, int, int], str] = {}


def _hash(file: Path) -> str | None:
    """SHA-256 of a regular file; None for anything else, which no build writes."""
    seen = file.lstat()
    if not stat.S_ISREG(seen.st_mode):
        return None
    key = (seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns)
    if key not in _hashes:
        _hashes[key] = fingerprint(file)
    return _hashes[key]
