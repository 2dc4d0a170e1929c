"""Remembers what a command made from a site, so that the same is not even looked at again.

What is made follows from the sources of the site, from what makes it, and from nothing else; what was made is
known by the site's manifest. So a record of both tells that nothing has changed, without a page being opened.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from handbook.built_site.manifest import BadManifest, Manifest, read_manifest
from handbook.files import CACHE, files_below, write_whole
from handbook.incremental.versions import versions
from handbook.outputs.manifest import NAME
from handbook.resources import PRINT

_FOLDER = CACHE / "made"
_KEPT = 50  # records of one site; the oldest go first
_LINKED = "links"


@dataclass(frozen=True)
class MadeBefore:
    """What was made from the site in the folder `site`, whose sources have the hash `sources`."""

    site: Path
    sources: str

    def count(self, names: Iterable[str]) -> int | None:
        """How many of the files `names` a command made, if it would make the same again; else None."""
        names = list(names)
        manifest = self._manifest()
        known = self._records().get(_hash(names))
        if manifest is None or not isinstance(known, list) or len(known) != 2:
            return None
        key, count = known
        there = all(self._is_there(name) for name in names if name in manifest.files)
        same = there and manifest.changing.isdisjoint(names) and key == self._key_of(manifest, names)
        return int(count) if same else None

    def remember(self, names: Iterable[str], count: int) -> None:
        """Note that a command made `count` of the files `names`; without that note it makes them again."""
        names = list(names)
        manifest = self._manifest()
        if manifest is not None:
            self._note(_hash(names), [self._key_of(manifest, names), count])

    def is_linked(self) -> bool:
        """Whether the pages link all that was made, with its size."""
        manifest = self._manifest()
        return manifest is not None and self._records().get(_LINKED) == self._key_of(manifest, manifest.files)

    def remember_links(self) -> None:
        """Note that the pages link all that was made."""
        manifest = self._manifest()
        if manifest is not None:
            self._note(_LINKED, self._key_of(manifest, manifest.files))

    def told(self, command: str) -> list[str] | None:
        """What `command` told when it last ended well, if sources, makers and site are as it left them.

        Only then: a page that is missing, or a file that nobody built, must be looked into.
        """
        manifest = self._manifest()
        known = self._records().get(_hash(["command", command]))
        if manifest is None or manifest.changing or not isinstance(known, list) or len(known) != 2:
            return None
        key, said = known
        if key != self._key_of(manifest, manifest.files) or not all(map(self._is_there, manifest.files)):
            return None
        held = ((name, file) for name, file in files_below(self.site) if name != NAME)
        return list(said) if not any(manifest.foreign(name, file) for name, file in held) else None

    def remember_told(self, command: str, said: list[str]) -> None:
        """Note what `command` told at its end."""
        manifest = self._manifest()
        if manifest is not None:
            self._note(_hash(["command", command]), [self._key_of(manifest, manifest.files), said])

    def _is_there(self, name: str) -> bool:
        return (self.site / name).is_file()

    def _key_of(self, manifest: Manifest, names: Iterable[str]) -> str:
        held = [(name, manifest.files.get(name)) for name in sorted(names)]
        return _hash([self.sources, _makers(), held])

    def _manifest(self) -> Manifest | None:
        with contextlib.suppress(BadManifest):
            return read_manifest(self.site)
        return None

    @property
    def _file(self) -> Path:
        return _FOLDER / f"{hashlib.sha256(os.fsencode(self.site.resolve())).hexdigest()}.json"

    def _records(self) -> dict[str, object]:
        with contextlib.suppress(OSError, ValueError):
            held = json.loads(self._file.read_text(encoding="utf-8"))
            if isinstance(held, dict):
                return held
        return {}

    def _note(self, name: str, value: object) -> None:
        records = self._records()
        records.pop(name, None)
        records[name] = value
        kept = dict(list(records.items())[-_KEPT:])
        with contextlib.suppress(OSError):
            _FOLDER.mkdir(parents=True, exist_ok=True)
            write_whole(self._file, json.dumps(kept, indent=0) + "\n")


def _makers() -> str:
    """A hash of what is no source of the site: templates and fonts of print, and all installed packages."""
    digest = hashlib.sha256(versions().encode())
    for name, file in files_below(PRINT):
        digest.update(f"{name} {file.stat().st_size}\n".encode() + file.read_bytes())
    return digest.hexdigest()


def _hash(held: object) -> str:
    return hashlib.sha256(json.dumps(held).encode()).hexdigest()
