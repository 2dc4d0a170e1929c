"""`handbook new region` writes a commented skeleton of a region's file beside the data, or refuses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook import check
from handbook.cli.main import main
from handbook.model.region import Region
from handbook.source.known_regions import LIST
from handbook.source.region_file import read_edition
from handbook.source.unwritten import is_unwritten
from tests._small import change, write_small

ROWS = """\
code,kind,name_id,name_en,province_code,province_id,province_en
32.09,regency,Kabupaten Cirebon,Cirebon Regency,32,Jawa Barat,West Java
32.75,city,Kota Bekasi,Bekasi City,32,Jawa Barat,West Java
"""
ACEH = "11.71,city,Kota Banda Aceh,Banda Aceh City,11,Aceh,Aceh"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    data = write_small(tmp_path / "data")
    (data / LIST).write_text(ROWS, encoding="utf-8")
    return data


def new(data: Path, *words: str) -> int:
    return main(["new", "region", "--data", str(data), *words])


def path(data: Path, code: str) -> Path:
    return data.parent / "regions" / f"{code}.yaml"


def written(data: Path, code: str) -> Any:
    return yaml.safe_load(path(data, code).read_text(encoding="utf-8"))


def left(data: Path, code: str) -> tuple[list[str], list[str]]:
    """What is wrong with the edition of a region but for texts to be written, and the lines of these."""
    found = check.problems(read_edition(data, None, path(data, code)))
    mark = "is what `handbook new` left in the place of a text"
    others = [str(problem) for problem in found if mark not in problem.what]
    places = [f"{problem.file}:{problem.line}" for problem in found if mark in problem.what]
    assert not any(problem.blocks for problem in found if mark in problem.what)
    return others, places


def test_name_kind_and_province_come_from_the_list(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(data, "32.75") == 0
    assert written(data, "32.75")["region"] == {
        "name": {"id": "Kota Bekasi", "en": "Bekasi City"},
        "kind": "city",
        "province": {"id": "Jawa Barat", "en": "West Java"},
        "stage": "1",
    }
    file = path(data, "32.75")
    line = file.read_text(encoding="utf-8").splitlines().index("region:") + 1
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == f"{file}:{line}: new region 32.75, Kota Bekasi"
    assert shown[1:] == [
        "next: write its texts where it says “to be written”, then run `handbook check`",
    ]


def test_a_province_that_is_called_the_same_in_english_says_so(data: Path) -> None:
    change(data / LIST, "32.09,regency,Kabupaten Cirebon,Cirebon Regency,32,Jawa Barat,West Java", ACEH)
    assert new(data, "11.71") == 0
    assert written(data, "11.71")["region"]["province"] == {"id": "Aceh", "en": "Aceh", "same": True}
    assert left(data, "11.71")[0] == []


def test_languages_are_those_of_the_programme(data: Path) -> None:
    change(data / "programme.yaml", "languages: [id, en]", "languages: [en]")
    assert new(data, "32.09") == 0
    region = written(data, "32.09")["region"]
    assert (region["name"], region["province"]) == ({"en": "Cirebon Regency"}, {"en": "West Java"})


def test_a_list_without_the_original_language_leaves_the_name_to_be_written(data: Path) -> None:
    change(data / "programme.yaml", "languages: [id, en]", "languages: [jv, en]")
    assert new(data, "32.09") == 0
    assert written(data, "32.09")["region"]["name"] == {"jv": "to be written (jv)", "en": "Cirebon Regency"}


def test_what_is_not_in_the_list_needs_a_name(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(data, "99.71") == 2
    said = f"`99.71` is not among the 2 regions in {data / LIST}"
    assert capsys.readouterr().err == (
        f"handbook: {said}; correct it, or write the name of the region after --name\n"
    )
    assert not path(data, "99.71").exists()
    assert new(data, "99.71", "--name", ' Kota "Contoh"\n Baru ') == 0
    assert capsys.readouterr().out.splitlines()[1] == said
    region = written(data, "99.71")["region"]
    assert region["name"] == {"id": 'Kota "Contoh" Baru'}
    assert region["kind"] == "city"
    assert is_unwritten(region["province"]["id"])


def test_the_kind_of_an_unlisted_region_follows_from_its_code(data: Path) -> None:
    assert new(data, "99.01", "--name", "Kabupaten Contoh") == 0
    assert written(data, "99.01")["region"]["kind"] == "regency"


def test_a_programme_without_a_list_takes_any_region_by_its_name(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / LIST).unlink()
    assert new(data, "32.75") == 2
    assert f"there is no list {data / LIST} in which `32.75` could stand; " in capsys.readouterr().err
    assert new(data, "32.75", "--name", "Kota Bekasi") == 0
    assert written(data, "32.75")["region"]["name"] == {"id": "Kota Bekasi"}


def test_a_name_of_ones_own_has_the_place_of_that_in_the_list(data: Path) -> None:
    assert new(data, "32.75", "--name", "Kota Bekasi Raya") == 0
    region = written(data, "32.75")["region"]
    assert (region["name"], region["province"]["en"]) == ({"id": "Kota Bekasi Raya"}, "West Java")


@pytest.mark.parametrize(
    "code", ["", "../x", "32/75", "32.7", "3275", "32.75.01", "32.75\n", "٣٢.٧٥", "ab.cd"]
)
def test_what_is_no_code_is_refused(data: Path, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(data, "--name", "Kota Contoh", "--", code) == 2
    shown = capsys.readouterr().err
    assert " is no code of a regency or city; write two digits, a dot and two digits" in shown
    assert not (data.parent / "regions").exists()
    assert sorted(data.parent.iterdir()) == [data]


@pytest.mark.parametrize("name", ["", "  ", "Kota\u202e Contoh", "Kota\u0007"])
def test_a_name_that_nobody_can_read_is_refused(
    data: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(data, "99.71", "--name", name) == 2
    assert "the name after --name is empty or has a character that nobody sees" in capsys.readouterr().err
    assert not path(data, "99.71").exists()


@pytest.mark.parametrize("there", ["file", "link", "other ending"])
def test_a_file_that_is_there_is_left_alone(
    data: Path, there: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = path(data, "32.75")
    file.parent.mkdir()
    if there == "other ending":
        file = file.with_suffix(".yml")
    if there == "link":
        file.symlink_to(data.parent / "elsewhere.yaml")
    else:
        file.write_text("region: mine\n", encoding="utf-8")
    assert new(data, "32.75") == 2
    assert f"{file} is there already; change that file, or choose another code" in capsys.readouterr().err
    assert [held.name for held in file.parent.iterdir()] == [file.name]
    assert there == "link" or file.read_text(encoding="utf-8") == "region: mine\n"
    assert not (data.parent / "elsewhere.yaml").exists()


def test_a_broken_list_is_named_and_nothing_is_written(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(data / LIST, "32.09,regency", "32.09,town")
    assert new(data, "32.75") == 1
    assert capsys.readouterr().out == (
        f"{data / LIST}:2: `town` is no kind of region; write one of: regency, city\n"
    )
    assert not path(data, "32.75").exists()


def test_a_region_needs_a_stage_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = write_small(tmp_path / "data")
    for name in ("roles", "rest"):
        (data / f"{name}.yaml").unlink()
    assert new(data, "32.75", "--name", "Kota Bekasi") == 2
    assert "there is no stage yet; run `handbook new group KEY` first" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["region", "32.75", "--group", "late"], "a region belongs to no group; leave out --group"),
        (["term", "soil", "--name", "Soil"], "only a region takes --name; write other names into the file"),
    ],
)
def test_options_that_a_kind_does_not_take_are_refused(
    data: Path, words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {file.name: file.read_bytes() for file in data.glob("*.yaml")}
    assert main(["new", *words, "--data", str(data)]) == 2
    assert capsys.readouterr().err == f"handbook: {says}\n"
    assert {file.name: file.read_bytes() for file in data.glob("*.yaml")} == before
    assert not path(data, "32.75").exists()


def test_the_skeleton_passes_but_for_texts_to_be_written(data: Path) -> None:
    new(data, "32.75")
    others, places = left(data, "32.75")
    assert others == []
    lines = path(data, "32.75").read_text(encoding="utf-8").splitlines()
    active = [number for number, line in enumerate(lines, 1) if not line.lstrip().startswith("#")]
    marked = [number for number in active if "to be written" in lines[number - 1]]
    assert len(marked) >= 4
    assert set(places) == {f"{path(data, '32.75')}:{number}" for number in marked}


def test_once_its_texts_are_written_nothing_is_wrong(data: Path) -> None:
    new(data, "32.75")
    file = path(data, "32.75")
    file.write_text(
        re.sub(r"to be written \(\w+\)", "Kata", file.read_text(encoding="utf-8")), encoding="utf-8"
    )
    assert left(data, "32.75") == ([], [])


def test_every_optional_field_is_there_and_valid_once_uncommented(data: Path) -> None:
    new(data, "99.71", "--name", "Kota Contoh")
    file = path(data, "99.71")
    text = re.sub(r"(?m)^( +)# (?=[a-z_]+:|  )", r"\1", file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
    file.with_suffix(".svg").write_text(svg, encoding="utf-8")
    assert left(data, "99.71")[0] == []
    assert set(written(data, "99.71")["region"]) == set(Region.model_fields)
    assert list(written(data, "99.71")["region"]["notes"]) == ["t/a1"]
    assert {"partners", "outputs"} <= set(written(data, "99.71")["local_tasks"]["99.71/1"])


def test_the_skeleton_is_short_and_explains_each_field_in_both_languages(data: Path) -> None:
    new(data, "32.75")
    lines = path(data, "32.75").read_text(encoding="utf-8").splitlines()
    assert 20 <= len(lines) <= 45
    assert max(map(len, lines)) <= 120
    explained = [match[1] for line in lines if (match := re.search(r"\S  # (.+)", line))]
    assert [words for words in explained if words.count(" / ") != 1] == []
    assert len(explained) >= 10
