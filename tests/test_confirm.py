"""A translation is reported as stale once its original has changed, until it is mended or confirmed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from handbook.cli.main import main
from handbook.source.translations import LOCK
from tests._small import change, write_small

WHAT = "the text in `en` is older than its original; mend it, or run `handbook confirm"
OLD, NEW = '"Cabut gulma."', '"Cabut semua gulma."'
STEP = "tasks.A1.steps.1"
PAGE = "docs.guide.md"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A programme with prose whose translations are all remembered."""
    folder = write_small(tmp_path / "data")
    for code, text in {"id": "# Panduan\n\nBaca dulu.\n", "en": "# Guide\n\nRead first.\n"}.items():
        page = tmp_path / "docs" / code / "guide.md"
        page.parent.mkdir(parents=True)
        page.write_text(text, encoding="utf-8")
    assert handbook("record", folder) == 0
    return folder


def handbook(command: str, data: Path, *words: str) -> int:
    docs = data.parent / "docs"
    with_docs = ["--docs", str(docs)] if docs.is_dir() else []
    return main([command, *words, "--data", str(data), *with_docs])


def checked(data: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """Exit code and lines of `handbook check`."""
    capsys.readouterr()
    code = handbook("check", data)
    return code, capsys.readouterr().out.splitlines()


def line_of(file: Path, words: str) -> int:
    lines = file.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_translations_just_recorded_are_not_stale(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = checked(data, capsys)
    assert (code, len(lines)) == (0, 1)


def test_a_changed_original_makes_its_translation_stale_at_its_line(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roles = data / "roles.yaml"
    change(roles, OLD, NEW)
    code, lines = checked(data, capsys)
    assert (code, lines) == (
        1,
        [f"{roles}:{line_of(roles, 'Pull the weeds.')}: {WHAT} {STEP}` if it still holds"],
    )


def test_recording_does_not_hide_what_is_stale(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(data / "roles.yaml", OLD, NEW)
    assert handbook("record", data) == 0
    assert "nothing new to record" in capsys.readouterr().out
    assert checked(data, capsys)[0] == 1


def test_a_translation_that_was_changed_too_is_not_stale(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(data / "roles.yaml", OLD, NEW)
    change(data / "roles.yaml", "Pull the weeds.", "Pull all the weeds.")
    assert checked(data, capsys)[0] == 0


def test_an_original_that_is_changed_back_is_not_stale(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(data / "roles.yaml", OLD, NEW)
    change(data / "roles.yaml", NEW, OLD)
    assert checked(data, capsys)[0] == 0


def test_line_breaks_inside_an_original_do_not_count_as_a_change(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(data / "roles.yaml", OLD, '"Cabut\n          gulma."')
    assert checked(data, capsys)[0] == 0


@pytest.mark.parametrize(
    "key",
    [STEP, "tasks.A1.steps", "tasks.A1", "tasks", "t/a1", "/t/a1/", "/en/t/a1/", "t"],
)
def test_a_stale_translation_is_confirmed_by_any_name_of_it(
    data: Path, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change(data / "roles.yaml", OLD, NEW)
    capsys.readouterr()
    assert handbook("confirm", data, key) == 0
    assert capsys.readouterr().out == "recorded 1 translation\n"
    assert checked(data, capsys)[0] == 0


def test_all_stale_translations_are_confirmed_at_once(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(data / "roles.yaml", OLD, NEW)
    change(data / "rest.yaml", "Awal tanaman.", "Awal semua tanaman.")
    (data.parent / "docs" / "id" / "guide.md").write_text("# Panduan baru\n", encoding="utf-8")
    assert len(checked(data, capsys)[1]) == 3
    assert handbook("confirm", data, "--all") == 0
    assert capsys.readouterr().out == "recorded 3 translations\n"
    assert checked(data, capsys)[0] == 0


def test_confirming_one_leaves_the_others_stale(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(data / "roles.yaml", OLD, NEW)
    change(data / "rest.yaml", "Awal tanaman.", "Awal semua tanaman.")
    assert handbook("confirm", data, "terms.seed") == 0
    code, lines = checked(data, capsys)
    assert code == 1
    assert [STEP in line for line in lines] == [True]


def test_several_are_confirmed_by_name(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(data / "roles.yaml", OLD, NEW)
    change(data / "rest.yaml", "Awal tanaman.", "Awal semua tanaman.")
    assert handbook("confirm", data, "terms#seed", STEP) == 0
    assert checked(data, capsys)[0] == 0


def test_a_step_that_moves_in_its_list_is_not_stale(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roles = data / "roles.yaml"
    first = roles.read_text(encoding="utf-8").split("    steps:\n")[1].split("      - id")[1]
    change(roles, f"      - id{first}", "")
    change(roles, '    evidence: [{id: "Tanah', f'      - id{first}    evidence: [{{id: "Tanah')
    assert line_of(roles, "Pull the weeds.") > line_of(roles, "Turn the soil.")
    assert checked(data, capsys)[0] == 0


def test_a_translation_that_serves_two_originals_is_stale_only_when_one_of_them_changes(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roles = data / "roles.yaml"
    assert roles.read_text(encoding="utf-8").count("The leader") == 2
    change(roles, "Sang ketua", "Sang ketua lama")
    code, lines = checked(data, capsys)
    assert code == 1
    assert ["confirm tasks.A1.steps.2.who`" in line for line in lines] == [True]
    assert handbook("confirm", data, "tasks.A1.steps.2.who") == 0
    assert checked(data, capsys)[0] == 0
    change(roles, "Ketua kebun", "Sang ketua")
    assert checked(data, capsys)[0] == 1


def test_a_new_text_is_not_stale_and_recorded_once(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", "term", "soil", "--data", str(data)])
    rest = data / "rest.yaml"
    rest.write_text(re.sub(r"to be written \((\w+)\)", r"kata \1", rest.read_text(encoding="utf-8")), "utf-8")
    assert checked(data, capsys)[0] == 0
    assert handbook("record", data) == 0
    assert capsys.readouterr().out == "new address: terms#soil\nrecorded 2 new translations\n"
    assert handbook("record", data) == 0
    assert capsys.readouterr().out == "nothing new to record\n"


def test_a_page_of_prose_is_stale_once_its_original_changes(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    original, translation = (data.parent / "docs" / code / "guide.md" for code in ("id", "en"))
    original.write_text("# Panduan\n\nBaca baik-baik dulu.\n", encoding="utf-8")
    assert checked(data, capsys) == (1, [f"{translation}:1: {WHAT} {PAGE}` if it still holds"])
    translation.write_text("# Guide\n\nRead carefully first.\n", encoding="utf-8")
    assert checked(data, capsys)[0] == 0


@pytest.mark.parametrize("key", [PAGE, "guide", "/en/guide/", "docs"])
def test_a_page_of_prose_is_confirmed_by_name_or_address(
    data: Path, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (data.parent / "docs" / "id" / "guide.md").write_text("# Panduan\n\nBaca.\n", encoding="utf-8")
    assert handbook("confirm", data, key) == 0
    assert checked(data, capsys)[0] == 0


def test_a_run_without_prose_does_not_forget_what_is_known_of_it(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data.parent / "docs" / "id" / "guide.md").write_text("# Panduan\n\nBaca.\n", encoding="utf-8")
    before = (data / LOCK).read_bytes()
    prose = (data.parent / "docs").rename(data.parent / "elsewhere")
    assert main(["confirm", "--all", "--data", str(data)]) == 0
    assert (data / LOCK).read_bytes() == before
    prose.rename(data.parent / "docs")
    assert checked(data, capsys)[0] == 1


def test_nothing_is_said_to_be_recorded_where_nothing_was_stale(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (data / LOCK).read_bytes()
    capsys.readouterr()
    assert handbook("confirm", data, "--all") == 0
    assert capsys.readouterr().out == "nothing to record: no translation is stale\n"
    assert (data / LOCK).read_bytes() == before


@pytest.mark.parametrize(
    ("key", "remedy"),
    [
        ("tasks.A11", "did you mean `tasks.A1`?"),
        ("tasks.A1.steps.3", "did you mean `tasks.A1.steps."),
        ("t/a11", "did you mean `t/a1`?"),
        ("ßßßßßßßß", "name it as `handbook check` does"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest_one(
    data: Path, key: str, remedy: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change(data / "roles.yaml", OLD, NEW)
    before = (data / LOCK).read_bytes()
    assert handbook("confirm", data, "tasks.A1", key) == 2
    message = capsys.readouterr().err
    assert message.startswith(f"handbook: there is no `{key}`; ")
    assert remedy in message
    assert (data / LOCK).read_bytes() == before


def test_a_record_without_any_translation_cannot_be_confirmed(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert handbook("confirm", data, "sources#s1") == 2
    assert "`sources#s1` has no translation that could be stale" in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["--all", "tasks.A1"]])
def test_confirm_wants_names_or_all(data: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert handbook("confirm", data, *words) == 2
    assert "usage: handbook confirm" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["confirm", "--all"], ["record"]])
@pytest.mark.parametrize("lock", ["{", "[]", '{"en": {"tasks.A1": {"a": 1}}}'])
def test_a_list_of_translations_that_cannot_be_read_is_reported_and_never_overwritten(
    data: Path, command: list[str], lock: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / LOCK).write_text(lock, encoding="utf-8")
    capsys.readouterr()
    assert handbook(command[0], data, *command[1:]) == 1
    assert re.match(rf"{re.escape(str(data / LOCK))}:1: the list of translations", capsys.readouterr().out)
    assert (data / LOCK).read_text(encoding="utf-8") == lock


@pytest.mark.parametrize("command", [["confirm", "--all"], ["record"]])
def test_data_that_cannot_be_read_is_reported_and_nothing_recorded(
    data: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = (data / LOCK).read_bytes()
    change(data / "roles.yaml", "group: late", "grupo: late")
    capsys.readouterr()
    assert handbook(command[0], data, *command[1:]) == 1
    assert "the key `grupo` is not known here" in capsys.readouterr().out
    assert (data / LOCK).read_bytes() == before


def test_nothing_is_recorded_while_the_data_has_problems(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {name: (data / name).read_bytes() for name in (LOCK, "published.txt")}
    change(data / "roles.yaml", "  neighbours:\n", "  neigh_bours:\n")
    capsys.readouterr()
    assert handbook("record", data) == 1
    assert "`neigh_bours` is not a well-formed id" in capsys.readouterr().out
    assert {name: (data / name).read_bytes() for name in before} == before


def test_the_list_of_translations_says_the_same_on_every_machine(data: Path) -> None:
    text = (data / LOCK).read_text(encoding="utf-8")
    held = json.loads(text)
    assert text == json.dumps(held, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    (data / LOCK).unlink()
    assert handbook("confirm", data, "--all") == 0
    assert (data / LOCK).read_text(encoding="utf-8") == text


def test_what_left_the_data_leaves_the_list(data: Path) -> None:
    change(data / "roles.yaml", '        who: {id: "Ketua kebun", en: "The leader"}\n', "")
    assert handbook("record", data) == 0
    made_from = json.loads((data / LOCK).read_text(encoding="utf-8"))["en"]["tasks.A1"]
    assert all(" " not in originals for originals in made_from.values())
