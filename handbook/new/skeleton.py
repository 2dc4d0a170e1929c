"""The YAML of a new record, made from the model: required fields filled in, optional ones as comments.

A field that is added to the model appears here by itself, with its description.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from enum import Enum
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from handbook.model.addresses import Addresses, slug
from handbook.model.kinds import KINDS
from handbook.model.parts import PAPER_THINGS, PaperPart
from handbook.model.records import NO_COUNTERPART, Programme
from handbook.model.references import target_of, type_of
from handbook.model.text import ADDRESS, FILE, Certainty, Ground, Grounded, Text
from handbook.outputs.session_files import named
from handbook.source.unwritten import ADDRESS as unwritten_address
from handbook.source.unwritten import unwritten
from handbook.source.yaml_edit import INDENT, quoted_if_needed

_HEAD = (
    "# Write the texts. To use an optional field, take away the `# ` before its lines.",
    f"# The ground is {Ground.SOURCE}, {Ground.REFERENCE} (with `cite: [key]`) or {Ground.EDITORIAL}.",
)
_PART = "part-1"  # an example of a key within a record


def skeleton(
    programme: Programme, section: str, key: str, group: str | None = None, stages: tuple[str, ...] = ()
) -> list[str]:
    """Lines of the new record `key` in `section`, its own key first, without indentation.

    `group` is the group it belongs to, `stages` are those of a new group.
    """
    held = get_args(type(programme).model_fields[section].annotation)[1]
    writer = _Writer(programme, section, key, group, stages)
    lines = list(writer.record(held))
    head = _HEAD if any("ground:" in line for line in lines) else _HEAD[:1]
    return [f"{quoted_if_needed(key)}:", *_indented([*head, *lines])]


class _Writer:
    """Turns the fields of one record into lines."""

    def __init__(
        self, programme: Programme, section: str, key: str, group: str | None, stages: tuple[str, ...]
    ):
        self._programme = programme
        self._section = section
        self._key = key
        self._languages = tuple(dict.fromkeys(programme.languages))
        # A task and a stage belong to one group; a role may belong to all.
        self._groups = (group,) if group else tuple(programme.groups)
        self._stages = stages
        # Optional, but required on the command line or by the checks.
        kind = KINDS[section]
        self._filled = {*kind.expected, *kind.drafted, *(["from_group"] if group else [])}

    def record(self, model: type[BaseModel]) -> Iterator[str]:
        """Lines of a whole record: required fields as they are, the others commented out."""
        for name, field in model.model_fields.items():
            lines = self._field(name, field)
            given = field.is_required() or name in self._filled
            yield from lines if given else (f"# {line}" for line in lines)

    def _field(self, name: str, field: FieldInfo) -> list[str]:
        about = f"  # {field.description}" if field.description else ""
        value = self._value(name, type_of(field))
        if isinstance(value, str):
            return [f"{name}: {value}{about}"]
        return [f"{name}:{about}", *_indented(value)]

    def _value(self, name: str, kind: Any) -> str | list[str]:
        """A value that fits on the field's line, or the lines below it."""
        if get_origin(kind) in (Union, types.UnionType):
            kind = next(choice for choice in get_args(kind) if choice is not types.NoneType)
        if get_origin(kind) is tuple:
            return self._list(name, get_args(kind)[0])
        if get_origin(kind) is dict:
            return self._mapping(name, get_args(kind)[1])
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return self._flow(name) if kind is Text else self._entry(kind)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return _quoted(str(Certainty.SINGLE if kind is Certainty else next(iter(kind))))
        if kind in (bool, int):
            return "false" if kind is bool else "1"
        return self._word(name, target_of(kind))

    def _list(self, name: str, kind: Any) -> str | list[str]:
        if name == "counterpart":
            return _quoted(NO_COUNTERPART)
        if name == "stages" and self._stages:
            return f"[{', '.join(map(quoted_if_needed, self._stages))}]"
        if kind is PaperPart:  # each holds just one of its fields: one part for each
            fields = ((thing, PaperPart.model_fields[thing]) for thing in PAPER_THINGS)
            return [line for thing, field in fields for line in _as_item(self._field(thing, field))]
        item = self._value(name, kind)
        return f"[{item}]" if isinstance(item, str) else _as_item(item)

    def _mapping(self, name: str, kind: Any) -> str | list[str]:
        if name == "groups":
            lines: list[str] = []
            for group in self._groups:
                lines += [f"{quoted_if_needed(group)}:", *_indented(self._entry(kind))]
            return lines
        if kind is Text:
            return f"{{{_PART}: {self._flow(name)}}}"
        return "{" + ", ".join(f'{code}: ["{unwritten(code)}"]' for code in self._languages) + "}"

    def _entry(self, model: type[BaseModel]) -> list[str]:
        address = self._some_address() if self._section == "questions" else None
        lines = list(self._wordings(f" [[{address}]]" if address else "")) if issubclass(model, Text) else []
        for name, field in model.model_fields.items():
            if name not in Text.model_fields and name not in Grounded.model_fields:
                lines += self._field(name, field)
        if issubclass(model, Grounded):
            lines.append(f"ground: {Ground.EDITORIAL}")
        return lines

    def _flow(self, name: str) -> str:
        # A name is a page's title, so it should differ from the next skeleton's. Small letters: capitals
        # would be read as an abbreviation that the glossary lacks.
        more = f": {slug(self._key)}" if name == "name" else ""
        return "{" + ", ".join(self._wordings(more)) + "}"

    def _wordings(self, more: str) -> Iterator[str]:
        return (f'{code}: "{unwritten(code)}{more}"' for code in self._languages)

    def _word(self, name: str, target: str) -> str:
        """An example for a field that holds one word; an existing key if it names a record."""
        if target == "groups" and self._groups:
            return _quoted(self._groups[-1])
        if target in type(self._programme).model_fields:
            return _quoted(self._fitting(target))
        examples = {
            "abbr": self._key.upper(),
            "date": self._programme.programme.date,
            "address": unwritten_address,
            "key": _PART,
            "language": self._languages[0],
            FILE: next(iter(named(self._programme)), "book"),
            ADDRESS: self._some_address() or "t/key",
        }
        return _quoted(examples.get(target or name, unwritten()))

    def _fitting(self, section: str) -> str:
        """A record of `section` that the new one may name: a task stays within its group."""
        programme, group = self._programme, self._groups[-1] if self._groups else ""
        keys = list(getattr(programme, section))
        if self._section == "tasks" and section == "stages":
            keys = [key for key in keys if programme.group_of(key) == group]
        elif self._section == "tasks" and section == "roles":
            keys = [key for key in keys if group in programme.roles[key].groups]
        elif section == "partners":
            keys = [key for key in keys if programme.partners[key].from_group is None]
        return keys[0] if keys else "key"

    def _some_address(self) -> str | None:
        """The first page of a record, as an example; None if there is none yet."""
        addresses = Addresses(self._programme)
        pages = (address for address, _, key in addresses.pages() if key and address)
        return next(pages, None)


def _as_item(lines: list[str]) -> list[str]:
    return [f"{'- ' if number == 0 else INDENT}{line}" for number, line in enumerate(lines)]


def _quoted(word: str) -> str:
    """Quoted even if YAML needs no quotes: a comment follows, which could swallow the rest of plain words."""
    return f'"{word}"'


def _indented(lines: list[str]) -> list[str]:
    return [INDENT + line for line in lines]
