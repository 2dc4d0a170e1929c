"""Whether a translation is as new as the text it was made from.

`translations.json` beside the data records, for each record, from which original (by its hash) each
translation (by its hash) was made. It uses hashes, not positions, so that a step may move in its list. A
translation whose original has changed is stale until it is changed too, or somebody confirms that it still
holds. A translation not yet recorded counts as fresh; `handbook record` adds it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.files import text_of, write_whole
from handbook.model.traverse import DataPath, dotted, record_key
from handbook.source.load import Dataset

LOCK = "translations.json"
Lock = dict[str, dict[str, dict[str, str]]]
"""Language → record → hash of the translation → hash of the original it was made from.

If a record has the same translation for several originals, their hashes are separated by spaces.
"""


@dataclass(frozen=True)
class Pair:
    """A translation and its original; `path` is where they are, for prose ("docs", "about.md")."""

    path: DataPath
    language: str
    original: str
    translation: str

    @property
    def record(self) -> str:
        """The record under which this pair is recorded, such as `tasks.A2`."""
        return record_key(self.path)

    @property
    def key(self) -> str:
        """The pair as people name it: `tasks.A2.steps.1`."""
        return dotted(self.path)

    def made_from(self, lock: Lock) -> set[str]:
        """Originals from which this translation is known to be made."""
        return set(lock.get(self.language, {}).get(self.record, {}).get(self.translation, "").split())

    def is_stale(self, lock: Lock) -> bool:
        """Whether the original has changed since this translation was made."""
        made_from = self.made_from(lock)
        return bool(made_from) and self.original not in made_from


def pairs(dataset: Dataset) -> Iterator[Pair]:
    """Every translation of the data and of the prose, with its original, as hashes."""
    return _pairs(dataset, None)


def _pairs(dataset: Dataset, among: Container[tuple[str, str]] | None) -> Iterator[Pair]:
    """Those of all records, or of some, given by language and record."""
    if dataset.programme is None:
        return
    first, *others = dataset.programme.languages
    for path, text in dataset.own_texts():
        for code in others:
            if among is not None and (code, record_key(path)) not in among:
                continue
            if text.get(first) and text.get(code):
                yield Pair(path, code, _hash(text[first]), _hash(text[code]))
    originals = dataset.prose(first)
    for code in others:
        for address, file in dataset.prose(code).items():
            if address in originals:
                name = file.relative_to(dataset.docs / code).as_posix() if dataset.docs else file.name
                yield Pair(("docs", name), code, _hash_of(originals[address]), _hash_of(file))


def read_lock(folder: Path) -> Lock:
    """What is recorded; an unreadable lock file counts as empty (the checks report it)."""
    try:
        lock = json.loads(text_of(folder / LOCK))
    except (OSError, ValueError, RecursionError):
        return {}
    return lock if well_formed(lock) else {}


def stale(dataset: Dataset) -> Iterator[Pair]:
    """Translations that are older than their original."""
    lock = read_lock(dataset.folder)
    held = {(language, record) for language, records in lock.items() for record in records}
    return (pair for pair in _pairs(dataset, held) if pair.is_stale(lock)) if held else iter(())


def record_translations(dataset: Dataset, confirmed: Iterable[str] = (), *, everything: bool = False) -> int:
    """Record new translations, and those that `confirmed` names as checked again; return how many.

    A name is a record or a part of it, `tasks.A2` or `tasks.A2.steps.1`.
    """
    lock, names = read_lock(dataset.folder), tuple(confirmed)
    fresh: Lock = {}
    if dataset.docs is None:  # prose was not read, so what is recorded of it stays
        for language, records in lock.items():
            fresh[language] = {name: held for name, held in records.items() if name.startswith("docs.")}
    count = 0
    for pair in pairs(dataset):
        held = pair.made_from(lock)
        keep = pair.is_stale(lock) and not everything and not _named(pair.key, names)
        if not keep and pair.original not in held:
            count += 1
        record = fresh.setdefault(pair.language, {}).setdefault(pair.record, {})
        originals = {*record.get(pair.translation, "").split(), *(held if keep else {pair.original})}
        record[pair.translation] = " ".join(sorted(originals))
    fresh = {language: records for language, records in fresh.items() if records}
    if fresh != lock:
        text = json.dumps(fresh, indent=1, sort_keys=True, ensure_ascii=False)
        write_whole(dataset.folder / LOCK, text + "\n")
    return count


def unknown_names(dataset: Dataset, names: Iterable[str]) -> list[str]:
    """Those of `names` that have no translation."""
    keys = [pair.key for pair in pairs(dataset)]
    return [name for name in names if not any(_named(key, (name,)) for key in keys)]


def _named(key: str, names: tuple[str, ...]) -> bool:
    return any(key == name or key.startswith(f"{name}.") for name in names)


def well_formed(lock: object) -> bool:
    """Whether the content of a lock file has the shape of `Lock`."""
    return isinstance(lock, dict) and all(
        isinstance(records, dict)
        and all(
            isinstance(held, dict) and all(isinstance(value, str) for value in held.values())
            for held in records.values()
        )
        for records in lock.values()
    )


def _hash_of(file: Path) -> str:
    # A page that cannot be read must not keep the checks from reporting it.
    try:
        return _hash(text_of(file, errors="replace"))
    except OSError:
        return _hash("")


def _hash(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:10]
