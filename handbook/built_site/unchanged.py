"""What a new site takes over from the last one: times of files that are the same, and their packed copies.

Hosts tell readers by a file's time that they have it already, so a file that a build wrote again with the
same content keeps its time: after a change of one sentence readers are sent that page, and no other.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from handbook.built_site.manifest import BadManifest, read_manifest
from handbook.files import link_or_copy
from handbook.outputs.copies import copies_of


def keep_unchanged(last: Path, new: Path, files: Mapping[str, str]) -> dict[str, str]:
    """Take over from the site in `last` what belongs to files that are the same in `new`.

    `files` are the names of files of the new site with their SHA-256; returned are those and the copies.
    """
    result = dict(files)
    try:
        before = read_manifest(last)
    except BadManifest:
        before = None
    for name, digest in files.items() if before else ():
        assert before is not None
        if before.files.get(name) != digest:
            continue
        with suppress(OSError):  # the file is gone: the new one has a time of its own
            held = (last / name).stat()
            os.utime(new / name, ns=(held.st_atime_ns, held.st_mtime_ns))
        for copy in copies_of(name):
            if copy in before.files and copy not in files and (last / copy).is_file():
                link_or_copy(str(last / copy), str(new / copy))
                result[copy] = before.files[copy]
    return result
