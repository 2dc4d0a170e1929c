"""Puts an edition where it belongs besides a folder of this machine, and leaves out what stands elsewhere."""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote

from handbook.built_site import kept_lists
from handbook.built_site.manifest import list_files, read_manifest, write_manifest
from handbook.files import files_below
from handbook.localised import locales
from handbook.outputs.manifest import NAME as MANIFEST
from handbook.region_builds.place import RECORD, file_system
from handbook.region_builds.work import Task
from handbook.source.region_file import RegionalDataset
from macros.regions.maker import Maker

# What pages load, or a browser asks for by itself, must be beside them.
_LOADED = re.compile(
    r"(?:[a-z]{2,3}/)?(?:assets/|search/|kept|handbook\.webmanifest)|.*\.(?:js|css|ico|png)$"
)
_LINK = re.compile(r'(?P<attribute>\b(?:href|src)=")(?P<target>[^"#?:]*)(?P<rest>[#?][^"]*)?"')


def refer_to_shared(site: Path, dataset: RegionalDataset, maker: Maker, address: str) -> None:
    """Leave out of an edition what it shares with all others; its own pages lead to `address` instead.

    Nothing is done if that is "". What pages load, such as scripts, stays.
    """
    if not address:
        return
    gone = {name for name in maker.shared if not _LOADED.match(name) and (site / name).stat().st_nlink > 1}
    for name in gone:
        (site / name).unlink()
    for name, file in files_below(site):
        if name.endswith(".html"):
            file.write_text(_led(file.read_text(encoding="utf-8"), name, gone, address), encoding="utf-8")
    for folder in sorted((f for f in site.rglob("*") if f.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    kept_lists.write_lists(site, locales(dataset), ())
    manifest = read_manifest(site)
    assert manifest is not None, "the edition has one"
    write_manifest(site, type(manifest)(list_files(site), translations=manifest.translations))


def _led(text: str, page: str, gone: set[str], address: str) -> str:
    """A page whose links to files that are gone lead to the same ones below an address."""

    def link(match: re.Match[str]) -> str:
        target = match["target"]
        if not target or target.startswith("/"):
            return match[0]
        path = normpath(join(dirname(page), unquote(target)))
        path = "" if path == "." else path
        file = join(path, "index.html") if target.endswith("/") or target in (".", "..") else path
        if file not in gone:
            return match[0]
        ended = path + ("/" if target.endswith("/") and path else "")
        return f'{match["attribute"]}{address}{quote(ended)}{match["rest"] or ""}"'

    return _LINK.sub(link, text)


def upload(site: Path, task: Task) -> None:
    """Put an edition where fsspec puts it; files that are no more are removed from there.

    Its record is written last: until then the edition there counts as one that must be built.

    Raises:
        OSError: if a file cannot be written there.
    """
    system, path = file_system(task.out)
    place = f"{path}/{task.code}"
    names = {name for name, _ in files_below(site)}
    held = (
        {found.removeprefix(f"{place}/") for found in system.find(place)} if system.exists(place) else set()
    )
    last = [name for name in (MANIFEST, RECORD) if name in names]
    for name in (*sorted(names - set(last)), *last):
        system.makedirs(dirname(f"{place}/{name}"), exist_ok=True)
        system.put_file(str(site / name), f"{place}/{name}")
    for name in held - names:
        system.rm_file(f"{place}/{name}")
