"""Changes to a site that is in place: the manifest names what is being written, until it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from handbook.built_site.manifest import Manifest, list_files, read_manifest, write_manifest


@contextmanager
def changing(site: Path, names: Iterable[str]) -> Iterator[None]:
    """Note in the manifest what is written into a site meanwhile: its pages, and the files called `names`.

    If the process is killed meanwhile, the next command knows these files for those of the build. Of all
    other files the manifest says what it said, so that what somebody else changes meanwhile is seen.

    Raises:
        BadManifest: if the manifest cannot be read.
        OSError: if the manifest cannot be written.
    """
    before = read_manifest(site) or Manifest()
    own = {name for name in before.files if name.endswith(".html")} | set(names)
    write_manifest(site, replace(before, changing=before.changing | own))
    try:
        yield
    finally:
        written = list_files(site, own)
        now = read_manifest(site) or Manifest()  # another command may have written, too
        others = {name: digest for name, digest in now.files.items() if name not in own}
        write_manifest(site, replace(now, files=others | written, changing=now.changing - own))
