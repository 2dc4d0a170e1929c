"""Compressed copies beside the text files of a built site, for hosts that send such copies as they are.

`page.html.gz` and `page.html.br` hold what `page.html` holds. They depend on nothing else, so the same file
has the same copies on each machine and each day. No copy outlives the file it was made from: a build takes
over only those of files that are the same (`unchanged`), and a change in place removes them
(`manifest_update`).
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from handbook.built_site.manifest import Manifest, read_manifest
from handbook.built_site.manifest_update import changing
from handbook.files import write_whole
from handbook.outputs.copies import ENDINGS, copies_of, original_of

TEXT = frozenset(
    {".css", ".csv", ".html", ".ics", ".js", ".json", ".md", ".svg", ".txt", ".webmanifest", ".xml"}
)
SMALLEST = 1024  # bytes; below, a copy saves less than a packet on the line
_GZIP_LEVEL = 9
# Of 8.7 MB of pages gzip makes 2.07; Brotli makes 1.76 in 6 s with 10, and 1.73 in 15 s with 11.
_BROTLI_PAGES, _BROTLI_ASSETS = 10, 11


@dataclass(frozen=True)
class Report:
    """Files that have copies, those packed now, and bytes: of the files, and of each kind of copy."""

    files: int
    made: int
    size: int
    copies: Mapping[str, int]


def compress_site(site: Path) -> Report:
    """Lay compressed copies beside the text files of a built site, and list them in its manifest.

    Copies that hold what they should are left as they are; those of files that are gone or small go.

    Raises:
        BadManifest: if the site's manifest cannot be read.
        OSError: if a file cannot be read or written.
    """
    manifest = read_manifest(site) or Manifest()
    chosen = [name for name in manifest.files if _has_copies(name, site / name)]
    wanted = {copy for name in chosen for copy in copies_of(name)}
    old = {name for name in manifest.files if original_of(name) in manifest.files and name not in wanted}
    with changing(site, wanted | old), ThreadPoolExecutor(os.cpu_count()) as pool:
        for name in old & _ours(manifest):
            (site / name).unlink(missing_ok=True)
        made = sum(pool.map(lambda name: _make(site, name), chosen))
    sizes = {ending: sum((site / f"{name}{ending}").stat().st_size for name in chosen) for ending in ENDINGS}
    return Report(len(chosen), made, sum((site / name).stat().st_size for name in chosen), sizes)


def _has_copies(name: str, file: Path) -> bool:
    return PurePosixPath(name).suffix in TEXT and file.is_file() and file.stat().st_size >= SMALLEST


def _ours(manifest: Manifest) -> set[str]:
    """Copies that this module made, not those that came with the site, such as `sitemap.xml.gz`."""
    return {name for name in manifest.files if f"{original_of(name)}.br" in manifest.files}


def _make(site: Path, name: str) -> bool:
    """Make the copies of a file that are not there yet; whether one was made."""
    content = (site / name).read_bytes()
    return sum(_make_one(site / copy, content) for copy in copies_of(name)) > 0


def _make_one(file: Path, content: bytes) -> bool:
    pack, unpack = _WAYS[file.suffix]
    try:
        if unpack(file.read_bytes()) == content:
            return False
    except (OSError, EOFError, zlib.error, _broken()):
        pass
    write_whole(file, pack(content, file))
    return True


def _gzip(content: bytes, _file: Path) -> bytes:
    return gzip.compress(content, _GZIP_LEVEL, mtime=0)


def _brotli(content: bytes, file: Path) -> bytes:
    import brotli  # only this command needs it

    kept = file.suffixes[-2] in (".css", ".js")
    return bytes(brotli.compress(content, quality=_BROTLI_ASSETS if kept else _BROTLI_PAGES))


def _from_brotli(packed: bytes) -> bytes:
    import brotli

    return bytes(brotli.decompress(packed))


def _broken() -> type[Exception]:
    import brotli

    error: type[Exception] = brotli.error
    return error


_WAYS: Mapping[str, tuple[Callable[[bytes, Path], bytes], Callable[[bytes], bytes]]] = {
    ".gz": (_gzip, gzip.decompress),
    ".br": (_brotli, _from_brotli),
}
