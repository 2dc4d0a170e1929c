"""Insert into a YAML text and leave every other character as it is.

The text is parsed only to find the place; comments, quotes, blank lines and line endings stay. After each
insertion the text is parsed again: if it says anything but the old data with the new piece, the insertion is
refused.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from handbook.model.faults import Refusal

INDENT = "  "
# Words that some YAML readers read as something other than a word.
_NOT_PLAIN = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every value as written
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_COMMENT = re.compile(r"(\s*)(#|$)")
_DOCUMENT_END = re.compile(r"^(?:\.\.\.|---)(?=\s|$)", re.MULTILINE)
_BOM = "\ufeff"


class Refused(Refusal, ValueError):
    """The edit cannot be made; the message says why and what to do."""


def quoted_if_needed(key: str) -> str:
    """An id as written in YAML."""
    return f'"{key}"' if key.lower() in _NOT_PLAIN else key


def append_record(text: str, section: str, key: str, lines: list[str], name: str) -> str:
    """Append a record to the end of `section`, which is added if the file lacks it.

    Args:
        text: the whole file.
        section: a section of the data.
        key: the record's id.
        lines: the record, its key first, without indentation.
        name: the file's name, for messages.

    Returns:
        The new text.

    Raises:
        Refused: if the file is written in a way in which nothing can be inserted safely.
    """
    mark, body = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    root = yaml.compose(body, Loader=_LOADER)
    if root is not None and not (isinstance(root, yaml.MappingNode) and not root.flow_style):
        raise Refused(f"{name} is written in braces; write its sections one below the other first")
    result = _child(root, section)
    if root is None or result is None:
        edited = _new_section(body, section, lines, root)
    else:
        edited = _at_end_of_section(body, root, *result, lines, name)
    old = yaml.load(body, Loader=_LOADER) or {}
    held = old.get(section)
    record = yaml.load("\n".join(lines), Loader=_LOADER)
    records = {**held, **record} if isinstance(held, dict) else record
    _ensure(edited, {**old, section: records}, name, f"{section}.{key}")
    return mark + edited


def append_to_list(text: str, path: tuple[str, ...], item: str, name: str) -> str:
    """Append an item to the list at `path`, in the style of that list.

    Returns:
        The new text.

    Raises:
        Refused: if the list is written in a way in which nothing can be inserted safely.
    """
    mark, body = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    node: yaml.Node | None = yaml.compose(body, Loader=_LOADER)
    for part in path:
        result = _child(node, part)
        node = result[1] if result else None
    if not isinstance(node, yaml.SequenceNode):
        raise Refused(f"{name} holds no list at {'.'.join(path)}; write it first")
    word = _quoted_alike(item, node)
    if node.flow_style:
        at = node.value[-1].end_mark.index if node.value else node.start_mark.index + 1
        piece = f", {word}" if node.value else word
    else:
        at = _line_end(body, node.value[-1].end_mark.index)
        piece = " " * node.start_mark.column + f"- {word}{_newline(body)}"
        if not body[:at].endswith("\n"):
            piece = _newline(body) + piece
    edited = body[:at] + piece + body[at:]
    expected: Any = yaml.load(body, Loader=_LOADER)
    held = expected
    for part in path:
        held = held[part]
    held.append(item)
    _ensure(edited, expected, name, ".".join(path))
    return mark + edited


def _new_section(body: str, section: str, lines: list[str], root: yaml.Node | None) -> str:
    column = root.start_mark.column if root else 0
    at = _document_end(body, root)
    head, newline = body[:at], _newline(body)
    gap = "" if not head else newline if head.endswith("\n") else 2 * newline
    indent = " " * column
    piece = f"{gap}{indent}{section}:{newline}" + _block(lines, indent + INDENT, newline)
    return head + piece + body[at:]


def _at_end_of_section(
    body: str, root: yaml.MappingNode, key: yaml.Node, value: yaml.Node, lines: list[str], name: str
) -> str:
    newline, column = _newline(body), key.start_mark.column
    # The data fits the model, so a word in place of records means nothing, such as `null`.
    empty = not value.value or (isinstance(value, yaml.ScalarNode) and not value.style)
    if empty:
        # `{}` or `null` is replaced; a comment after it stays.
        start, end = value.start_mark.index, value.end_mark.index
        colon = body.index(":", key.end_mark.index) + 1
        body = body[:colon] + (body[end:] if end > start else body[colon:])
        at, gap, indent = _line_end(body, colon), "", " " * column + INDENT
    elif isinstance(value, yaml.MappingNode) and not value.flow_style:
        at = _last_line_end(body, root, key, value)
        gap, indent = newline, " " * value.value[0][0].start_mark.column
    else:
        raise Refused(
            f"{name}:{key.start_mark.line + 1}: `{key.value}` is written in braces; "
            "write its records one below the other first"
        )
    if not body[:at].endswith("\n"):
        gap = newline + gap
    return body[:at] + gap + _block(lines, indent, newline) + body[at:]


def _last_line_end(body: str, root: yaml.MappingNode, key: yaml.Node, value: yaml.MappingNode) -> int:
    """Where the section's last line ends: comments with less indentation belong to what follows."""
    later = [k for k, _ in root.value if k.start_mark.index > key.start_mark.index]
    stop = later[0].start_mark.index - later[0].start_mark.column if later else _document_end(body, root)
    last: yaml.Node = value
    while not isinstance(last, yaml.ScalarNode) and last.value:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
        if getattr(last, "flow_style", False):
            break
    # The end of a text in `|` or `>` is not marked exactly, but all its lines are indented further.
    exact = not isinstance(last, yaml.ScalarNode) or last.style not in ("|", ">")
    floor = _line_end(body, last.end_mark.index if exact else last.start_mark.index)
    at = floor
    for line in _LINE.finditer(body, floor, stop):
        blank = _COMMENT.match(line[0].rstrip("\r\n"))
        if not (blank and (not blank[2] or len(blank[1]) <= key.start_mark.column)):
            at = line.end()
    return at


def _document_end(body: str, root: yaml.Node | None) -> int:
    marker = _DOCUMENT_END.search(body, root.start_mark.index if root else len(body))
    return marker.start() if marker else len(body)


def _block(lines: list[str], indent: str, newline: str) -> str:
    return "".join(f"{indent}{line}{newline}" for line in lines)


def _line_end(body: str, index: int) -> int:
    end = body.find("\n", index)
    return end + 1 if end >= 0 else len(body)


def _newline(body: str) -> str:
    return "\r\n" if "\r\n" in body else "\n"


def _quoted_alike(item: str, node: yaml.SequenceNode) -> str:
    style = node.value[-1].style if node.value else None
    return f"{style}{item}{style}" if style in ("'", '"') else quoted_if_needed(item)


def _child(node: yaml.Node | None, name: str) -> tuple[yaml.Node, yaml.Node] | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next(((key, value) for key, value in pairs if key.value == name), None)


def _ensure(edited: str, expected: Any, name: str, what: str) -> None:
    """Refuse an edit that changed anything else, rather than harm what people wrote."""
    try:
        result = yaml.load(edited, Loader=_LOADER)
    except yaml.YAMLError:
        result = None
    if result != expected:
        raise Refused(
            f"{name} is written in a way in which {what} cannot be inserted safely; write it by hand"
        )
