"""YAML read as written, with file and line of every value.

PyYAML parses (in C if libyaml is there); we turn its events into plain values, for four reasons: every value
keeps its line, a duplicate key is noticed, values stay as written (YAML's own types would read `no` as false
and `2026.10` as the number 2026.1), and a file nested a million deep cannot crash the parser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml

from handbook.model.traverse import DataPath
from handbook.source.changed_record import ChangedRecord, changed_record
from handbook.source.merge_marks import merge_marks
from handbook.source.problems import DataError, Problem
from handbook.source.text_file import control_characters, has_control, read_text

T = TypeVar("T")
Places = dict[str | int, tuple[int, "Places | None"]]
"""The contents of a mapping or list: key or index → its line, and its own contents."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null", "Null", "NULL"}
_MAX_DEPTH = 40
_RARE = ("\x85", "\u2028", "\u2029", "\ufeff")  # valid in YAML, but invisible, and editors count no line
_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)

_LEFT_OUT = frozenset({"_lines", "_commented", "_cut_off", "_empty"})


class _TooDeepError(Exception):
    """No data file nests so deep: reading on would waste time."""


class YamlTree:
    """One YAML file: `data` as plain dicts, lists, strings and None; `problems` found on the way.

    `label` is the name used in messages. `readable` is False, and `data` None, if the file cannot be used; a
    duplicate key is a problem too, but its first value counts and the rest can be used. With `before`, the
    same file as it was parsed earlier, only what has changed since is parsed: `data` holds the same objects
    for all other records.
    """

    def _begin(self, label: str) -> None:
        self.label = label
        self.problems: list[Problem] = []
        self.readable = True
        self.data: Any = None
        self._places: Places | None = None
        self._lines: list[str] = []
        self._commented: set[int] = set()
        self._cut_off: list[tuple[int, str]] = []
        self._empty: list[tuple[int, str | int]] = []

    def __init__(self, file: Path, label: str, before: YamlTree | None = None):
        self._begin(label)
        text = self._read(file)
        if text is not None:
            self._lines = text.split("\n")
            if before is None or not self._follow(before):
                self._parse(text)
        if not self.readable:
            self.data = None

    def line(self, path: DataPath) -> int:
        """Line of the value at `path`, or of the deepest part of the path that exists."""
        line, places = 1, self._places
        for part in path:
            if places is None or part not in places:
                break
            line, places = places[part]
        return line

    def has(self, path: DataPath) -> bool:
        """Whether there is a value at `path`."""
        places = self._places
        for part in path:
            if places is None or part not in places:
                return False
            places = places[part][1]
        return True

    def cut_off_texts(self) -> Iterator[tuple[int, str]]:
        """Line and text of each unquoted value after which a ` #` began a comment."""
        yield from self._cut_off

    def empty_values(self) -> Iterator[tuple[int, str | int]]:
        """Line and key (or index) of each missing value, below the first keys of the file."""
        yield from self._empty

    def has_comment(self, line: int) -> bool:
        """Whether there is a `#` on `line`, which may have swallowed a value."""
        return line <= len(self._lines) and "#" in self._lines[line - 1]

    def __getstate__(self) -> dict[str, Any]:
        """Of the file, another process gets the lines of sections and of their records alone."""
        lines = {
            section: (line, {key: (at, None) for key, (at, _) in inside.items()} if inside else None)
            for section, (line, inside) in (self._places or {}).items()
        }
        left_out: dict[str, Any] = {
            "data": None,
            "_lines": [],
            "_commented": set(),
            "_cut_off": [],
            "_empty": [],
        }
        return {**self.__dict__, **left_out, "_places": lines}

    def _read(self, file: Path) -> str | None:
        """The text; None if it cannot be read, or has the marks of an unfinished merge."""
        try:
            text = read_text(file, self.label)
        except DataError as error:
            self.problems += error.problems
        else:
            self.problems += merge_marks(text, self.label)
            if not self.problems:
                return text
        self.readable = False
        return None

    def _follow(self, before: YamlTree) -> bool:
        """Take over what was parsed before, with the one record that has changed; False if it cannot be."""
        if before.problems or before._places is None:
            return False
        if self._lines == before._lines:
            self.data, self._places = before.data, before._places
            self._cut_off, self._empty = before._cut_off, before._empty
            return True
        changed = changed_record(before._lines, self._lines, before._places)
        if changed is None:
            return False
        section, key, above = changed.section, changed.key, changed.first - 1
        record = YamlTree.__new__(YamlTree)
        record._begin(self.label)
        record._lines = changed.lines
        record._parse(changed.text, depth=1)
        if record.problems or not isinstance(record.data, dict) or list(record.data) != [key]:
            return False
        if record.data[key] is None:
            return False
        assert record._places is not None
        self.data = {**before.data, section: {**before.data[section], key: record.data[key]}}
        self._places = _moved(before._places, changed.now) if changed.moved else {**before._places}
        line, records = self._places[section]
        inside = _moved(record._places, lambda line: line + above)
        self._places[section] = line, {**(records or {}), **inside}
        self._cut_off = _spliced(before._cut_off, record._cut_off, changed)
        self._empty = _spliced(before._empty, record._empty, changed)
        return True

    def _parse(self, text: str, depth: int = 0) -> None:
        if " #" in text or "\t#" in text:
            lines = enumerate(self._lines)
            self._commented = {n for n, line in lines if "#" in line and (" #" in line or "\t#" in line)}
        if any(char in text for char in _RARE):
            self._find_control_characters()
            if not self.readable:
                return  # YAML counts some of them as ends of lines, so that lines below would be wrong
        try:
            events = _events(text)
            for event in events:
                if type(event) is yaml.DocumentStartEvent and self._places is not None:
                    self._fail_at(event, "a second YAML document begins here", "delete the line `---`")
                    return
                if type(event) is yaml.DocumentStartEvent:
                    self.data, self._places = self._value(next(events), events, depth)
                    self._places = self._places or {}
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            what = " ".join(filter(None, [error.problem, error.context])) or "unreadable"
            line = min(mark.line + 1, len(self._lines)) if mark else 1
            if not self._fails_at(line):  # an earlier error there, such as for `*text`, is clearer
                remedy = (
                    "look at this line and the one above for a missing quote, colon, space or wrong indent"
                )
                self._fail(line, f"this is not valid YAML ({what})", remedy)
        except _TooDeepError as error:
            self._fail(error.args[0], "lists or mappings are nested too deep", "flatten them")
        except yaml.YAMLError:
            self._find_control_characters()
            if self.readable:
                self._fail(1, "this is not valid YAML", "compare it with another data file")

    def _find_control_characters(self) -> None:
        for number, what, remedy in control_characters(self._lines):
            self._fail(number, what, remedy)

    def _value(self, event: Any, events: Iterator[Any], depth: int) -> tuple[Any, Places | None]:
        """The plain value that begins with `event`, and the lines of its contents."""
        kind = type(event)
        if kind is yaml.ScalarEvent and event.anchor is None and event.tag is None:  # almost all are so
            return self._scalar(event), None
        if kind is yaml.AliasEvent:
            self._fail_at(
                event, f"`*{event.anchor}` is a YAML alias", "write it out, or put it in double quotes"
            )
            return None, None
        if event.anchor is not None or event.tag is not None:
            mark = f"&{event.anchor}" if event.anchor is not None else event.tag
            self._fail_at(
                event, f"`{mark}` is a YAML anchor or tag", "delete it, or put the text in double quotes"
            )
        if kind is yaml.ScalarEvent:
            return self._scalar(event), None
        if depth == _MAX_DEPTH:
            raise _TooDeepError(_line(event))
        places: Places = {}
        if kind is yaml.MappingStartEvent:
            return self._mapping(events, depth + 1, places), places
        items: list[Any] = []
        for item in events:
            if type(item) is yaml.SequenceEndEvent:
                break
            value, inside = self._value(item, events, depth + 1)
            line = item.start_mark.line + 1
            if value is None:
                self._empty.append((line, len(items)))
            places[len(items)] = (line, inside)
            items.append(value)
        return items, places

    def _mapping(self, events: Iterator[Any], depth: int, places: Places) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        for key in events:
            if type(key) is yaml.MappingEndEvent:
                break
            if type(key) is not yaml.ScalarEvent:
                self._fail_at(key, "a key is not a plain word", "write a word before the colon")
                _skip(key, events)
                _skip(next(events), events)
                continue
            name, line = key.value, _line(key)
            if name in plain:
                self._add(line, f"the key `{name}` stands twice", "keep one of the two")
                _skip(next(events), events)
                continue
            plain[name], inside = self._value(next(events), events, depth)
            if plain[name] is None and depth > 1:
                self._empty.append((line, name))
            places[name] = (line, inside)
        return plain

    def _scalar(self, event: Any) -> str | None:
        value: str = event.value
        if event.style:  # quoted or a block
            if event.style == '"' and not value.isprintable() and self._has_control(event):
                self._fail_at(event, "a control character stands in the text", "delete it")
            return value
        if self._commented and value:
            end = event.end_mark
            line = end.line
            if line in self._commented and self._lines[line][end.column :].lstrip().startswith("#"):
                self._cut_off.append((line + 1, value))
        return None if value in _NULLS else value

    def _has_control(self, event: Any) -> bool:
        return has_control(event.value) and not self._fails_at(_line(event))

    def _fails_at(self, line: int) -> bool:
        return not self.readable and any(problem.line == line for problem in self.problems)

    def _fail_at(self, event: Any, what: str, remedy: str) -> None:
        self._fail(_line(event), what, remedy)

    def _fail(self, line: int, what: str, remedy: str) -> None:
        self.readable = False
        self._add(line, what, remedy)

    def _add(self, line: int, what: str, remedy: str) -> None:
        self.problems.append(Problem(self.label, line, what, remedy))


def _events(text: str) -> Iterator[Any]:
    """What `yaml.parse` gives, without its loop in Python."""
    return iter(LOADER(text).get_event, None)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _skip(event: Any, events: Iterator[Any]) -> None:
    """Skip the value that begins with `event`."""
    depth = int(isinstance(event, _STARTS))
    while depth:
        event = next(events)
        depth += isinstance(event, _STARTS) - isinstance(event, _ENDS)


def _moved(places: Places, now: Callable[[int], int]) -> Places:
    """Places with each line where it is now."""
    return {
        key: (now(line), _moved(inside, now) if inside else inside) for key, (line, inside) in places.items()
    }


def _spliced(
    before: list[tuple[int, T]], inside: list[tuple[int, T]], changed: ChangedRecord
) -> list[tuple[int, T]]:
    """What was found in a file before, with what was found in the changed record in its place."""
    above = [(line, found) for line, found in before if line < changed.first]
    below = [(changed.now(line), found) for line, found in before if line >= changed.end]
    return [*above, *((line + changed.first - 1, found) for line, found in inside), *below]
