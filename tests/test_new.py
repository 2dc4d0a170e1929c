"""`handbook new` writes a valid, commented skeleton into the right file and changes nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handbook import check
from handbook.cli.main import main
from handbook.model.records import Programme
from handbook.new import WORDS, create
from handbook.source.editor_schema import EDITOR_LINE
from handbook.source.load import Dataset, read
from handbook.source.yaml_edit import Refused
from tests._small import change, write_small

KEY = "New-1"
LEFT = "is what `handbook new` left in the place of a text"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_small(tmp_path / "data")


def new(data: Path, *words: str) -> int:
    return main(["new", *words, "--data", str(data)])


def whats(data: Path) -> list[str]:
    """What is wrong, but for the texts that are still to be written."""
    return [problem.what for problem in check.problems(read(data)) if LEFT not in problem.what]


def loaded(data: Path) -> Programme:
    dataset = read(data)
    assert dataset.programme is not None, dataset.problems
    return dataset.programme


def contents(data: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in data.iterdir() if file.is_file()}


def is_subsequence(part: bytes, whole: bytes) -> bool:
    """Whether every line of `part` stands in `whole`, unchanged and in order."""
    lines = iter(whole.splitlines(keepends=True))
    return all(line in lines for line in part.splitlines(keepends=True))


def test_the_small_programme_itself_has_no_problem(data: Path) -> None:
    assert check.problems(read(data)) == []


@pytest.mark.parametrize("kind", WORDS)
def test_a_new_record_of_each_kind_is_valid_at_once(data: Path, kind: str) -> None:
    assert new(data, kind, KEY) == 0
    expected = [f"no statement cites the source `{KEY}`"] if kind == "source" else []
    assert whats(data) == expected
    assert KEY in getattr(loaded(data), WORDS[kind])


@pytest.mark.parametrize("kind", WORDS)
def test_a_record_in_a_programme_of_three_languages_is_valid_too(data: Path, kind: str) -> None:
    languages = data / "programme.yaml"
    change(languages, "languages: [id, en]", "languages: [id, en, jv]")
    before = set(whats(data))
    assert new(data, kind, KEY) == 0
    arrived = [what for what in whats(data) if what not in before]
    assert arrived == ([f"no statement cites the source `{KEY}`"] if kind == "source" else [])


@pytest.mark.parametrize("kind", WORDS)
def test_every_text_of_a_new_record_is_named_until_it_is_written(data: Path, kind: str) -> None:
    """In every language and field, in those too that are optional; none of it stops a build."""
    new(data, kind, KEY)
    for file in data.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"(?m)^( +)# (?=[a-z_]+:|  )", r"\1", text), encoding="utf-8")
    left = [problem for problem in check.problems(read(data)) if LEFT in problem.what]
    written = sum(
        len(re.findall(r'"[^"]*to[ -]be[ -]written[^"]*"', line.partition("  # ")[0]))
        for file in data.glob("*.yaml")
        for line in file.read_text(encoding="utf-8").splitlines()
        if not line.lstrip().startswith("#")
    )
    same_line = {(problem.file, problem.line, problem.what) for problem in left}
    assert written >= len(same_line) >= 2
    assert not any(problem.blocks for problem in left)
    for file in data.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        text = re.sub(r"to be written(?: \((\w+)\))?", r"kata \1", text).replace("to-be-written", "x")
        file.write_text(text, encoding="utf-8")
    assert [problem for problem in check.problems(read(data)) if LEFT in problem.what] == []


def make_seed(data: Path) -> None:
    """Make the new source the one that the handbook was made from, as only that one has passages."""
    change(data / "programme.yaml", "  edition: 2026.1\n", f"  edition: 2026.1\n  seed: {KEY}\n")
    told = ", ".join(loaded(data).sources[KEY].passages)
    said = 'en: "The people next door.", ground: '
    change(data / "roles.yaml", f"{said}editorial", f"{said}source, passage: [{told}]")


@pytest.mark.parametrize("kind", WORDS)
def test_every_optional_field_of_a_skeleton_is_valid_once_uncommented(data: Path, kind: str) -> None:
    new(data, kind, KEY)
    for file in data.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"(?m)^( +)# (?=[a-z_]+:|  )", r"\1", text), encoding="utf-8")
    if kind == "source":
        make_seed(data)
    assert [what for what in whats(data) if "no statement cites" not in what] == []
    record = getattr(loaded(data), WORDS[kind])[KEY]
    assert record.model_fields_set == set(type(record).model_fields), (
        "a field of the model is not in the skeleton"
    )


@pytest.mark.parametrize("kind", WORDS)
def test_every_field_of_a_skeleton_is_explained(data: Path, kind: str) -> None:
    before = (data / "rest.yaml").read_text(encoding="utf-8") + (data / "roles.yaml").read_text(
        encoding="utf-8"
    )
    new(data, kind, KEY)
    after = (data / "rest.yaml").read_text(encoding="utf-8") + (data / "roles.yaml").read_text(
        encoding="utf-8"
    )
    record = getattr(loaded(data), WORDS[kind])[KEY]
    for field in type(record).model_fields.values():
        assert after.count(f"# {field.description}") > before.count(f"# {field.description}")


@pytest.mark.parametrize("kind", WORDS)
def test_what_stood_in_the_files_stays_byte_for_byte(data: Path, kind: str) -> None:
    before = contents(data)
    new(data, kind, KEY)
    after = contents(data)
    assert set(after) == set(before)
    changed = [name for name in before if before[name] != after[name]]
    assert len(changed) == 1
    assert is_subsequence(before[changed[0]], after[changed[0]])


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("kind", WORDS)
def test_the_line_endings_of_a_file_are_kept(data: Path, kind: str, newline: str) -> None:
    for file in data.glob("*.yaml"):
        file.write_bytes(file.read_bytes().replace(b"\n", newline.encode()))
    assert new(data, kind, KEY) == 0
    for content in contents(data).values():
        assert content.count(b"\n") == content.count(newline.encode())


@pytest.mark.parametrize("kind", WORDS)
def test_the_printed_place_is_where_the_record_stands(
    data: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    new(data, kind, KEY)
    shown = re.match(r"(\S+):(\d+): new (\w+)\.(\S+)\n", capsys.readouterr().out)
    assert shown is not None
    lines = Path(shown[1]).read_text(encoding="utf-8").splitlines()
    assert lines[int(shown[2]) - 1].strip() == f"{KEY}:"
    assert (shown[3], shown[4]) == (WORDS[kind], KEY)


@pytest.mark.parametrize("kind", WORDS)
def test_a_record_that_exists_already_is_refused(
    data: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    new(data, kind, KEY)
    before = contents(data)
    capsys.readouterr()
    assert new(data, kind, KEY) == 2
    assert re.search(rf"`{KEY}` stands in \S+:\d+ already; choose another id", capsys.readouterr().err)
    assert contents(data) == before


@pytest.mark.parametrize("kind", WORDS)
@pytest.mark.parametrize("key", ["", "a b", "é", "a/b", "-a", "a_b", "a--b", "a\n"])
def test_a_badly_formed_key_is_refused(
    data: Path, kind: str, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(data)
    assert main(["new", kind, "--data", str(data), "--", key]) == 2
    assert "is not a well-formed id; use letters, digits" in capsys.readouterr().err
    assert contents(data) == before


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["task", "a1"], "same address /t/a1/ as tasks.A1"),
        (["topic", "terms"], "same address /terms/ as terms"),
        (["topic", "t"], "same address /t/ as tasks"),
        (["task", "OLD"], "retired: /t/old/ leads to /t/a1/"),
        (["topic", "en"], "/en/ is the folder of a language"),
        (["task", "A2", "--group", "never"], "no group `never`; groups are: early, late"),
        (["term", "soil", "--group", "late"], "terms belong to no group"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason_and_nothing_written(
    data: Path, words: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(data)
    assert new(data, *words) == 2
    shown = capsys.readouterr()
    assert reason in shown.err
    assert shown.out == ""
    assert contents(data) == before


def test_an_address_of_prose_is_not_taken(data: Path, tmp_path: Path) -> None:
    page = tmp_path / "docs" / "id" / "how.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Cara\n", encoding="utf-8")
    dataset = Dataset(data, tmp_path / "docs")
    with pytest.raises(Refused, match=re.escape("same address /how/ as prose.how")):
        create(dataset, "topic", "how")


@pytest.mark.parametrize("kind", ["wish", "local-task"])
def test_an_unknown_kind_is_refused(data: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """So is what only the file of a region may hold."""
    assert new(data, kind, KEY) == 2
    assert f"invalid choice: '{kind}'" in capsys.readouterr().err


def test_data_that_cannot_be_read_is_reported_and_left_alone(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "broken.yaml").write_text("terms: [\n", encoding="utf-8")
    before = contents(data)
    assert new(data, "term", "soil") == 1
    assert re.search(r"broken\.yaml:\d+: this is not valid YAML", capsys.readouterr().out)
    assert contents(data) == before


def test_a_task_belongs_to_the_named_group_else_to_the_last(data: Path) -> None:
    new(data, "task", "A2", "--group", "early")
    new(data, "task", "B2")
    tasks = loaded(data).tasks
    assert (tasks["A2"].group, tasks["B2"].group) == ("early", "late")
    assert tasks["A2"].counterpart == tasks["B2"].counterpart == ()


def test_a_role_is_described_for_the_named_group_else_for_all(data: Path) -> None:
    new(data, "role", "guard", "--group", "early")
    new(data, "role", "scribe")
    roles = loaded(data).roles
    assert (list(roles["guard"].groups), list(roles["scribe"].groups)) == (["early"], ["early", "late"])


def test_a_partner_takes_part_from_the_named_group_on(data: Path) -> None:
    new(data, "partner", "market", "--group", "late")
    new(data, "partner", "school")
    partners = loaded(data).partners
    assert (partners["market"].from_group, partners["school"].from_group) == ("late", None)


def test_a_stage_joins_the_list_of_its_group_as_that_list_is_written(data: Path) -> None:
    new(data, "stage", "3", "--group", "early")
    new(data, "stage", "4")
    text = (data / "roles.yaml").read_text(encoding="utf-8")
    assert "    stages: [1, 3]   # one so far\n" in text
    assert "      - 2  # the harvest\n      - 4\n" in text
    groups = loaded(data).groups
    assert (groups["early"].stages, groups["late"].stages) == (("1", "3"), ("2", "4"))


def test_a_stage_finds_its_group_in_another_file(data: Path) -> None:
    text = (data / "roles.yaml").read_text(encoding="utf-8")
    groups, stages = text.split("\nstages:\n")
    (data / "roles.yaml").write_text(groups, encoding="utf-8")
    (data / "stages.yaml").write_text(f"stages:\n{stages}", encoding="utf-8")
    assert new(data, "stage", "3") == 0
    assert whats(data) == []
    assert "\n  3:\n" in (data / "stages.yaml").read_text(encoding="utf-8")


def test_a_new_group_brings_the_stage_that_it_needs(data: Path) -> None:
    new(data, "group", "rest")
    programme = loaded(data)
    assert programme.groups["rest"].stages == ("3",)
    assert "3" in programme.stages


def test_a_new_group_takes_stages_that_are_in_none(data: Path) -> None:
    change(data / "roles.yaml", "stages: [1]", "stages: [2]")
    change(data / "roles.yaml", "      - 2  # the harvest", "      - 2")
    new(data, "group", "rest")
    assert loaded(data).groups["rest"].stages == ("1",)


def test_stages_roles_and_tasks_need_a_group_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = write_small(tmp_path)
    for name in ("roles", "rest"):
        (data / f"{name}.yaml").unlink()
    for kind in ("stage", "role", "task"):
        assert new(data, kind, KEY) == 2
        assert "there is no group yet; run `handbook new group KEY` first" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("group", "roles.yaml"),
        ("term", "glossary.yaml"),
        ("partner", "partners.yaml"),
        ("source", "sources.yaml"),
    ],
)
def test_a_section_that_stands_nowhere_begins_in_the_file_named_for_it(
    tmp_path: Path, kind: str, name: str
) -> None:
    data = write_small(tmp_path)
    for old in ("roles", "rest"):
        (data / f"{old}.yaml").unlink()
    (data / "schema").mkdir()
    (data / "schema" / "data.json").write_text("{}", encoding="utf-8")
    assert new(data, kind, KEY) == 0
    assert (
        (data / name).read_text(encoding="utf-8").startswith(f"{EDITOR_LINE}\n\n{WORDS[kind]}:\n  {KEY}:\n")
    )
    assert KEY in getattr(loaded(data), WORDS[kind])


def test_a_whole_programme_can_grow_from_its_title_alone(tmp_path: Path) -> None:
    data = write_small(tmp_path)
    for old in ("roles", "rest"):
        (data / f"{old}.yaml").unlink()
    for kind in ("group", *WORDS):
        assert new(data, kind, f"{kind}-{len(contents(data))}-x") == 0
    assert [what for what in whats(data) if "no statement cites" not in what] == []


def test_tasks_of_a_group_go_to_the_file_that_holds_that_group(data: Path) -> None:
    text = (data / "roles.yaml").read_text(encoding="utf-8")
    head, late = text.split("  B1:\n")
    late, tail = late.split("\n# --- Mitra ---\n")
    (data / "roles.yaml").write_text(f"{head}\n{tail}", encoding="utf-8")
    (data / "tasks-late.yaml").write_text(f"tasks:\n  B1:\n{late}", encoding="utf-8")
    new(data, "task", "A2", "--group", "early")
    new(data, "task", "B2", "--group", "late")
    assert "\n  A2:\n" in (data / "roles.yaml").read_text(encoding="utf-8")
    assert "\n  B2:\n" in (data / "tasks-late.yaml").read_text(encoding="utf-8")
    assert whats(data) == []


def test_a_file_that_cannot_be_written_is_named_and_left_alone(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: Path, _: bytes) -> None:
        raise OSError(28, "No space left on device", str(file))

    before = (data / "roles.yaml").read_bytes()
    monkeypatch.setattr(Path, "write_bytes", full)
    assert new(data, "task", "A2") == 2
    assert capsys.readouterr().err == f"handbook: {data / 'roles.yaml'}: no space left on device\n"
    assert (data / "roles.yaml").read_bytes() == before


@pytest.mark.parametrize("key", ["null", "true", "No", "on", "y"])
def test_a_key_that_yaml_takes_for_something_else_is_quoted(data: Path, key: str) -> None:
    assert new(data, "stage", key) == 0
    assert whats(data) == []
    programme = loaded(data)
    assert key in programme.stages
    assert programme.groups["late"].stages == ("2", key)
