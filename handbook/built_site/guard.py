"""Whether a folder may be replaced by a site: it must hold only what was built into it."""

from __future__ import annotations

import contextlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.built_site.manifest import BadManifest, Manifest, read_manifest
from handbook.files import files_below
from handbook.model.faults import Refusal
from handbook.model.text import LANGUAGE_KEY
from handbook.outputs.extra_files import FOLDER as EXTRA_FILES
from handbook.outputs.manifest import NAME
from handbook.resources import PACKAGE
from handbook.source.remedies import reason_of

# For the folder of a site, a function from a file's name and path to whether it was built.
Recognise = Callable[[Path], Callable[[str, Path], bool] | None]
_MOUNTS = Path("/proc/self/mountinfo")
_SHOWN = 20  # lines of a message that name foreign files
_FEW = 3  # files of a folder that a message names one by one


class NotOurs(Refusal, ValueError):
    """A folder that a site must not replace; the message says why and what to do."""


@dataclass(frozen=True)
class _Foreign:
    """A file in a site's folder that was not built; `changed` if it was built and edited afterwards."""

    name: str
    changed: bool = False


def refuse_foreign(target: Path, data: Path, docs: Path | None, recognise: Recognise) -> None:
    """Make sure that a site may be written into `target`, before anything is done.

    Args:
        target: the folder of the site; it need not exist.
        data: the folder of the data files of the site.
        docs: the folder of the prose, if any.
        recognise: gives a function that recognises files built before there were manifests, or None.

    Raises:
        NotOurs: if the folder is one that no site may replace, or holds anything that was not built.
    """
    folder = site_folder(target)
    _refuse_place(target, folder, data, docs)
    if not folder.exists():
        return
    try:
        why, unlisted = _judge(folder)
        result = [_Foreign(name, reason == "changed") for name, reason in why if reason]
        known = recognise(folder) if unlisted else None
        result += [_Foreign(name) for name, file in unlisted if not (known and known(name, file))]
    except BadManifest as error:
        raise NotOurs(
            f"{target}: {error}; what in this folder is yours cannot be told. Move what you need out of it "
            "and delete it, or name another folder with --site-dir"
        ) from None
    except OSError as error:
        raise NotOurs(
            f"{error.filename or target}: {reason_of(error)}; "
            "a folder that cannot be read whole is not replaced"
        ) from None
    if result:
        raise NotOurs(_sentence(target, folder, result, of_old=known is not None))


def site_folder(target: Path) -> Path:
    """The folder that `target` means, which may be a link.

    Raises:
        NotOurs: if the link leads nowhere but to itself.
    """
    try:
        return target.resolve()
    except (OSError, RuntimeError):
        raise NotOurs(f"{target}: this link leads round in a circle; name a folder with --site-dir") from None


def _refuse_place(target: Path, folder: Path, data: Path, docs: Path | None) -> None:
    """Refuse folders that hold, or are part of, what matters more than a site."""
    for precious in (PACKAGE, data, docs, Path.cwd(), *_home()):
        if precious is not None and precious.resolve().is_relative_to(folder):
            raise NotOurs(f"{target}: the site would replace {precious}; name a folder of its own")
    for sources in (data, docs):
        if sources is not None and folder.is_relative_to(sources.resolve()):
            raise NotOurs(
                f"{target}: the site would lie in {sources}, which it is made from; name another folder"
            )
    if folder.exists() and not folder.is_dir():
        raise NotOurs(f"{target}: this is no folder; name one with --site-dir")
    if _is_mounted(folder):
        raise NotOurs(
            f"{target}: this is a mount point, such as a volume of a container, whose place nothing else can "
            f"take; name a folder in it, such as {target}/site"
        )
    if os.path.lexists(folder / ".git"):
        raise NotOurs(
            f"{target}: this folder is under version control (.git), which a site would replace; "
            "name another one, and copy the built site into it"
        )
    if not os.path.lexists(folder / NAME) and site_around(folder) is None:
        for site in folder.parents:
            if _readable_manifest(site) is not None:
                raise NotOurs(f"{target}: this lies in the site in {site}; name a folder outside of it")


def site_around(folder: Path) -> Path | None:
    """The whole site of which a folder is a translation; None if there is none."""
    site = _readable_manifest(folder.parent)
    return folder.parent if site is not None and folder.name in site.translations else None


def _readable_manifest(folder: Path) -> Manifest | None:
    try:
        return read_manifest(folder)
    except BadManifest:  # perhaps not from a build
        return None


def _is_mounted(folder: Path) -> bool:
    """Whether a folder is a mount point; only Linux tells of those that show a folder of the same disk."""
    if os.path.ismount(folder):
        return True
    name = re.sub(rb"[ \t\n\\]", lambda match: b"\\%03o" % ord(match[0]), os.fsencode(folder))
    with contextlib.suppress(OSError):
        return any(line.split()[4] == name for line in _MOUNTS.read_bytes().splitlines())
    return False


def _home() -> Iterator[Path]:
    with contextlib.suppress(RuntimeError):  # no home folder is known
        yield Path.home()


def _judge(folder: Path) -> tuple[list[tuple[str, str]], list[tuple[str, Path]]]:
    """What a manifest says of each file in a folder, and the files that no manifest names.

    A translation that was built by itself has a manifest of its own until the whole site is built.
    """
    own, whole = read_manifest(folder), site_around(folder)
    judged, unlisted = [], []
    parts = {} if own or whole else _translations(folder)
    listed = own or (read_manifest(whole) if whole else None)
    before = f"{folder.name}/" if own is None and whole else ""
    for name, file in files_below(folder):
        part, _, rest = name.partition("/")
        if listed is not None:
            if name != NAME or own is None:
                judged.append((name, listed.foreign(f"{before}{name}", file)))
        elif part in parts:
            if rest != NAME:
                judged.append((name, parts[part].foreign(rest, file)))
        else:
            unlisted.append((name, file))
    return judged, unlisted


def _translations(folder: Path) -> dict[str, Manifest]:
    held = ((path.name, read_manifest(path)) for path in folder.iterdir() if path.is_dir())
    return {
        name: manifest
        for name, manifest in held
        if manifest is not None and LANGUAGE_KEY.fullmatch(name) and not manifest.translations
    }


def _sentence(target: Path, folder: Path, found: Iterable[_Foreign], *, of_old: bool) -> str:
    lines = list(_lines(folder, list(found)))
    more = [f"  and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
    old = "This site was built before its files were listed: if nothing in it is yours, delete the folder. "
    return "\n".join(
        [
            f"{target}: this holds files of which it is not certain that they were built, "
            "and they would be lost:",
            *(f"  {_printable(line)}" for line in lines[:_SHOWN]),
            *more,
            f"Nothing was changed. {old if of_old else ''}Move or delete them, or name another folder with "
            f"--site-dir. What every build is to hold, such as CNAME, goes into the folder {EXTRA_FILES}/ of "
            "the data.",
        ]
    )


def _printable(line: str) -> str:
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in line)


def _lines(folder: Path, found: list[_Foreign]) -> Iterator[str]:
    """One line for a file, or for a folder of many files, none of which was built."""
    foreign = Counter(parent for f in found for parent in (folder / f.name).parents)
    held = Counter(parent for _, file in files_below(folder) for parent in file.parents)
    result = set()
    for file in found:
        path = folder / file.name
        whole = [p for p in path.parents if p != folder and p.is_relative_to(folder)]
        outermost = next((p for p in reversed(whole) if _FEW < foreign[p] == held[p]), None)
        if outermost is None:
            yield f"{file.name} (changed since it was built)" if file.changed else file.name
        elif outermost not in result:
            result.add(outermost)
            yield f"{outermost.relative_to(folder).as_posix()}/ ({foreign[outermost]} files)"
