"""However a data file is damaged, reading it never fails: it says where and what is wrong."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml

from handbook.source.yaml_tree import YamlTree
from tests.places import LIBRARIES
from tests.programme_copy import Copy, assert_well_said

pytestmark = pytest.mark.long
DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
FILES = sorted(file.name for file in LIBRARIES.glob("*.yaml"))


@pytest.mark.parametrize("name", FILES)
def test_a_file_may_break_off_anywhere(name: str, programme: Copy) -> None:
    whole = programme.file(name).read_bytes()
    chance = random.Random(name)
    ends = {0, 1, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(22))}
    for end in sorted(ends):
        programme.file(name).write_bytes(whole[:end])
        assert_well_said(programme.problems(), programme.root)


@pytest.mark.parametrize("name", FILES)
def test_a_file_may_end_in_the_middle_of_a_letter(name: str, programme: Copy) -> None:
    programme.file(name).write_bytes(programme.file(name).read_bytes() + "# …".encode()[:-1])

    assert [p.what for p in programme.problems() if programme.short(p) == name] == ["this is not UTF-8 text"]


def test_bytes_may_change_anywhere(programme: Copy) -> None:
    chance = random.Random(1)
    spoil: list[Callable[[], bytes]] = [
        lambda: bytes([chance.randrange(256)]),
        lambda: chance.choice([b"\t", b"\r", b"\x00", b"\x1b", b"\xff", b"\xc2\x85", b"\xe2\x80\xa8"]),
        lambda: chance.choice(
            [b": ", b" #", b"- ", b"\n", b"{", b"}", b"[", b"]", b'"', b"&a ", b"*a ", b"!!x "]
        ),
        lambda: b"",
    ]
    for round_ in range(160):
        name = FILES[round_ % len(FILES)]
        whole = (LIBRARIES / name).read_bytes()
        at = chance.randrange(len(whole))
        programme.file(name).write_bytes(whole[:at] + chance.choice(spoil)() + whole[at + 1 :])
        assert_well_said(programme.problems(), programme.root)
        programme.file(name).write_bytes(whole)


def test_a_file_may_hold_any_bytes(programme: Copy) -> None:
    chance = random.Random(2)
    for size in (0, 1, 2, 3, 10, 100, 1000, 30000):
        programme.file("questions.yaml").write_bytes(chance.randbytes(size))
        assert_well_said(programme.problems(), programme.root)


REPLACEMENTS: tuple[Any, ...] = ("", "words", ["words"], [], {"words": "words"}, {}, [None], {"id": {}})


def _places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key in data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ():
        yield (*path, key)
        yield from _places(data[key], (*path, key))


def _distinct_places(name: str) -> list[tuple[Any, ...]]:
    """One path of each shape: of all tasks with a `summary`, one `summary`."""
    data = yaml.safe_load((LIBRARIES / name).read_text(encoding="utf-8"))
    shapes: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for path in _places(data):
        record = 0 if path[0] == "programme" else 1
        shape = tuple("*" if isinstance(p, int) or i == record else p for i, p in enumerate(path))
        shapes.setdefault(shape if path[0] != "programme" else path, path)
    return list(shapes.values())


@pytest.mark.parametrize("name", FILES)
def test_a_value_of_any_shape_may_stand_anywhere(name: str, programme: Copy) -> None:
    """Each value is replaced by values of other shapes in turn; what is wrong is said where it stands."""
    source = yaml.safe_load((LIBRARIES / name).read_text(encoding="utf-8"))
    chance = random.Random(name)
    for path in _distinct_places(name):
        for replacement in (None, chance.choice(REPLACEMENTS)):
            data = copy.deepcopy(source)
            holder = data
            for part in path[:-1]:
                holder = holder[part]
            holder[path[-1]] = replacement
            file = programme.file(name)
            file.write_text(yaml.dump(data, Dumper=DUMPER, sort_keys=False), encoding="utf-8")

            result = programme.problems()

            assert_well_said(result, programme.root)
            if replacement is None and len(path) > 1:
                line = YamlTree(file, "x").line(path)
                where = [(programme.short(p), p.line) for p in result if "has no value" in p.what]
                assert where == [(name, line)], (path, result)


def test_a_key_may_be_anything(programme: Copy) -> None:
    for key in (
        '""',
        "null",
        "wording",
        "42",
        '"a b"',
        '"../x"',
        '"\\0"',
        "<<",
        "en",
        "id",
        "t",
        '"[key]"',
        "'#'",
    ):
        for name, old in (
            ("glossary.yaml", "  koleksi:"),
            ("questions.yaml", "    answer:"),
            ("roles.yaml", "  L4:"),
        ):
            whole = programme.file(name).read_text(encoding="utf-8")
            indent = old[: len(old) - len(old.lstrip())]
            programme.change(name, f"{old}\n", f"{indent}{key}:\n")
            assert_well_said(programme.problems(), programme.root)
            programme.file(name).write_text(whole, encoding="utf-8")
