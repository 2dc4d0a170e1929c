"""Data that are read again are what reading them anew gives, though only the change is parsed."""

from __future__ import annotations

import pickle
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from handbook.source.load import read
from handbook.source.yaml_tree import YamlTree
from tests.places import LIBRARIES

FILE = """\
# the head
tasks:
  A1:
    name: {id: satu, en: one}  # said
    steps:
      - "dua
  tiga"
      - |
        empat

        lima
  A2: {name: {id: enam}}

  # about the next
  A3:
    name: {id: tujuh # cut off
    }
    empty:
roles:
    r:
        name: x
    s: {a: b,
        c: d}
style: {one: {a: b}, two: {c: d}}
last:
  x: {y: z}
"""
PIECES = (
    *("x", " ", "  ", "\n", "\n\n", ":", ": ", "#", " # ", '"', "'", "{", "}", "[", "]", ",", "- ", "|", ">"),
    *(
        "&a ",
        "*a",
        "!t ",
        "\t",
        "---\n",
        "...\n",
        "%",
        "~",
        "A1: ",
        "\n  A9: y\n",
        "\n    k: v\n",
        "é",
        "\ufeff",
    ),
    *("\x85", "\u2028", "<<<<<<< a\n", "=======\n", "? ", "\n  A1: again\n", "null"),
)


def _state(tree: YamlTree) -> dict[str, Any]:
    """All that a tree knows, except which lines had comments while it was parsed."""
    held = {name: value for name, value in vars(tree).items() if name != "_commented"}
    held["order"] = [
        list(section or ()) for section in (tree.data or {}).values() if isinstance(section, dict)
    ]
    return held


def _changed(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    end = start + chance.choice((0, 0, 1, 2, 5, 30))
    return text[:start] + chance.choice(PIECES) * chance.choice((0, 1, 1, 1)) + text[end:]


@pytest.mark.parametrize("seed", range(8))
def test_a_changed_file_is_parsed_as_if_it_were_new(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    file = tmp_path / "data.yaml"
    followed = 0
    for _ in range(60):
        text = FILE
        file.write_text(text, encoding="utf-8")
        before = YamlTree(file, "data.yaml")
        for _ in range(3):
            changed = _changed(text, chance)
            file.write_text(changed, encoding="utf-8")
            again = YamlTree(file, "data.yaml", before)
            same = _state(again) == _state(YamlTree(file, "data.yaml"))
            assert same, changed
            followed += _shares_a_record(before.data, again.data)
            if not again.problems:
                text, before = changed, again
    assert followed > 30, "most changes are of one record"


def _shares_a_record(before: Any, now: Any) -> bool:
    sections = (before or {}).items() if isinstance(before, dict) and isinstance(now, dict) else ()
    return any(
        isinstance(records, dict) and records.get(key) is held and isinstance(held, dict)
        for section, old in sections
        if isinstance(old, dict)
        for key, held in old.items()
        for records in [now.get(section)]
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("enam", "delapan"),
        ("name: {id: enam}", "name: {id: enam, en: six}"),
        ("        lima", "        lima\n        enam"),
        ("        empat\n\n", ""),
        ("  A2: {name", "   A2: {name"),
        ("  A2: {name", "  A4: {name"),
        ("  A2: {name: {id: enam}}\n", ""),
        ("  A3:\n", "  A3:\n  A4:\n"),
        ("a: b,", "a: b"),
        ("x: {y: z}", "x: {y: z}\n  w: {y: z}"),
        ("x: {y: z}\n", "x: {y: z}"),
        ("  tiga", "tiga"),
        ("    empty:", "    empty: no"),
        ("    empty:", "    empty: no\nroles: more"),
        ("  x: {y: z}", "  x:"),
        ("  A2: {name: {id: enam}}\n", "  A2: {name: {id: enam}}\n...\n"),
    ],
)
def test_each_kind_of_change_is_seen(tmp_path: Path, old: str, new: str) -> None:
    file = tmp_path / "data.yaml"
    file.write_text(FILE, encoding="utf-8")
    before = YamlTree(file, "data.yaml")
    kept = repr(_state(before))
    assert old in FILE
    file.write_text(FILE.replace(old, new, 1), encoding="utf-8")

    assert _state(YamlTree(file, "data.yaml", before)) == _state(YamlTree(file, "data.yaml"))
    assert repr(_state(before)) == kept, "what was read before is left as it was"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LIBRARIES, tmp_path / "data"))


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_only_the_changed_record_is_validated_again(data: Path) -> None:
    before = read(data)
    _change(data / "roles.yaml", "Pencatat bertanya kepada", "Pencatat kerap bertanya kepada")
    now = read(data, before=before)

    fresh = read(data)
    assert now.programme == fresh.programme
    assert now.programme is not None and before.programme is not None
    assert now.programme != before.programme
    for section in ("tasks", "stages", "terms", "partners"):
        old, new = getattr(before.programme, section), getattr(now.programme, section)
        differ = [key for key in new if new[key] is not old[key]]
        assert differ == [key for key in new if new[key] != old[key]], section
    assert [*now.own_texts()] == [*fresh.own_texts()]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("roles.yaml", "counterpart: S1", "counterpart: {a: S1}"),
        ("roles.yaml", "counterpart: S1", "counterpart_of: S1"),
        ("roles.yaml", "counterpart: S1", "counterpart: {"),
        ("programme.yaml", "edition:", "editions:"),
    ],
)
def test_mistakes_are_found_again_and_vanish_when_mended(data: Path, file: str, old: str, new: str) -> None:
    good = read(data)
    _change(data / file, old, new)
    bad = read(data, before=good)
    assert bad.problems
    assert bad.problems == read(data).problems
    assert bad.readable == read(data).readable
    _change(data / file, new, old)
    for before in (good, bad):
        mended = read(data, before=before)
        assert mended.problems == []
        assert mended.programme == good.programme


def test_files_come_and_go(data: Path) -> None:
    before = read(data)
    (data / "more.yaml").write_text("labels: {x: {y: {id: a, en: b}}}\n", encoding="utf-8")
    (data / "changes.yaml").unlink(missing_ok=True)
    now = read(data, before=before)
    assert now.programme == read(data).programme
    assert now.programme != before.programme
    assert list(now.trees) == list(read(data).trees)


def test_another_process_gets_records_and_their_lines(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(LIBRARIES, data)
    whole = read(data)
    handed = pickle.loads(pickle.dumps(whole))
    assert handed.programme == whole.programme is not None
    records = [("tasks", key) for key in whole.programme.tasks] + [("tasks",)]
    assert [handed.locate(path) for path in records] == [whole.locate(path) for path in records]
    assert len({handed.locate(path) for path in records}) == len(records)
    key = next(key for key, task in whole.programme.tasks.items() if len(task.steps) > 1)
    below = ("tasks", key, "steps", 1)
    assert handed.locate(below) == handed.locate(below[:2]) != whole.locate(below)
    assert [tree.data for tree in handed.trees.values()] == [None] * len(whole.trees)
    assert all(tree.data for tree in whole.trees.values())


def test_what_another_process_got_is_read_anew(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(LIBRARIES, data)
    again = read(data, before=pickle.loads(pickle.dumps(read(data))))
    assert again.programme == read(data).programme
    assert [tree.data for tree in again.trees.values()] == [tree.data for tree in read(data).trees.values()]
