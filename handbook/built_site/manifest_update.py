"""Changes to a site that is in place: the manifest names what is being written until it is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from handbook.built_site.kept_lists import is_list, refresh_lists
from handbook.built_site.manifest import Manifest, list_files, read_manifest, write_manifest
from handbook.outputs.copies import copies_of


@contextmanager
def changing(site: Path, names: Iterable[str]) -> Iterator[None]:
    """Note in the manifest what the block writes into a site: its pages, and the files called `names`.

    Compressed copies of files that it changes or removes are removed, unless it makes them anew.
    Afterwards the lists of what devices keep are those of the pages as they are then.

    If the process is killed meanwhile, the next command knows that these files belong to the build. For all
    other files the manifest stays as it was, so that changes by others are noticed.

    Raises:
        BadManifest: if the manifest cannot be read.
        OSError: if the manifest cannot be written.
    """
    before = read_manifest(site) or Manifest()
    own = {name for name in before.files if name.endswith(".html") or is_list(name)} | set(names)
    write_manifest(site, replace(before, changing=before.changing | own))
    try:
        yield
    finally:
        refresh_lists(site, own)
        written = list_files(site, own)
        now = read_manifest(site) or Manifest()  # another command may have written it too
        changed = {name for name in own if written.get(name) != before.files.get(name)}
        outdated = {copy for name in changed for copy in copies_of(name)} & now.files.keys() - own
        for name in outdated:  # a host would send it in the place of the file
            (site / name).unlink(missing_ok=True)
        others = {name: digest for name, digest in now.files.items() if name not in own | outdated}
        write_manifest(site, replace(now, files=others | written, changing=now.changing - own))
