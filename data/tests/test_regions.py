"""The list of regencies and cities of this programme is whole, in order, and says where it is from."""

from __future__ import annotations

import csv
import re
import shutil
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from own import DATA

from handbook.check.regions import region_problems
from handbook.new import create_region
from handbook.source.known_regions import LIST, kind_by_code, known_regions
from handbook.source.load import read
from handbook.source.region_file import RegionalDataset, read_edition
from tools.regions import COLUMNS, DECREES, NOTES

KNOWN = known_regions(DATA)


def rows() -> list[dict[str, str]]:
    with (DATA / LIST).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_every_regency_and_city_of_38_provinces_stands_in_it_in_the_order_of_codes() -> None:
    """416 regencies and 98 cities, as in the decree."""
    held = rows()
    assert tuple(held[0]) == COLUMNS
    codes = [row["code"] for row in held]
    assert (len(codes), codes) == (514, sorted(set(codes)))
    assert len({row["province_code"] for row in held}) == 38
    assert Counter(row["kind"] for row in held) == {"regency": 416, "city": 98}
    assert [code for code in codes if not re.fullmatch(r"[1-9]\d\.(?!00)\d\d", code, re.ASCII)] == []


def test_the_kind_is_that_of_code_and_names() -> None:
    beginnings = {"regency": ("Kabupaten ", " Regency"), "city": ("Kota ", " City")}
    for region in KNOWN.values():
        first, last = beginnings[region.kind]
        assert region.kind == kind_by_code(region.code), region
        assert region.names["id"].startswith(first), region
        assert region.names["en"].endswith(last), region


def test_each_name_belongs_to_one_region_and_is_written_out() -> None:
    for language in ("id", "en"):
        names = [region.names[language] for region in KNOWN.values()]
        assert len(set(names)) == len(names)
        assert [name for name in names if not re.fullmatch(r"[A-Z][a-z]+(?:[ -][A-Za-z][a-z]*)+", name)] == []


def test_a_province_is_called_the_same_in_each_row() -> None:
    names = defaultdict(set)
    for row in rows():
        names[row["province_code"]].add((row["province_id"], row["province_en"]))
    assert [code for code, held in names.items() if len(held) != 1] == []
    assert len({name for held in names.values() for name, _ in held}) == len(names)


def test_well_known_regions_are_what_they_are() -> None:
    told = {
        "11.01": ("Kabupaten Aceh Selatan", "Aceh Selatan Regency", "Aceh"),
        "31.71": (
            "Kota Administrasi Jakarta Pusat",
            "Central Jakarta Administrative City",
            "Special Capital Region of Jakarta",
        ),
        "32.75": ("Kota Bekasi", "Bekasi City", "West Java"),
        "34.71": ("Kota Yogyakarta", "Yogyakarta City", "Special Region of Yogyakarta"),
        "96.71": ("Kota Sorong", "Sorong City", "Southwest Papua"),
    }
    assert {
        code: (KNOWN[code].names["id"], KNOWN[code].names["en"], KNOWN[code].province["en"]) for code in told
    } == told


@pytest.mark.parametrize("code", ["32.75", "11.01"])
def test_a_new_region_is_fine_but_for_texts_to_be_written(tmp_path: Path, code: str) -> None:
    data = tmp_path / "data"
    left_out = shutil.ignore_patterns("tests", "editions", "extra_files")
    shutil.copytree(DATA, data, ignore=left_out)
    create_region(read(data), code)
    dataset = read_edition(data, None, tmp_path / "regions" / f"{code}.yaml")
    assert isinstance(dataset, RegionalDataset)
    problems = region_problems(dataset)
    assert [problem for problem in problems if "is what `handbook new` left" not in problem.what] == []
    assert len(problems) >= 4


def test_source_state_and_licence_travel_with_it() -> None:
    notes = (DATA / NOTES).read_text(encoding="utf-8")
    assert any(decree.replace("/", " of ") in notes for decree in DECREES)
    assert "Copyright (c) 2017-2025 Cahya DSN" in notes
    assert "The above copyright notice and this permission notice shall be included in all" in notes
