"""What a field names stands in its type: one that says nothing is refused, one that names is checked."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Annotated, Any, get_args, get_origin

import pytest
from pydantic import BaseModel, Field, create_model

from handbook.check.case import Case
from handbook.check.references import RULES, inline_links_lead_somewhere
from handbook.model.parts import DocumentKey, RoleKey
from handbook.model.records import Programme, Record, Task
from handbook.model.references import named, reference_fields, type_of
from handbook.model.text import ADDRESS, CHAPTER, FILE, LANGUAGE, PASSAGE, Address, Entry, Refers
from handbook.model.traverse import DataPath
from tests.programme_copy import Copy

TARGETS = {"", ADDRESS, CHAPTER, FILE, LANGUAGE, PASSAGE, *Programme.model_fields}


def _models(kind: Any) -> Iterator[type[BaseModel]]:
    """Every model that a type is made of, at whatever depth."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
        for field in kind.model_fields.values():
            yield from _models(field.annotation)
    for part in get_args(kind):
        yield from _models(part)


def _strings(kind: Any) -> Iterator[list[str]]:
    """Of each string in a type, what it says that it names: one target, or none at all."""
    if get_origin(kind) is Annotated:
        marks = [mark.to for mark in get_args(kind)[1:] if isinstance(mark, Refers)]
        if get_args(kind)[0] is str or marks:
            yield marks
            return
    if kind is str:
        yield []
    for part in get_args(kind):
        yield from _strings(part)


MODELS = sorted(set(_models(Programme)), key=lambda model: model.__name__)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_string_of_the_model_says_what_it_names(model: type[BaseModel]) -> None:
    result = {
        name: marks
        for name, field in model.model_fields.items()
        for marks in _strings(type_of(field))
        if len(marks) != 1 or not TARGETS.issuperset(marks)
    }

    assert result == {}, "give the field a type of handbook.text or handbook.model, such as Plain or TaskKey"


def test_a_field_that_says_nothing_is_seen() -> None:
    class Silent(Entry):
        plain: str | None = None
        held: dict[RoleKey, tuple[str, ...]] = Field(default_factory=dict)

    assert [list(_strings(type_of(field))) for field in Silent.model_fields.values()] == [
        [[]],
        [["roles"], []],
    ]


def test_references_are_found_at_every_depth() -> None:
    class Deep(Entry):
        one: DocumentKey = Field(description="one")
        maybe: RoleKey | None = None
        several: tuple[Address, ...] = ()
        keyed: dict[RoleKey, tuple[DocumentKey, ...]] = Field(default_factory=dict)
        word: str = ""

    deep = Deep(one="d1", several=("t/a", "t/b"), keyed={"r": ("d2",)}, word="w")

    assert list(reference_fields(Deep)) == ["one", "maybe", "several", "keyed"]
    assert list(named(deep, ("x",))) == [
        (("x", "one"), "d1", "documents"),
        (("x", "several", 0), "t/a", ADDRESS),
        (("x", "several", 1), "t/b", ADDRESS),
        (("x", "keyed", "r"), "r", "roles"),
        (("x", "keyed", "r", 0), "d2", "documents"),
    ]


def test_a_field_that_is_new_in_the_model_is_checked_by_its_type_alone(programme: Copy) -> None:
    """A kind of record gets a field, an inner entry and a list that no table of the code knows."""
    inner = create_model("Inner", __base__=Entry, lent_to=(RoleKey, ...))
    new_task = create_model(
        "NewTask",
        __base__=Task,
        handled_by=(RoleKey | None, None),
        inner=(tuple[inner, ...], ()),
        further=(tuple[Address, ...], ()),
    )
    new_programme = create_model("NewProgramme", __base__=Programme, tasks=(dict[str, new_task], ...))
    dataset = programme.read()
    assert dataset.programme is not None
    said = dataset.programme.model_dump(by_alias=True)
    said["tasks"]["L1"] |= {
        "handled_by": "nobody",
        "inner": [{"lent_to": "ghost"}],
        "further": ["t/l2", "t/none", "t/l2"],
    }

    case = Case(dataset, new_programme.model_validate(said))
    result = [problem.what for rule in RULES for problem in rule(case)]

    assert result == [
        "there is no `nobody` in roles",
        "there is no `ghost` in roles",
        "`t/l2` is named twice",
        "there is no address `t/none`",
    ]


def _keyed(programme: Programme) -> list[tuple[str, str]]:
    """Section and field of everything in the records that names something."""
    sections = type(programme).model_fields
    held = {name: get_args(field.annotation)[-1:] for name, field in sections.items()}
    return [
        (section, field)
        for section, kinds in held.items()
        for kind in kinds
        if isinstance(kind, type) and issubclass(kind, Record)
        for field in reference_fields(kind)
    ]


def test_every_field_of_a_record_that_names_something_is_checked(programme: Copy) -> None:
    """Each is given a name that does not exist, in the first record of its section."""
    dataset = programme.read()
    assert dataset.programme is not None
    silent = []
    for section, field in _keyed(dataset.programme):
        said = dataset.programme.model_dump(by_alias=True)
        key = next(iter(said[section]), None)
        if key is None:
            continue
        held = said[section][key][field]
        kind = type(getattr(dataset.programme, section)[key]).model_fields[field].annotation
        if get_origin(kind) is dict:
            said[section][key][field] = {**held, "xx": next(iter(held.values()), ("kata",))}
        else:
            said[section][key][field] = ["xx"] if get_origin(kind) is tuple else "xx"
        changed = copy(dataset)
        changed.readable = changed.programme = Programme.model_validate(said)
        case = Case(changed, changed.programme)
        result = [problem.what for rule in RULES for problem in rule(case)]
        if not any("`xx`" in what for what in result):
            silent.append((section, field, result))

    assert silent == []


def _at(said: Any, path: DataPath) -> Any:
    for part in path:
        said = said[part]
    return said


def test_a_link_to_nothing_is_found_in_every_kind_of_text(programme: Copy) -> None:
    """Of each field that holds texts, labels and changes among them, the first."""
    dataset = programme.read()
    assert dataset.programme is not None
    fields: dict[tuple[str, ...], DataPath] = {}
    for path, _ in dataset.own_texts():
        names = [str(part) for index, part in enumerate(path) if index != 1 and isinstance(part, str)]
        fields.setdefault(tuple(names), path)
    assert {("labels",), ("changes", "text"), ("tasks", "steps", "who")} <= set(fields)

    for path in fields.values():
        said = dataset.programme.model_dump(by_alias=True)
        _at(said, path)["wording"]["en"] += " [[t/none]]"
        changed = copy(dataset)
        changed.readable = changed.programme = Programme.model_validate(said)
        case = Case(changed, changed.programme)
        result = [problem.what for problem in inline_links_lead_somewhere(case)]
        assert result == ["the link [[t/none]] leads nowhere"], path
