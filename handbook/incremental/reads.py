"""What something is made from: the records and relations that are read while it is being made.

A page is a pure function of what it reads. `Reads` names each piece and gives a digest of its present value:
while all digests stay the same, what was made stays as it is.

Three things are noted: records, read through `Section`; results of functions marked as `query`, whose own
reads do not count; and values that a maker names itself. Whatever else a page shows must be part of its key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from pydantic import BaseModel

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

Dependency = tuple[str, ...]
"""What is read: ("record", section, key), ("has", section, key), ("keys", section), ("section", section),
("query", function, scope, *arguments), or the kind of a value with its arguments."""

_RECORD, _HAS, _KEYS, _SECTION, _QUERY = "record", "has", "keys", "section", "query"
_ABSENT = object()
_queries: dict[str, Callable[..., Any]] = {}
_watching: list[tuple[Reads, set[Dependency] | None]] = []
"""Innermost last; None while a query is being answered, whose own reads do not count."""


class Section(dict[str, Any]):
    """The records of a section; what is read of them is noted."""

    def __init__(self, name: str, held: Mapping[str, Any]):
        super().__init__(held)
        self._name = name

    def __getitem__(self, key: str) -> Any:
        _note(_RECORD, self._name, key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """As of any mapping."""
        _note(_RECORD, self._name, key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        _note(_HAS, self._name, str(key))
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        _note(_KEYS, self._name)
        return super().__iter__()

    def __len__(self) -> int:
        _note(_KEYS, self._name)
        return super().__len__()

    def __eq__(self, other: object) -> bool:
        _note(_SECTION, self._name)
        return super().__eq__(other)

    __hash__ = None

    def keys(self) -> Any:
        """As of any mapping."""
        _note(_KEYS, self._name)
        return super().keys()

    def items(self) -> Any:
        """As of any mapping."""
        _note(_SECTION, self._name)
        return super().items()

    def values(self) -> Any:
        """As of any mapping."""
        _note(_SECTION, self._name)
        return super().values()


class Reads:
    """Names and digests of what can be read of one programme.

    `sections` are its records as they are, without notes. `plain` gives, by scope, what queries are asked of:
    the programme for "", else the edition in the language that the scope names. `values` are the functions
    that give the values which makers name themselves, by kind.
    """

    def __init__(
        self,
        sections: Mapping[str, Mapping[str, Any]],
        plain: Callable[[str], Any],
        values: Mapping[str, Callable[..., Any]],
    ):
        self.sections = sections
        self.plain = plain
        self._values = dict(values)
        self._passing: set[str] = set()
        self._answers: dict[Dependency, Any] = {}
        self._digests: dict[Dependency, bytes] = {}
        self._told: dict[Dependency, bytes] = {}

    @contextmanager
    def watching(self) -> Iterator[set[Dependency]]:
        """Note in the set what is read until the end of the block."""
        seen: set[Dependency] = set()
        _watching.append((self, seen))
        try:
            yield seen
        finally:
            _watching.pop()

    def know(self, kind: str, function: Callable[..., Any]) -> None:
        """Let makers name one more kind of values, which `function` gives.

        Of these only digests are kept: each belongs to one page and may be large.
        """
        self._values[kind] = function
        self._passing.add(kind)

    def value(self, kind: str, *arguments: Any) -> Any:
        """A value that makers name themselves; that it is read is noted."""
        dependency = (kind, *arguments)
        _note(*dependency)
        if kind not in self._passing:
            return self._answer(dependency, self._values[kind], arguments)
        with _unnoted(self):
            passing = self._values[kind](*arguments)
        if dependency not in self._digests:
            self._digests[dependency] = _digest(passing)
        return passing

    def ask(self, name: str, scope: str, arguments: tuple[str, ...]) -> Any:
        """The answer of a query; that it is read is noted."""
        dependency = (_QUERY, name, scope, *arguments)
        _note(*dependency)
        return self._answer(dependency, _queries[name], (self.plain(scope), *arguments))

    def digest(self, dependency: Dependency) -> bytes:
        """A digest of the present value of what is read; of what cannot be read any more, one of its own."""
        if dependency not in self._digests:
            self._digests[dependency] = self._digest(*dependency)
        return self._digests[dependency]

    def told(self, dependency: Dependency) -> bytes:
        """What is read, with the digest of its present value, as a part of keys."""
        if dependency not in self._told:
            name, digest = repr(dependency).encode("utf-8", "surrogatepass"), self.digest(dependency)
            self._told[dependency] = b"%d:%b%d:%b" % (len(name), name, len(digest), digest)
        return self._told[dependency]

    def same_as(self, other: Reads, dependency: Dependency) -> bool:
        """Whether what is read has the same value in two programmes."""
        kind, *arguments = dependency
        if kind == _QUERY:
            name, scope, *others = arguments
            try:
                return bool(self.ask(name, scope, tuple(others)) == other.ask(name, scope, tuple(others)))
            except (KeyError, ValueError, IndexError):  # one of the two has no such thing
                return False
        if kind in self._values and kind not in self._passing:
            return bool(self.value(kind, *arguments) == other.value(kind, *arguments))
        return self.digest(dependency) == other.digest(dependency)

    def _digest(self, kind: str, *arguments: str) -> bytes:
        try:
            if kind == _RECORD:
                return _digest(self.sections[arguments[0]].get(arguments[1], _ABSENT))
            if kind == _HAS:
                return _digest(arguments[1] in self.sections[arguments[0]])
            if kind == _KEYS:
                return _digest(tuple(self.sections[arguments[0]]))
            if kind == _SECTION:
                section = arguments[0]
                digests = (self.digest((_RECORD, section, key)) for key in self.sections[section])
                return _digest((*self.sections[section], *digests))
            if kind == _QUERY:
                name, scope, *others = arguments
                return _digest(self.ask(name, scope, tuple(others)))
            return _digest(self.value(kind, *arguments))
        except (KeyError, ValueError, IndexError):  # it was read of other data
            return b""

    def _answer(self, dependency: Dependency, function: Callable[..., Any], given: tuple[Any, ...]) -> Any:
        if dependency not in self._answers:
            with _unnoted(self):
                self._answers[dependency] = function(*given)
        return self._answers[dependency]


def section_of(dependency: Dependency) -> str:
    """The section of which records are read; "" where something else is."""
    return dependency[1] if dependency[0] in (_RECORD, _HAS, _KEYS, _SECTION) else ""


@contextmanager
def _unnoted(reads: Reads) -> Iterator[None]:
    """What is read until the end of the block does not count."""
    _watching.append((reads, None))
    try:
        yield
    finally:
        _watching.pop()


def query(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a pure function of a programme, or of an edition, and of names.

    While something is being made it is asked once for each set of names, and what it returns counts as read,
    not what it reads itself.
    """
    name = f"{function.__module__}.{function.__qualname__}"
    _queries[name] = function

    @wraps(function)
    def asked(*arguments: P.args, **named: P.kwargs) -> R:
        if not _watching or named:
            return function(*arguments, **named)
        owner, *others = arguments
        answer: R = _watching[-1][0].ask(name, getattr(owner, "language", ""), tuple(others))  # type: ignore[arg-type]
        return answer

    return asked


def whole(programme: T) -> T:
    """A programme without notes, of which all is read from now on."""
    if not _watching:
        return programme
    reads = _watching[-1][0]
    for section in reads.sections:
        _note(_SECTION, section)
    plain: T = reads.plain("")
    return plain


def _note(*dependency: str) -> None:
    if _watching:
        seen = _watching[-1][1]
        if seen is not None:
            seen.add(dependency)


def _digest(value: Any) -> bytes:
    digest = hashlib.sha256()
    _feed(digest.update, value)
    return digest.digest()


def _feed(update: Callable[[bytes], None], value: Any) -> None:
    """Pass a value to a digest so that two different values never pass the same bytes."""
    if isinstance(value, str):
        held = str(value).encode("utf-8", "surrogatepass")
        update(b"s%d:" % len(held))
        update(held)
    elif isinstance(value, bytes):
        update(b"b%d:" % len(value))
        update(value)
    elif isinstance(value, BaseModel):
        _feed(update, type(value).__name__)
        _feed(update, value.__pydantic_serializer__.to_json(value))
    elif isinstance(value, Mapping):
        update(b"m%d:" % len(value))
        for key, held in value.items():
            _feed(update, key)
            _feed(update, held)
    elif isinstance(value, (tuple, list)):
        update(b"t%d:" % len(value))
        for held in value:
            _feed(update, held)
    elif isinstance(value, (set, frozenset)):
        _feed(update, ("set", *sorted(value)))
    elif isinstance(value, Enum):
        _feed(update, (type(value).__name__, value.name))
    elif is_dataclass(value) and not isinstance(value, type):
        _feed(update, type(value).__name__)
        _feed(update, tuple(getattr(value, field.name) for field in fields(value)))
    elif value is None or value is _ABSENT or isinstance(value, (bool, int, float)):
        update(b"v" + ("absent" if value is _ABSENT else repr(value)).encode() + b";")
    else:
        raise TypeError(f"{type(value).__name__} cannot be digested; give query a result of plain values")
