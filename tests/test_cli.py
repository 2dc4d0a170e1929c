"""Every command keeps its word: exit codes, one sentence for each failure, help, never a traceback."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import pytest

from handbook import check
from handbook.cli.main import _parser, main
from handbook.progress import SILENT
from handbook.source.editor_schema import EDITOR_LINE, SCHEMA
from handbook.source.published_addresses import PUBLISHED, read_published
from tests._small import change, write_small
from tests.places import ROOT

COMMANDS = (
    "check",
    "count",
    "spelling",
    "confirm",
    "record",
    "new",
    "init",
    "schema",
    "build",
    "compress",
    "policy",
    "pages",
    "clean",
    "offline",
    "freeze",
    "print",
    "handouts",
    "pictures",
    "regions",
    "serve",
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_small(tmp_path / "data")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """Stands in for the site tool; remembers how it was called."""
    calls: list[tuple[str, dict[str, Any]]] = []

    def called(name: str, **words: Any) -> int:
        calls.append((name, words))
        return 7

    module = types.ModuleType("macros.commands")
    vars(module)["build"] = lambda **words: called("build", **words)
    vars(module)["serve"] = lambda **words: called("serve", **words)
    monkeypatch.setitem(sys.modules, "macros.commands", module)
    return calls


def python_handbook(*words: str, **how: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "handbook", *words], cwd=ROOT, text=True, encoding="utf-8", check=False, **how
    )


def test_check_counts_what_the_data_holds(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--data", str(data)]) == 0
    assert capsys.readouterr().out == (
        "no problems: 2 stages, 2 groups, 1 role, 2 tasks, 1 document, 1 partner, 1 paper, 1 topic, 1 term, "
        "1 source, 1 question, 1 event, 1 change, 2 languages; "
        "statements: 0 source, 2 reference, 27 editorial\n"
    )


def test_check_lists_every_problem_on_a_line_of_its_own(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roles = data / "roles.yaml"
    change(roles, "counterpart: B1", "counterpart: B9")
    change(roles, 'en: "Turn the soil."', 'en: ""')
    assert main(["check", "--data", str(data)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0].split(":")[0] for line in lines] == [str(roles)] * len(lines)
    assert sum("there is no `B9` in tasks" in line for line in lines) == 1
    assert sum("the text in `en` is empty" in line for line in lines) == 1
    assert all("; " in line for line in lines)


def test_check_runs_as_a_module_of_its_own(data: Path) -> None:
    fine = python_handbook("check", "--data", str(data), capture_output=True)
    assert (fine.returncode, fine.stderr) == (0, "")
    assert fine.stdout.startswith("no problems: 2 stages")
    change(data / "roles.yaml", "group: late", "group: never")
    broken = python_handbook("check", "--data", str(data), capture_output=True)
    assert (broken.returncode, broken.stderr) == (1, "")
    assert "there is no `never` in groups" in broken.stdout


@pytest.mark.parametrize("command", ["check", "record", "schema"])
def test_a_folder_that_is_not_there_is_a_problem_like_others(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--data", str(tmp_path / "none")]) == 1
    assert capsys.readouterr().out == (
        f"{tmp_path}/none:1: there is no such folder; name the folder that holds the data files\n"
    )


def test_a_prose_folder_that_is_not_there_is_refused(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--data", str(data), "--docs", str(tmp_path / "none")]) == 2
    assert "there is no such folder" in capsys.readouterr().err


def test_prose_is_checked_where_its_folder_is_named(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "docs" / "id" / "guide.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Panduan\n", encoding="utf-8")
    assert main(["check", "--data", str(data), "--docs", str(tmp_path / "docs")]) == 1
    assert "this page is missing in the language `en`" in capsys.readouterr().out


def test_record_prints_new_addresses_and_keeps_the_old_ones(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / PUBLISHED).write_text("t/old\n", encoding="utf-8")
    assert main(["record", "--data", str(data)]) == 0
    shown = capsys.readouterr().out.splitlines()
    listed = [address for _, address in read_published(data / PUBLISHED)]
    named = [line.removeprefix("new address: ") for line in shown if line.startswith("new address: ")]
    assert set(named) < set(listed)
    assert f"and {len(listed) - 1 - len(named)} more" in shown
    assert {"t/a1", "terms#seed", "t/old"} <= set(listed)
    assert shown[-1].startswith("recorded ")
    assert main(["record", "--data", str(data)]) == 0
    assert capsys.readouterr().out == "nothing new to record\n"


def test_schema_is_written_and_then_current(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = data / SCHEMA
    assert main(["schema", "--check", "--data", str(data)]) == 0
    assert f"no data file asks for {file}" in capsys.readouterr().out
    roles = data / "roles.yaml"
    roles.write_text(f"{EDITOR_LINE}\n{roles.read_text(encoding='utf-8')}", encoding="utf-8")
    assert main(["schema", "--check", "--data", str(data)]) == 1
    assert f"{file}:1: the schema is not current; run `handbook schema`" in capsys.readouterr().out
    assert not file.exists()
    assert main(["schema", "--data", str(data)]) == 0
    assert main(["schema", "--check", "--data", str(data)]) == 0
    written = file.read_bytes()
    assert main(["schema", "--data", str(data)]) == 0
    assert capsys.readouterr().out == f"wrote {file}\n{file} is current\n"
    assert file.read_bytes() == written


def test_build_and_serve_hand_over_to_the_site_tool(
    data: Path, tmp_path: Path, site: list[tuple[str, dict[str, Any]]]
) -> None:
    out = tmp_path / "out"
    built = {"data": data, "docs": None, "region": None}
    assert main(["build", "--data", str(data), "--site-dir", str(out), "--strict", "--quiet"]) == 7
    assert main(["serve", "--data", str(data), "--docs", str(tmp_path), "--port", "8123"]) == 7
    assert site == [
        ("build", {**built, "site_dir": out, "strict": True, "progress": SILENT}),
        ("serve", {"data": data, "docs": tmp_path, "port": 8123}),
    ]


def test_prose_lies_beside_its_data(
    site: list[tuple[str, dict[str, Any]]], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["build", "--data", str(data)])
    (data.parent / "docs").mkdir()
    main(["build", "--data", str(data)])
    monkeypatch.chdir(data.parent)
    main(["build"])
    assert [(words["data"].resolve(), words["docs"] and words["docs"].resolve()) for _, words in site] == [
        (data, None),
        *2 * [(data, data.parent / "docs")],
    ]
    assert site[-1][1]["site_dir"].resolve() == data.parent / "site"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"usage: handbook {command}")
    assert "--data DIR" in shown or command == "init"  # which makes them


def test_every_option_of_every_command_is_explained() -> None:
    commands = next(a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction))
    assert set(commands.choices) == set(COMMANDS)
    for parser in commands.choices.values():
        assert [action.dest for action in parser._actions if not action.help] == []


@pytest.mark.parametrize(
    "words", [[], ["wish"], ["check", "--wish"], ["check", "more"], ["serve", "--port", "x"]]
)
def test_words_that_make_no_command_are_refused_with_the_usage(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err.startswith("usage: handbook")


def test_a_file_that_cannot_be_written_is_one_sentence(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / SCHEMA).mkdir(parents=True)
    assert main(["schema", "--data", str(data)]) == 2
    assert capsys.readouterr().err == f"handbook: {data / SCHEMA}: is a directory\n"


NO_MEMORY = "there is not enough memory; close other programs, or give this one more"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(13, "Permission denied", "/x/y"), "/x/y: permission denied"),
        (OSError(28, "No space left on device"), "no space left on device"),
        (OSError(), "unknown reason"),
        (MemoryError(), NO_MEMORY),
        (ImportError("/x/typst.so: failed to map segment from shared object"), NO_MEMORY),
        (RuntimeError("can't start new thread"), NO_MEMORY),
    ],
)
def test_what_the_machine_refuses_is_one_sentence(
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    sentence: str,
) -> None:
    def fail(_dataset: object) -> None:
        raise error

    monkeypatch.setattr(check, "problems", fail)
    assert main(["check", "--data", str(data)]) == 2
    assert capsys.readouterr().err == f"handbook: {sentence}\n"


@pytest.mark.parametrize("error", [ImportError("No module named x"), RuntimeError("a slip of ours")])
def test_a_slip_of_ours_is_none_of_the_machine(
    data: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(_dataset: object) -> None:
        raise error

    monkeypatch.setattr(check, "problems", fail)
    with pytest.raises(type(error), match=str(error)):
        main(["check", "--data", str(data)])


def test_an_interrupted_command_ends_as_shells_expect(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_dataset: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "problems", interrupt)
    assert main(["check", "--data", str(data)]) == 130


def test_a_reader_that_has_gone_is_no_error(data: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = python_handbook("check", "--data", str(data), stdout=writing, stderr=subprocess.PIPE)
    finally:
        os.close(writing)
    assert (ended.returncode, ended.stderr) == (141, "")


def test_a_console_without_the_right_letters_stops_nothing(data: Path) -> None:
    change(data / "roles.yaml", "group: late", 'group: "“late”"')
    ended = python_handbook(
        "check",
        "--data",
        str(data),
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )
    assert (ended.returncode, ended.stderr) == (1, "")
    assert r"there is no `\u201clate\u201d` in groups" in ended.stdout


@pytest.mark.parametrize(
    ("command", "unwanted"),
    [
        (["--version"], ("pydantic", "yaml", "handbook.model.records", "handbook.check.case", "tqdm")),
        (["print", "--list"], ("handbook.check.case", "lxml", "typst", "pikepdf", "mkdocs", "tqdm")),
        (["check"], ("lxml", "typst", "pikepdf", "mkdocs", "tqdm", "handbook.new", "handbook.html")),
    ],
    ids=lambda value: value[0],
)
def test_a_command_imports_only_what_it_needs(
    data: Path, command: list[str], unwanted: tuple[str, ...]
) -> None:
    given = command if command == ["--version"] else [*command, "--data", str(data)]
    program = f"import sys; from handbook.cli.main import main; main({given!r}); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(done.stdout.splitlines()[-1].split()).isdisjoint(unwanted)
