"""Data are read with their lines; a file that is odd, missing or closed to us is explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook.check import problems
from handbook.source.labels import shipped
from handbook.source.load import load, read
from handbook.source.problems import DataError
from handbook.source.published_addresses import read_published
from tests.places import LIBRARIES
from tests.programme_copy import Copy, assert_well_said

DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
FILES = sorted(file.name for file in LIBRARIES.glob("*.yaml"))


def test_a_sound_programme_is_read_with_every_record_typed() -> None:
    programme = load(LIBRARIES)

    assert len(programme.groups) == 2
    assert len(programme.stages) == 3
    assert len(programme.roles) == 5
    assert len(programme.tasks) == 9
    assert programme.tasks["S1"].counterpart == ("L1",)
    assert programme.tasks["S2"].counterpart == ()
    assert programme.tasks["L2"].counterpart == ("S3",)
    assert programme.tasks["S4"].summary.cite == ("pedoman",)
    assert programme.programme.edition == "1"  # stays as written, no number
    assert programme.group_of("2") == "siap"
    assert programme.group_of("9") is None


def test_load_raises_with_every_problem(programme: Copy) -> None:
    programme.change("partners.yaml", "from_group:", "from:")
    programme.change("roles.yaml", "counterpart: L1", "counterpart: {}")

    with pytest.raises(DataError) as raised:
        load(programme.data)

    assert [programme.short(p) for p in raised.value.problems] == ["partners.yaml", "roles.yaml"]
    assert str(raised.value).count("\n") == 1


def test_every_value_keeps_its_line(programme: Copy) -> None:
    dataset = programme.read()

    def words(*path: str | int) -> str:
        file, line = dataset.locate(path)
        return Path(file).read_text(encoding="utf-8").splitlines()[line - 1].strip()

    assert words("tasks", "S1") == "S1:"
    assert words("tasks", "S1", "steps", 1).startswith("- id: ")
    assert words("tasks", "S1", "steps", 1, "en") == 'en: "Go to ten houses."'
    assert words("tasks", "S1", "steps", 1, "not", "there").startswith("- id: ")
    assert words("programme", "date") == 'date: "2026-02-01"'
    assert words("labels", "task.steps").startswith("task.steps:")
    assert words("labels", "doors.all_tasks").startswith("all_tasks:")
    assert dataset.locate(("no section",)) == (programme.data.as_posix(), 1)


# What one file holds instead of its section, and what must be said of it ("" for nothing).
ODD_FILES = {
    "nothing": (b"", ""),
    "blank lines": (b"\n\n   \n", ""),
    "comments alone": (b"# questions:\n# none yet\n", ""),
    "a section with nothing": (b"questions:\n", ""),
    "a section with a comment": (b"questions: # none yet\n", ""),
    "an empty section": (b"questions: {}\n", ""),
    "a list": (b"- mulai\n- ruang\n", "the file does not begin with a section"),
    "a word": (b"questions\n", "the file does not begin with a section"),
    "a number": (b"42\n", "the file does not begin with a section"),
    "a section that is a list": (b"questions:\n- mulai\n", "`questions` must hold records"),
    "a section that is a word": (b"questions: none\n", "`questions` must hold records"),
    "a record that is null": (b"questions:\n  mulai:\n", "`mulai` has no value"),
    "a record without a key": (b"questions:\n  ? \n  : {}\n", "`name` is missing"),
    "tabs": (b"questions:\n\tmulai:\n", "not valid YAML"),
    "UTF-16": ("questions: {}\n".encode("utf-16"), "this is not UTF-8 text"),
    "Latin-1": ("questions: {a: é}\n".encode("latin-1"), "this is not UTF-8 text"),
    "a zero byte": (b"questions: {}\n\x00\n", "U+0000"),
    "two documents": (b"questions: {}\n---\nquestions: {}\n", "a second YAML document"),
    "an end of document": (b"questions: {}\n...\n", ""),
    "a directive": (b"%YAML 1.1\n---\nquestions: {}\n", ""),
    "an unknown directive": (b"%YAML 9.9\n---\nquestions: {}\n", "not valid YAML"),
    "an open bracket": (b"questions: [", "not valid YAML"),
    "a hundred thousand brackets": (b"[" * 100_000, "nested too deep"),
    "a hundred thousand braces": (b"{a: " * 100_000, "nested too deep"),
    "a hundred thousand dashes": (b"- " * 100_000 + b"a", "nested too deep"),
    "a hundred thousand keys in keys": (b"? " * 100_000 + b"a", "a key is not a plain word"),
    "deep indents": (b"".join(b" " * n + b"a:\n" for n in range(500)), "nested too deep"),
    "an alias to itself": (b"questions: &a {b: *a}\n", "a YAML alias"),
    "an alias to nothing": (b"questions: *a\n", "a YAML alias"),
    "a merge": (b"questions:\n  a: &a {}\n  b: {<<: *a}\n", "a YAML alias"),
    "a billion laughs": (
        b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (n + 1, n + 1, n, n) for n in range(97, 121)),
        "a YAML alias",
    ),
    "a Python object": (b"questions: !!python/object/apply:os.getcwd []\n", "anchor or tag"),
    "a very long word": (b"questions: " + b"a" * 300_000, "`questions` must hold records"),
    "a key with a line break": (b'"questions\\nnone": {}\n', "there is no section"),
}


@pytest.mark.parametrize("kind", ODD_FILES)
def test_an_odd_file_is_explained(kind: str, programme: Copy) -> None:
    content, said = ODD_FILES[kind]
    programme.change("documents.yaml", 'en: "Register"', 'en: "Buku induk"')  # seen in spite of the odd file
    programme.add("spare.yaml", programme.file("questions.yaml").read_text(encoding="utf-8"))
    programme.file("questions.yaml").write_bytes(content)

    result = programme.problems()

    assert_well_said(result, programme.root)
    here = [p for p in result if programme.short(p) == "questions.yaml"]
    assert bool(here) == bool(said), here
    assert not said or any(said in p.what for p in here), here
    assert "the text in `en` equals the text in `id`" in [p.what for p in result]


def test_a_byte_order_mark_and_windows_lines_are_fine(programme: Copy) -> None:
    for name in FILES:
        text = programme.file(name).read_text(encoding="utf-8")
        programme.file(name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())

    assert programme.problems() == []

    programme.change("roles.yaml", "counterpart: L1", "counterpart: none")
    line = (LIBRARIES / "roles.yaml").read_text(encoding="utf-8").splitlines().index(
        "    counterpart: S1"
    ) + 1
    assert [p.line for p in programme.problems()] == [line]


def test_lines_are_right_below_letters_of_many_bytes(programme: Copy) -> None:
    programme.change("questions.yaml", "questions:", "# “é” 🏠 ﷽\nquestions:")
    programme.change("questions.yaml", "Ruang menyusul.", "Ruang 🏠 menyusul.\x01")

    (problem,) = [p for p in programme.problems() if programme.short(p) == "questions.yaml"]

    assert (problem.line, problem.what.split(" (")[1][:6]) == (6, "U+0001")


def test_lines_are_those_of_editors_whatever_yaml_counts(programme: Copy) -> None:
    text = 'questions: {"a": "satu\u2028dua", "b": "\\u0001"}'
    programme.file("questions.yaml").write_text(text, encoding="utf-8")

    assert {p.line for p in programme.problems() if programme.short(p) == "questions.yaml"} == {1}


def test_a_cut_is_seen_after_letters_of_many_bytes(programme: Copy) -> None:
    programme.change("questions.yaml", '"Siapa memberi ruang?"', "Siapa “é🏠” memberi ruang #1")
    programme.change("questions.yaml", "{id: Siapa", "\n      id: Siapa")
    programme.change("questions.yaml", '#1, en: "Who gives the room?"}', '#1\n      en: "Who?"')

    assert [(p.what, p.line) for p in programme.problems()] == [
        ("a ` #` cuts the text off after “Siapa “é🏠” memberi ruang”", 11)
    ]


def test_what_cannot_be_opened_is_explained(programme: Copy) -> None:
    (programme.data / "folder.yaml").mkdir()
    (programme.data / "loop.yaml").symlink_to("loop.yaml")
    (programme.data / "nowhere.yaml").symlink_to("gone.yaml")
    (programme.data / ".#roles.yaml").symlink_to("an-editor@a-machine.1234")  # Emacs, while a file is open

    result = [(programme.short(p), p.line, p.what) for p in programme.problems()]

    assert result == [
        ("folder.yaml", 1, "the file cannot be read (is a directory)"),
        ("loop.yaml", 1, "the file cannot be read (too many levels of symbolic links)"),
        ("nowhere.yaml", 1, "the file cannot be read (no such file or directory)"),
    ]


@pytest.mark.parametrize("name", ["roles.yaml", "published.txt", "translations.json"])
def test_a_file_without_leave_to_read_is_explained(
    name: str, programme: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    programme.add(name, "")
    opened = Path.open

    def refuse(self: Path, *args: Any, **options: Any) -> Any:  # root may read everything, so this stands in
        if self.name == name:
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *args, **options)

    monkeypatch.setattr(Path, "open", refuse)

    (problem,) = [p for p in programme.problems() if programme.short(p) == name]
    assert "cannot be read" in problem.what


def test_a_folder_without_leave_to_read_is_explained(
    programme: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path) -> Iterator[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)

    assert [p.what for p in problems(read(programme.data))] == [
        "the folder cannot be read (permission denied)"
    ]


@pytest.mark.parametrize("kind", ["missing", "a file", "a loop", "empty"])
def test_a_folder_that_is_none_is_explained(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    if kind == "a file":
        folder.write_text("programme: {}")
    elif kind == "a loop":
        folder.symlink_to(folder)
    elif kind == "empty":
        folder.mkdir()

    (problem,) = problems(read(folder))

    assert problem.what == ("the folder holds no data file" if kind == "empty" else "there is no such folder")
    assert_well_said([problem], tmp_path)


@pytest.mark.parametrize("name", ["published.txt", "translations.json"])
@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"[" * 100_000, b"{}", b"\x00", b'{"en": 1}', b"null"])
def test_lists_beside_the_data_may_hold_anything(name: str, content: bytes, programme: Copy) -> None:
    programme.file(name).write_bytes(content)

    assert_well_said(programme.problems(), programme.root)


def test_lists_beside_the_data_may_be_folders(programme: Copy) -> None:
    (programme.data / "published.txt").mkdir()
    (programme.data / "translations.json").mkdir()

    assert [programme.short(p) for p in programme.problems()] == ["published.txt", "translations.json"]


def test_prose_may_be_anything(programme: Copy) -> None:
    for code in ("id", "en"):
        programme.add(f"docs/{code}/guide.md", "# Guide\n")
        programme.add(f"docs/{code}/latin.md", "# One\n")
        (programme.root / "docs" / code / "folder.md").mkdir()
    programme.file("docs/id/latin.md").write_bytes("# Satu\ncafé\n".encode("latin-1"))
    (programme.root / "docs" / "id" / "loop.md").symlink_to("loop.md")

    result = [(programme.short(p), p.line, p.what) for p in programme.problems()]

    assert result == [
        ("docs/en/folder.md", 1, "the file cannot be read (is a directory)"),
        ("docs/id/folder.md", 1, "the file cannot be read (is a directory)"),
        ("docs/id/latin.md", 2, "this is not UTF-8 text"),
        ("docs/id/loop.md", 1, "the file cannot be read (too many levels of symbolic links)"),
        ("docs/id/loop.md", 1, "this page is missing in the language `en`"),
    ]


def test_comments_in_the_list_of_addresses_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "published.txt").write_bytes("\ufeff# Head\n#\n\nt/l1\r\n words#nib \n".encode())

    assert list(read_published(tmp_path / "published.txt")) == [(4, "t/l1"), (5, "words#nib")]

    (tmp_path / "published.txt").write_text("t/a\u2028b\nt/l1\n", encoding="utf-8")
    assert [line for line, _ in read_published(tmp_path / "published.txt")] == [1, 2]


def test_messages_name_files_as_people_see_them(monkeypatch: pytest.MonkeyPatch, programme: Copy) -> None:
    programme.change("roles.yaml", "counterpart: L1", "counterpart: L9")
    monkeypatch.chdir(programme.root)

    (problem,) = [p for p in problems(read(Path("data"))) if "L9" in p.what]
    assert str(problem).startswith("data/roles.yaml:")


def test_a_programme_takes_the_labels_of_the_generator_in_its_languages_with_its_own_in_their_place(
    programme: Copy,
) -> None:
    programme.file("interface.yaml").write_text('labels: {task.steps: {en: "Doings"}}', encoding="utf-8")

    dataset = programme.read()

    assert dataset.programme is not None
    labels = dataset.programme.labels
    assert list(labels) == list(shipped())
    assert labels["task.steps"].wording == {**shipped()["task.steps"], "en": "Doings"}
    assert labels["task.purpose"].wording == shipped()["task.purpose"]
    assert [path for path, _ in dataset.own_texts() if path[0] == "labels"] == [("labels", "task.steps")]
    assert programme.problems() == []


def test_a_language_that_ships_and_is_not_used_is_no_fault(programme: Copy) -> None:
    for file in programme.data.glob("*.yaml"):
        file.write_text(re.sub(r"\ben: ", "ms: ", file.read_text(encoding="utf-8")), encoding="utf-8")
    programme.change("programme.yaml", "languages: [id, en]", "languages: [id]")

    dataset = programme.read()

    assert dataset.programme is not None
    assert {code for text in dataset.programme.labels.values() for code in text.wording} == {"id", "ms"}
