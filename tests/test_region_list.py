"""The file of a region agrees with the list of all regions, where a programme has one."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.check.regions import region_problems
from handbook.source.load import read
from handbook.source.region_file import RegionalDataset
from tests.places import ROOT
from tests.region_kit import REGION, project

NOT_INVENTED = REGION.replace("  example: true\n", "")


def told(folder: Path, code: str, text: str) -> list[tuple[str, bool]]:
    """What is wrong with the file of a region in a programme that has the list, and whether it is advice."""
    place = project(folder / "p")
    (place / "data" / "regions.csv").write_bytes((ROOT / "data" / "regions.csv").read_bytes())
    file = place / "regions" / f"{code}.yaml"
    file.write_text(text.replace("32.75", code), encoding="utf-8")
    held = RegionalDataset(read(place / "data", place / "docs"), file)
    return [(problem.what, problem.advice) for problem in region_problems(held)]


def test_a_region_is_of_the_kind_that_the_list_says(tmp_path: Path) -> None:
    assert told(tmp_path / "a", "32.75", NOT_INVENTED) == []
    wrong = NOT_INVENTED.replace("kind: city", "kind: regency")
    assert told(tmp_path / "b", "32.75", wrong) == [("Kota Bekasi is no regency", False)]


def test_an_invented_region_has_no_code_of_a_real_one(tmp_path: Path) -> None:
    assert told(tmp_path / "a", "32.75", REGION) == [("`32.75` is the code of Kota Bekasi", False)]
    assert told(tmp_path / "b", "99.71", REGION) == []


def test_a_code_that_nobody_knows_is_told_as_advice(tmp_path: Path) -> None:
    [(what, advice)] = told(tmp_path, "99.71", NOT_INVENTED)
    assert what.startswith("`99.71` is not in ")
    assert what.endswith("regions.csv")
    assert advice


@pytest.mark.parametrize("text", ["code,kind\n", "\ufffd"])
def test_a_broken_list_is_the_matter_of_another_rule(text: str, tmp_path: Path) -> None:
    place = project(tmp_path, "99.71")
    (place / "data" / "regions.csv").write_text(text, encoding="utf-8")
    held = RegionalDataset(read(place / "data", place / "docs"), place / "regions" / "99.71.yaml")
    assert region_problems(held) == []
