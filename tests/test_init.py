"""`handbook init` writes a programme with one example of each kind, in any languages."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from handbook.check import problems
from handbook.cli.main import main
from handbook.model.schema import PROGRAMME_SECTIONS
from handbook.source.load import SINGLES, Dataset, read

EMPTY = {"labels", "redirects", "editions", "style"}  # sections that no record of a new programme needs


def init(folder: Path, *options: str) -> Dataset:
    assert main(["init", str(folder), *options]) == 0
    return read(folder / "data", folder / "docs")


@pytest.mark.parametrize("languages", ["en", "id", "id,en", "en,id"])
def test_it_has_one_example_of_each_kind_and_no_problem(tmp_path: Path, languages: str) -> None:
    dataset = init(tmp_path / "new", "--languages", languages)

    assert [str(problem) for problem in problems(dataset)] == []
    assert dataset.programme is not None
    assert dataset.programme.languages == tuple(languages.split(","))
    sections = [name for name in PROGRAMME_SECTIONS if name not in (*EMPTY, *SINGLES)]
    assert {name: len(getattr(dataset.programme, name)) for name in sections} == dict.fromkeys(sections, 1)


def test_other_languages_are_to_be_written_and_keep_nothing_from_being_built(tmp_path: Path) -> None:
    dataset = init(tmp_path / "new", "--languages", "jv,id,en", "--name", "Buku Wulang")

    result = problems(dataset)
    assert result
    assert [str(p) for p in result if p.blocks or "what `handbook new` left" not in p.what] == []
    assert dataset.programme is not None
    assert set(dataset.programme.programme.title.wording.values()) == {"Buku Wulang"}
    assert dataset.programme.tasks["A1"].name.wording == {
        "jv": "to be written (jv): Write a work plan",
        "id": "Menyusun rencana kerja",
        "en": "Write a work plan",
    }
    assert [file.name for file in sorted((tmp_path / "new" / "docs" / "jv").iterdir())] == [
        "about.md",
        "index.md",
    ]


def test_its_workflows_only_check_and_build(tmp_path: Path) -> None:
    init(tmp_path)
    flow = yaml.safe_load((tmp_path / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8"))
    run = [step["run"] for step in flow["jobs"]["build"]["steps"] if "run" in step]
    assert run == ["pip install -r requirements.txt", "handbook check", "handbook build"]
    gitlab = yaml.safe_load((tmp_path / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert gitlab["build"]["script"] == run
    assert (tmp_path / "README.md").read_text(encoding="utf-8").count("\nhandbook ") == 2
    assert "site/" in (tmp_path / ".gitignore").read_text(encoding="utf-8")
    assert (tmp_path / "Makefile").is_file()
    assert (tmp_path / "mkdocs.yml").is_file()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--languages", "id,english"), "`english` is not a language code"),
        (("--languages", "id,en,id"), "a language is listed twice"),
        (("--languages", ""), "`` is not a language code"),
    ],
)
def test_languages_that_are_none_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], said: str
) -> None:
    assert main(["init", str(tmp_path / "new"), *options]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_folder_with_things_in_it_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["init", str(tmp_path)]) == 2
    assert "holds mine.txt; name a new or an empty folder" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]
    assert main(["init", str(tmp_path / "mine.txt")]) == 2
    assert "mine.txt is no folder" in capsys.readouterr().err
