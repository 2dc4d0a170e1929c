"""YAML read as written, with file and line of every value.

PyYAML composes the nodes (in C where libyaml is there); turning them into plain values is ours, for three
reasons: every value keeps its line, a key written twice is seen, and values stay as written (YAML's own
guesses would read `no` as false and `2026.10` as the number 2026.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from handbook.problems import Problem

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null", "Null", "NULL"}
_MAX_DEPTH = 40

Path_ = tuple[str | int, ...]


class YamlTree:
    """One YAML file: `data` as plain dicts, lists, strings and None; `problems` found on the way.

    `label` is the name used in messages. A file that cannot be parsed has no data and one problem.
    """

    def __init__(self, file: Path, label: str):
        self.label = label
        self.problems: list[Problem] = []
        self.data: Any = None
        self._node: yaml.Node | None = None
        self._lines: list[str] = []
        self._seen: set[int] = set()
        text = self._read(file)
        if text is not None:
            self._lines = text.splitlines()
            self._compose(text)
        if self._node is not None:
            self.data = self._plain(self._node, 0)

    def line(self, path: Path_) -> int:
        """Line of the value at `path`, or of the deepest part of the path that exists."""
        node = self._node
        if node is None:
            return 1
        line = node.start_mark.line + 1
        for part in path:
            found = self._child(node, part)
            if found is None:
                return int(line)
            key, node = found
            line = key.start_mark.line + 1
        return int(line)

    def cut_off_texts(self) -> Iterator[tuple[int, str]]:
        """Line and text of each unquoted text after which a ` #` began a comment."""
        for scalar in self._scalars(self._node):
            if scalar.style is None and " " in scalar.value:
                end = scalar.end_mark
                rest = self._lines[end.line][end.column :] if end.line < len(self._lines) else ""
                if rest.lstrip().startswith("#"):
                    yield end.line + 1, scalar.value

    def has_comment(self, line: int) -> bool:
        """Whether a `#` stands on `line`, which may have swallowed a value."""
        return line <= len(self._lines) and "#" in self._lines[line - 1]

    def _read(self, file: Path) -> str | None:
        try:
            return file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            line = file.read_bytes()[: error.start].count(b"\n") + 1
            self._add(line, "this is not UTF-8 text", "save the file with the encoding UTF-8")
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            self._add(1, f"the file cannot be read ({reason})", "check that it exists and may be read")
        return None

    def _compose(self, text: str) -> None:
        try:
            self._node = yaml.compose(text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            what = " ".join(filter(None, [error.problem, error.context])) or "unreadable"
            self._add(
                mark.line + 1 if mark else 1,
                f"this is not valid YAML ({what})",
                "look at this line and the one above for a missing quote, colon, space or wrong indent",
            )
        except yaml.reader.ReaderError as error:
            line = text[: error.position].count("\n") + 1
            self._add(line, "a control character stands in the text", "delete it")
        except (yaml.YAMLError, RecursionError):
            self._add(1, "this is not valid YAML", "compare it with another data file")

    def _plain(self, node: yaml.Node, depth: int) -> Any:
        if depth > _MAX_DEPTH:
            self._add(node.start_mark.line + 1, "lists or mappings are nested too deep", "flatten them")
            return None
        if isinstance(node, yaml.ScalarNode):
            return None if node.style is None and node.value in _NULLS else node.value
        if id(node) in self._seen:
            self._add(
                node.start_mark.line + 1, "a YAML alias (*name) is used", "write the values out instead"
            )
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, depth + 1) for item in node.value]
        plain: dict[str, Any] = {}
        assert isinstance(node, yaml.MappingNode)
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self._add(line, "a key is not a plain word", "write a word before the colon")
            elif key.value in plain:
                self._add(line, f"the key `{key.value}` stands twice", "keep one of the two")
            else:
                plain[key.value] = self._plain(value, depth + 1)
        return plain

    def _scalars(self, node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
        stack = [node] if node is not None else []
        seen: set[int] = set()
        while stack:
            top = stack.pop()
            if isinstance(top, yaml.ScalarNode):
                yield top
            elif id(top) not in seen:
                seen.add(id(top))
                pairs = isinstance(top, yaml.MappingNode)
                stack.extend(n for item in top.value for n in ((item[1],) if pairs else (item,)))

    def _child(self, node: yaml.Node, part: str | int) -> tuple[yaml.Node, yaml.Node] | None:
        if isinstance(node, yaml.MappingNode):
            return next(((k, v) for k, v in node.value if getattr(k, "value", None) == str(part)), None)
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            return node.value[part], node.value[part]
        return None

    def _add(self, line: int, what: str, remedy: str) -> None:
        self.problems.append(Problem(self.label, line, what, remedy))
