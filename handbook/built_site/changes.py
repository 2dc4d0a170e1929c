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

    If the process is killed meanwhile, the next command knows these files for those of the build.

    Raises:
        BadManifest: if the manifest cannot be read.
        OSError: if the manifest cannot be written.
    """
    before = read_manifest(site) or Manifest()
    pages = {name for name in before.files if name.endswith(".html")}
    write_manifest(site, replace(before, changing=before.changing | pages | set(names)))
    try:
        yield
    finally:
        now = read_manifest(site) or Manifest()  # another command may have written, too
        files = list_files(site, now.files.keys() | now.changing)
        write_manifest(site, replace(now, files=files, changing=frozenset()))
