"""What was made of a programme, kept in the store under all that it was made from.

What something read when it was last made is remembered beside it. While all of that has the same digests,
making it again would read the same and end the same, so it is taken from the store.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping

from handbook.incremental.reads import Dependency, Reads
from handbook.incremental.store import Store, key_of


class Remembered:
    """What was made of the programme that `reads` knows.

    `base` is a key of all that is not read through it: code, templates, versions, settings. What was
    made with another base is not found.
    """

    def __init__(self, store: Store, reads: Reads, base: str):
        self._store = store
        self._reads = reads
        self._base = base
        self._index = key_of("reads", base)
        self._read_by = _unpacked(store.get(self._index))
        self._before = dict(self._read_by)

    def made(self, name: str, make: Callable[[], bytes]) -> bytes:
        """What is under a name, from the store or else made and kept."""
        held = self.find(name)
        if held is None:
            with self._reads.watching() as seen:
                held = make()
            self.keep(name, seen, held)
        return held

    def find(self, name: str) -> bytes | None:
        """What was made under a name, if it would be the same today."""
        seen = self._read_by.get(name)
        return None if seen is None else self._store.get(self._key(name, seen))

    def keep(self, name: str, seen: Iterable[Dependency], content: bytes) -> None:
        """Keep what was made under a name, and what was read for it."""
        held = tuple(sorted(seen, key=self._reads.told))
        self._read_by[name] = held
        self._store.put(self._key(name, held), content)

    def told(self, names: Collection[str]) -> dict[str, tuple[Dependency, ...]]:
        """What was read for each of some names, to be passed to another process."""
        return {name: self._read_by[name] for name in names if name in self._read_by}

    def learn(self, told: Mapping[str, tuple[Dependency, ...]]) -> None:
        """Take over what another process has made and kept."""
        self._read_by.update(told)

    def save(self, names: Collection[str]) -> None:
        """Write down what was read for each of the names that there are now."""
        self._read_by = {name: seen for name, seen in self._read_by.items() if name in names}
        if self._read_by != self._before:
            self._store.put(self._index, _packed(self._read_by))

    def _key(self, name: str, seen: Iterable[Dependency]) -> str:
        return key_of(self._base, name, b"".join(map(self._reads.told, seen)))


def _packed(read_by: dict[str, tuple[Dependency, ...]]) -> bytes:
    numbers: dict[Dependency, int] = {}
    rows = {name: [numbers.setdefault(one, len(numbers)) for one in seen] for name, seen in read_by.items()}
    return json.dumps({"read": list(numbers), "by": rows}, separators=(",", ":")).encode()


def _unpacked(content: bytes | None) -> dict[str, tuple[Dependency, ...]]:
    if content is None:
        return {}
    held = json.loads(content)
    read = [tuple(one) for one in held["read"]]
    return {name: tuple(read[number] for number in row) for name, row in held["by"].items()}
