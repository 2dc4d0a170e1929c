"""Whether a folder may be replaced by a site: it must hold nothing but what was built into it."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.built_site.extra import FOLDER as EXTRA_FILES
from handbook.built_site.manifest import NAME, BadManifest, Manifest, files_below, read_manifest
from handbook.load import ROOT, Dataset

_SHOWN = 20  # lines that name foreign files
_FEW = 3  # files of a folder that are named one by one


class NotOurs(ValueError):
    """A folder that a site must not replace; the message says why and what to do."""


@dataclass(frozen=True)
class _Foreign:
    """A file of somebody in the folder of a site; `changed` if it was built and then written to."""

    name: str
    changed: bool = False


def refuse_foreign(target: Path, data: Path, docs: Path | None, read: Callable[[], Dataset]) -> None:
    """Make sure that a site may be written into `target`, before anything is done.

    Args:
        target: the folder of the site; it need not exist.
        data: the folder of the data files of the site.
        docs: the folder of the prose, if any.
        read: reads the programme, for sites that were built before there were manifests.

    Raises:
        NotOurs: if the folder is one that no site may replace, or holds anything that was not built.
    """
    _refuse_place(target, data, docs)
    folder = target.resolve()
    if not folder.exists():
        return
    try:
        found = list(_foreign(folder, read))
    except BadManifest as error:
        raise NotOurs(
            f"{target}: {error}; what in this folder is yours cannot be told. Move what you need out of it "
            "and delete it, or name another folder with --site-dir"
        ) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise NotOurs(
            f"{error.filename or target}: {reason}; a folder that cannot be read whole is not replaced"
        ) from None
    if found:
        raise NotOurs(_sentence(target, folder, found))


def _refuse_place(target: Path, data: Path, docs: Path | None) -> None:
    """Refuse folders that hold, or are part of, what matters more than a site."""
    folder = target.resolve()
    for precious in (ROOT, data, docs, Path.cwd(), *_home()):
        if precious is not None and precious.resolve().is_relative_to(folder):
            raise NotOurs(f"{target}: the site would replace {precious}; name a folder of its own")
    for sources in (data, docs):
        if sources is not None and folder.is_relative_to(sources.resolve()):
            raise NotOurs(
                f"{target}: the site would lie in {sources}, which it is made from; name another folder"
            )
    if folder.exists() and not folder.is_dir():
        raise NotOurs(f"{target}: this is no folder; name one with --site-dir")
    if os.path.lexists(folder / ".git"):
        raise NotOurs(
            f"{target}: this folder is under version control (.git), which a site would replace; "
            "name another one, and copy the built site into it"
        )


def _home() -> Iterator[Path]:
    with contextlib.suppress(RuntimeError):  # nobody's home
        yield Path.home()


def _foreign(folder: Path, read: Callable[[], Dataset]) -> Iterator[_Foreign]:
    """What lies in a folder and was not built into it."""
    manifests = _Manifests(folder)
    unlisted: list[tuple[str, Path]] = []
    for name, file in files_below(folder):
        base, manifest = manifests.of(file.parent)
        if manifest is None:
            unlisted.append((name, file))
        elif file != base / NAME:
            why = manifest.foreign(file.relative_to(base).as_posix(), file)
            if why:
                yield _Foreign(name, why == "changed")
    if unlisted:
        from handbook.built_site import older  # late: it needs what reads pages and PDFs

        known = older.recognised(read())
        yield from (_Foreign(name) for name, file in unlisted if not known(name, file))


class _Manifests:
    """The manifests in and above a folder; the nearest one tells of a file.

    A site of one language may be built by itself into the folder that it has in the whole site.
    """

    def __init__(self, folder: Path):
        self._known: dict[Path, tuple[Path, Manifest | None]] = {}
        above = (parent for parent in folder.parents if (parent / NAME).is_file())
        base = next(above, folder)
        self._top = (base, read_manifest(base))
        self._folder = folder

    def of(self, folder: Path) -> tuple[Path, Manifest | None]:
        """The folder of the manifest that tells of the files in `folder`, and the manifest."""
        if folder not in self._known:
            manifest = read_manifest(folder)
            if manifest is not None and (folder == self._folder or manifest.language == folder.name):
                self._known[folder] = (folder, manifest)
            else:  # without one, or a copy of a site that somebody keeps there
                self._known[folder] = self._top if folder == self._folder else self.of(folder.parent)
        return self._known[folder]


def _sentence(target: Path, folder: Path, found: Iterable[_Foreign]) -> str:
    lines = list(_lines(folder, list(found)))
    more = [f"  and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
    return "\n".join(
        [
            f"{target}: this holds files that were not built into it, and they would be lost:",
            *(f"  {line}" for line in lines[:_SHOWN]),
            *more,
            "Nothing was changed. Move or delete them, or name another folder with --site-dir. What every "
            f"build is to hold, such as CNAME, goes into the folder {EXTRA_FILES}/ of the data.",
        ]
    )


def _lines(folder: Path, found: list[_Foreign]) -> Iterator[str]:
    """One line for a file, or for a folder of many files of which none was built."""
    foreign = Counter(parent for f in found for parent in (folder / f.name).parents)
    held = Counter(parent for _, file in files_below(folder) for parent in file.parents)
    told = set()
    for file in found:
        path = folder / file.name
        whole = [p for p in path.parents if p != folder and p.is_relative_to(folder)]
        outermost = next((p for p in reversed(whole) if _FEW < foreign[p] == held[p]), None)
        if outermost is None:
            yield f"{file.name} (changed since it was built)" if file.changed else file.name
        elif outermost not in told:
            told.add(outermost)
            yield f"{outermost.relative_to(folder).as_posix()}/ ({foreign[outermost]} files)"
