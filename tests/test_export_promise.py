"""What programs that read the data files rely on stays: changes that break them are found and refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from handbook.cli.main import main
from handbook.export.compare import breaks, schema_breaks
from handbook.export.form import CHECKLIST, form
from handbook.export.published import FIRST, PUBLISHED, published_version, read_published_form
from handbook.outputs.data_files import HANDBOOK, WORKBOOK
from handbook.source.problems import DataError
from tests._small import write_small
from tests.export_kit import programme

Change = Callable[[Any], object]


def own() -> Any:
    return deepcopy(form(programme("libraries")))


def json_of(held: Any) -> Any:
    return held["json"][HANDBOOK]


def definition(held: Any, name: str) -> Any:
    return json_of(held)["$defs"][name]


def test_nothing_breaks_itself() -> None:
    assert breaks(own(), own()) == []


BREAKS: dict[str, tuple[Change, str]] = {
    "file gone": (lambda f: f["files"].remove("tasks.csv"), "the file tasks.csv is gone"),
    "section gone": (lambda f: json_of(f)["properties"].pop("topics"), "`topics` is gone"),
    "field gone": (lambda f: definition(f, "Task")["properties"].pop("steps"), "`tasks[].steps` is gone"),
    "field renamed": (
        lambda f: definition(f, "Step")["properties"].update(
            by=definition(f, "Step")["properties"].pop("who")
        ),
        "`tasks[].steps[].who` is gone or has another name",
    ),
    "required made optional": (
        lambda f: definition(f, "Task")["required"].remove("summary"),
        "`tasks[].summary` was always there and may now be missing",
    ),
    "type changed": (
        lambda f: definition(f, "PlanItem")["properties"].update(minutes={"type": "string"}),
        "minutes` has another type: integer before, string now",
    ),
    "list made one": (
        lambda f: definition(f, "Task")["properties"].update(counterpart={"type": "string"}),
        "`tasks[].counterpart` has another type: array before, string now",
    ),
    "items changed": (
        lambda f: definition(f, "Task")["properties"]["counterpart"].update(items={"type": "integer"}),
        "`tasks[].counterpart[]` has another type",
    ),
    "null allowed": (
        lambda f: definition(f, "Task")["properties"].update(
            group={"anyOf": [{"type": "string"}, {"type": "null"}]}
        ),
        "`tasks[].group` may be something that it never was: null",
    ),
    "choice added": (
        lambda f: definition(f, "Term")["properties"]["abbr"]["anyOf"].append({"type": "integer"}),
        "`terms[].abbr` may be something that it never was: integer",
    ),
    "enum widened": (
        lambda f: definition(f, "Ground")["enum"].append("rumour"),
        "may have a value that it never had: rumour",
    ),
    "enum dropped": (lambda f: definition(f, "Ground").pop("enum"), "may have a value that it never had"),
    "pattern changed": (
        lambda f: json_of(f)["properties"]["format"].update(pattern="^2"),
        "`format` has another pattern",
    ),
    "minimum lowered": (
        lambda f: definition(f, "PlanItem")["properties"]["minutes"].update(minimum=0),
        "minutes` has another minimum",
    ),
    "format changed": (lambda f: _with_format(f, "date-time"), "`programme.date` has another format"),
    "definition replaced": (
        lambda f: definition(f, "Task")["properties"]["steps"].update(items={"$ref": "#/$defs/Statement"}),
        "`tasks[].steps[].who` is gone",
    ),
    "nested definition changed": (
        lambda f: definition(f, "ByLanguage")["properties"].pop("en"),
        "`permanent_address.en` is gone",
    ),
    "mapping changed": (
        lambda f: definition(f, "Role")["properties"]["groups"].pop("additionalProperties"),
        "`roles[].groups` no longer maps keys",
    ),
    "value of a mapping changed": (
        lambda f: json_of(f)["properties"]["redirects"].update(additionalProperties={"type": "integer"}),
        "`redirects.*` has another type",
    ),
    "column gone": (lambda f: f["csv"]["tasks.csv"].remove("name_en"), "tasks.csv: the column `name_en`"),
    "column renamed": (
        lambda f: f["csv"]["glossary.csv"].__setitem__(0, "code"),
        "glossary.csv: the column `key` is gone or has another name",
    ),
    "columns reordered": (
        lambda f: f["csv"]["tasks.csv"].reverse(),
        "tasks.csv: its columns have another order",
    ),
    "sheet renamed": (
        lambda f: f["xlsx"][WORKBOOK].update(Novel=f["xlsx"][WORKBOOK].pop(list(f["xlsx"][WORKBOOK])[1])),
        "is gone or has another name",
    ),
    "column of a sheet gone": (
        lambda f: next(c for c in f["xlsx"][WORKBOOK].values() if "status" in c).remove("status"),
        "the column `status` is gone",
    ),
    "column of the checklist gone": (
        lambda f: next(c for c in f["xlsx"][CHECKLIST].values() if c).remove("item"),
        "checklist: sheet",
    ),
}


def _with_format(held: Any, value: str) -> None:
    definition(held, "About")["properties"]["date"]["format"] = value


@pytest.mark.parametrize("case", BREAKS)
def test_each_change_that_breaks_readers_is_found(case: str) -> None:
    change, sentence = BREAKS[case]
    published, today = own(), own()
    if case == "format changed":
        _with_format(published, "date")
    change(today)
    result = breaks(published, today)
    assert [broken for broken in result if sentence in broken], result


ADDITIONS: dict[str, Change] = {
    "file": lambda f: f["files"].append("more.csv"),
    "section": lambda f: json_of(f)["properties"].update(novel={"type": "array"}),
    "field": lambda f: definition(f, "Task")["properties"].update(novel={"type": "string"}),
    "required field": lambda f: (
        definition(f, "Step")["properties"].update(novel={"type": "string"}),
        definition(f, "Step")["required"].append("novel"),
    ),
    "optional made required": lambda f: definition(f, "Text")["required"].append("same"),
    "null no more": lambda f: definition(f, "Term")["properties"].update(abbr={"type": "string"}),
    "enum narrowed": lambda f: definition(f, "Ground")["enum"].remove("reference"),
    "minimum raised": lambda f: definition(f, "PlanItem")["properties"]["minutes"].update(minimum=5),
    "definition renamed": lambda f: _renamed(json_of(f), "Step", "Action"),
    "column at the end": lambda f: f["csv"]["tasks.csv"].append("novel"),
    "column between": lambda f: f["csv"]["tasks.csv"].insert(3, "name_su"),
    "sheet": lambda f: f["xlsx"][WORKBOOK].update(Novel=["a"]),
    "column of a sheet": lambda f: next(c for c in f["xlsx"][WORKBOOK].values() if c).append("novel"),
}


def _renamed(schema: Any, old: str, new: str) -> None:
    text = json.dumps(schema).replace(f'"#/$defs/{old}"', f'"#/$defs/{new}"')
    schema.clear()
    schema.update(json.loads(text))
    schema["$defs"][new] = schema["$defs"].pop(old)


@pytest.mark.parametrize("case", ADDITIONS)
def test_additions_break_nothing(case: str) -> None:
    today = own()
    ADDITIONS[case](today)
    assert today != own()
    assert breaks(own(), today) == []


def test_definitions_that_hold_themselves_can_be_compared() -> None:
    tree: Any = {
        "$ref": "#/$defs/Node",
        "$defs": {
            "Node": {
                "type": "object",
                "properties": {"name": {"type": "string"}, "below": {"$ref": "#/$defs/Node"}},
                "required": ["name"],
            }
        },
    }
    changed = deepcopy(tree)
    changed["$defs"]["Node"]["properties"]["name"]["type"] = "integer"
    assert schema_breaks(tree, tree) == []
    assert schema_breaks(tree, changed) == ["`name` has another type: string before, integer now"]


def test_a_change_of_what_many_fields_share_is_told_once() -> None:
    today = own()
    definition(today, "Statement")["properties"].pop("cite")
    assert len([broken for broken in breaks(own(), today) if "cite` is gone" in broken]) == 1


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The small programme, recorded once."""
    folder = write_small(tmp_path)
    assert main(["record", "--data", str(folder)]) == 0
    return folder


def edit(folder: Path, change: Change) -> None:
    """Change what is said to be published."""
    held = json.loads((folder / PUBLISHED).read_text(encoding="utf-8"))
    change(held)
    (folder / PUBLISHED).write_text(json.dumps(held), encoding="utf-8")


def test_the_first_record_publishes_the_format(data: Path) -> None:
    assert published_version(data) == FIRST
    assert read_published_form(data) is not None


def test_an_addition_raises_the_version_once(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(data, lambda f: f["csv"]["tasks.csv"].remove("summary_en"))  # as before that column was added
    capsys.readouterr()
    assert main(["record", "--data", str(data)]) == 0
    assert "recorded version 1.1 of the format of data files" in capsys.readouterr().out
    assert published_version(data) == "1.1"
    assert main(["record", "--data", str(data)]) == 0
    assert capsys.readouterr().out == "nothing new to record\n"


def test_record_refuses_what_breaks_readers_and_leaves_the_file(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(data, lambda f: (f["csv"]["tasks.csv"].append("owner"), f["files"].append("old.csv")))
    before = (data / PUBLISHED).read_bytes()
    capsys.readouterr()
    assert main(["record", "--data", str(data)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 2
    for line, what in zip(
        said, ("tasks.csv: the column `owner` is gone", "the file old.csv is gone"), strict=True
    ):
        assert line.partition(f"{PUBLISHED.as_posix()}:1: ")[2].startswith(what)
        assert "; bring it back" in line
    assert (data / PUBLISHED).read_bytes() == before


def test_a_language_that_goes_breaks_readers() -> None:
    held = programme("libraries")
    about = held.programme.model_copy(update={"languages": held.languages[:1]})
    broken = breaks(own(), form(held.model_copy(update={"programme": about})))
    assert "tasks.csv: the column `name_en` is gone or has another name" in broken


@pytest.mark.parametrize("content", ["{", "[]", "null", '{"format": "1.0"}', "\xff"])
def test_a_damaged_file_is_named_and_kept(
    data: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / PUBLISHED).write_text(content, encoding="latin-1")
    capsys.readouterr()
    assert main(["record", "--data", str(data)]) == 1
    assert f"{PUBLISHED.as_posix()}:1: " in capsys.readouterr().out
    assert (data / PUBLISHED).read_text(encoding="latin-1") == content
    with pytest.raises(DataError):
        published_version(data)


@pytest.mark.parametrize(
    "change",
    [
        {"files": None},
        {"json": []},
        {"csv": 3},
        {"csv": {"tasks.csv": None}},
        {"xlsx": None},
        {"xlsx": {"handbook.xlsx": {"Tasks": 1}}},
        {"format": "1.x"},
        {"format": None},
        {"format": "2.0"},
    ],
)
def test_a_damaged_record_of_the_form_is_named(tmp_path: Path, change: dict[str, Any]) -> None:
    file = tmp_path / PUBLISHED
    file.parent.mkdir(parents=True)
    whole = {"format": "1.0", **form(programme("libraries"))}
    file.write_text(json.dumps(whole), encoding="utf-8")
    assert read_published_form(tmp_path) is not None
    file.write_text(json.dumps({**whole, **change}), encoding="utf-8")
    with pytest.raises(DataError, match="does not say what was published; get the file as it was"):
        read_published_form(tmp_path)


def test_a_record_of_the_form_that_is_no_json_is_named(tmp_path: Path) -> None:
    file = tmp_path / PUBLISHED
    file.parent.mkdir(parents=True)
    for text, says in (
        ("<<<<<<< HEAD", "unfinished merge"),
        ("{", "cannot be read"),
        ("[" * 200_000, "cannot"),
    ):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(DataError, match=says):
            read_published_form(tmp_path)
