"""The lists by which devices keep the texts of a language: pages, scripts, styles, parts of the search index.

A list has a hash of each file, so that after a change only what changed is fetched. Commands that change
pages in place (links to what was printed) write it again, see `manifest_update`.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from handbook.built_site.manifest import list_files
from handbook.files import files_below, write_whole
from handbook.formats import size_in_words
from handbook.html.keeping import not_kept_page
from handbook.localised import Locale
from handbook.outputs.keeping import FILES, SUMMARY

_INDEX = "index.html"
_ASSETS = (".css", ".js", ".svg", ".woff2")
_DIGITS = 8  # of a hash; service_worker.js makes the same
_SAFE = "/!$&'()*+,;=:@~"  # what browsers, too, leave as it is in a path
_SAMPLES, _SAMPLE = 16, 1 << 16  # files of a kind that are compressed for an estimate, and bytes of each


def write_lists(site: Path, known: Mapping[str, Locale], extra: Collection[str]) -> None:
    """Write the lists of all languages of a site; `extra` are files that are not the handbook's own.

    Raises:
        OSError: if a file cannot be read or written.
    """
    for code, locale in known.items():
        write_list(site if code == locale.original else site / code, locale, known, extra)


def write_list(
    folder: Path, locale: Locale, known: Mapping[str, Locale], extra: Collection[str] = ()
) -> None:
    """Write the list of the language that stands in `folder`.

    Raises:
        OSError: if a file cannot be read or written.
    """
    is_original = locale.language == locale.original
    names = [name for name in _texts(folder, locale) if not is_original or name not in extra]
    look = locale.programme.appearance
    shared = (f"{'' if is_original else '../'}{name}" for name in (look.logo, look.icon) if name)
    names += [name for name in shared if (folder / name).is_file()]
    _write(folder, names, locale.language, not_kept_page(known, locale.language))


def is_list(name: str) -> bool:
    """Whether a file of a site is one of those that are written here."""
    return name.rpartition("/")[2] in (FILES, SUMMARY)


def refresh_lists(site: Path, names: Iterable[str]) -> None:
    """Write those lists again that are among the files `names` of a site, with the same files in them.

    Raises:
        OSError: if a file cannot be read or written.
    """
    for name in names:
        file = site / name
        if file.name == FILES and file.is_file():
            held = json.loads(file.read_text(encoding="utf-8"))
            _write(file.parent, list(map(_name, held["files"])), held["language"], held["page"])


def _texts(folder: Path, locale: Locale) -> Iterator[str]:
    """Names of what readers read, search and tick with: no PDF, no data file, no picture of a page."""
    original = locale.language == locale.original
    others = {code for code in locale.programme.languages[1:] if original}
    editions = locale.addresses.overviews["editions"]
    for name, file in files_below(folder):
        first = name.partition("/")[0]
        if first in others or (first == editions and name != f"{editions}/{_INDEX}"):
            continue
        in_search = first == "search" and file.suffix in (".js", ".json")
        if file.name == _INDEX or in_search or (first == "assets" and file.suffix in _ASSETS):
            yield name


def _write(folder: Path, names: Collection[str], language: str, page: str) -> None:
    hashes = list_files(folder, sorted(names))
    files = {_path(name): digest[:_DIGITS] for name, digest in hashes.items()}
    whole = sum((folder / name).stat().st_size for name in hashes)
    sizes = {"whole": whole, "packed": _packed(folder, hashes)}
    words = {name: size_in_words(size, language) for name, size in sizes.items()}
    listed: dict[str, Any] = {"language": language, "size": words["whole"], "page": page, "files": files}
    version = hashlib.sha256(_json(listed).encode()).hexdigest()[:_DIGITS]
    write_whole(folder / FILES, _json({"version": version, **listed}))
    offer = {name: {"bytes": size, "words": words[name]} for name, size in sizes.items()}
    write_whole(folder / SUMMARY, _json({"version": version, **offer}))


def _path(name: str) -> str:
    """The address of a file below the root of its language."""
    return quote(name.removesuffix(_INDEX) if f"/{name}".endswith(f"/{_INDEX}") else name, safe=_SAFE)


def _name(path: str) -> str:
    """The file at an address below the root of its language."""
    return unquote(path) + (_INDEX if f"/{path}".endswith("/") else "")


def _packed(folder: Path, names: Iterable[str]) -> int:
    """About how many bytes are sent by a host that compresses: some files of each kind tell for all.

    Compressing every file would take a tenth of the time of a build.
    """
    kinds: dict[tuple[bool, str], list[Path]] = defaultdict(list)  # parts of the search index are no scripts
    for name in names:
        kinds[name.startswith("search/"), Path(name).suffix].append(folder / name)
    total = 0.0
    for files in kinds.values():
        step = -(-len(files) // _SAMPLES)
        samples = [file.read_bytes()[:_SAMPLE] for file in files[::step]]
        raw = sum(map(len, samples))
        share = sum(map(_compressed, samples)) / raw if raw else 0.0
        total += share * sum(file.stat().st_size for file in files)
    return round(total)


@lru_cache(512)  # most samples are the same in all editions of regions
def _compressed(sample: bytes) -> int:
    return len(zlib.compress(sample))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
