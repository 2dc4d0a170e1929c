"""The list of all regions is read as it stands, or each of its mistakes is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.model.region import RegionKind
from handbook.source.known_regions import LIST, KnownRegion, kind_by_code, known_regions
from handbook.source.problems import DataError

HEAD = "code,kind,name_id,name_en,province_code,province_id,province_en\n"
NORTH = '01.02,regency,"Kabupaten Utara, Lama",North Regency,01,Provinsi Utara,North Province\n'
SOUTH = "01.71,city,Kota Selatan,South City,01,Provinsi Utara,North Province\n"


def write(data: Path, text: str) -> Path:
    (data / LIST).write_bytes(text.encode())
    return data


def said(data: Path, text: str) -> list[str]:
    """What is wrong with a list: line, what, what to do."""
    with pytest.raises(DataError) as caught:
        known_regions(write(data, text))
    assert {problem.file for problem in caught.value.problems} == {(data / LIST).as_posix()}
    return [f"{problem.line}: {problem.what}; {problem.remedy}" for problem in caught.value.problems]


def test_a_programme_without_a_list_knows_no_region(tmp_path: Path) -> None:
    assert known_regions(tmp_path) == {}


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_each_row_is_a_region_with_names_by_language(tmp_path: Path, newline: str, mark: str) -> None:
    text = mark + f"{HEAD}{NORTH}\n{SOUTH}".replace("\n", newline)
    province = {"id": "Provinsi Utara", "en": "North Province"}
    north = {"id": "Kabupaten Utara, Lama", "en": "North Regency"}
    south = {"id": "Kota Selatan", "en": "South City"}
    held = known_regions(write(tmp_path, text))
    assert list(held.items()) == [
        ("01.02", KnownRegion("01.02", RegionKind.REGENCY, north, province)),
        ("01.71", KnownRegion("01.71", RegionKind.CITY, south, province)),
    ]


def test_columns_may_stand_in_any_order_and_in_any_languages(tmp_path: Path) -> None:
    text = "name_jv,province_jv,province_code,kind,code\nKutha Kidul,Propinsi Lor,01,city,01.71\n"
    names, province = {"jv": "Kutha Kidul"}, {"jv": "Propinsi Lor"}
    assert known_regions(write(tmp_path, text)) == {
        "01.71": KnownRegion("01.71", RegionKind.CITY, names, province)
    }


def test_spaces_around_values_say_nothing(tmp_path: Path) -> None:
    text = f"{HEAD}{SOUTH}".replace(",", " , ")
    assert known_regions(write(tmp_path, text))["01.71"].names == {"id": "Kota Selatan", "en": "South City"}


def test_every_wrong_row_is_named_in_one_run(tmp_path: Path) -> None:
    text = HEAD + NORTH
    text += "1.3,regency,Kabupaten A,A Regency,01,P,P\n"
    text += "01.04,town,Kota B,,01,P,P\n"
    text += "02.71,city,Kota C,C City,01,P,P\n"
    text += "\n"
    text += '01.02,regency,"Kabupaten\nD",D Regency,01,P,P\n'
    text += "01.05,regency,Kabupaten E,E Regency,01,P\n"
    text += "01.06,regency,Kabupaten F, lama,F Regency,01,P,P\n"
    assert said(tmp_path, text) == [
        "3: `1.3` is no code of a regency or city; write two digits, a dot and two digits, such as 32.75",
        "4: `name_en` has no value; write it",
        "4: `town` is no kind of region; write one of: regency, city",
        "5: the code `02.71` does not begin with that of its province, `01`; correct one of the two",
        "7: `01.02` stands in line 2 too; keep one of the two",
        "9: 6 values stand here, and 7 columns at the head; "
        "write one value for each column, in double quotes if it has a comma",
        "10: 8 values stand here, and 7 columns at the head; "
        "write one value for each column, in double quotes if it has a comma",
    ]


@pytest.mark.parametrize("code", ["٣٢.٧٥", "32.75x", "x32.75", "32,75", "32.7"])
def test_codes_are_four_digits_with_a_dot_between(tmp_path: Path, code: str) -> None:
    row = f'"{code}",city,Kota,City,01,P,P\n'
    assert said(tmp_path, HEAD + row)[0].startswith(f"2: `{code}` is no code of a regency or city; ")


BEGIN = (
    "begin with `code,kind,name_<language>,province_code,province_<language>`, with commas between columns"
)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", [f"1: the column `{column}` is missing" for column in ("code", "kind")]),
        (HEAD.replace("kind,", ""), [f"1: the column `kind` is missing; {BEGIN}"]),
        (HEAD.replace(",province_en", ""), [f"1: the column `province_en` is missing; {BEGIN}"]),
        (HEAD.replace("name_en,", ""), [f"1: the column `name_en` is missing; {BEGIN}"]),
        (
            HEAD.replace("kind", "kinds"),
            [
                f"1: the column `kind` is missing; {BEGIN}",
                "1: the column `kinds` is not known here; did you mean `kind`?",
            ],
        ),
        (
            HEAD.replace("name_en", "name_id"),
            ["1: the column `name_en` is missing", "1: the column `name_id` st"],
        ),
        (HEAD.replace(",", ";"), ["1: the column `code;kind;name_id"]),
    ],
)
def test_columns_that_are_missing_or_not_known_are_named(
    tmp_path: Path, head: str, expected: list[str]
) -> None:
    found = said(tmp_path, head + NORTH if head else head)
    assert [any(one.startswith(wanted) for one in found) for wanted in expected] == [True] * len(expected), (
        found
    )
    assert all(one.startswith("1: ") for one in found)


def test_a_list_without_names_lacks_them_in_some_language(tmp_path: Path) -> None:
    assert said(tmp_path, "code,kind,province_code,province_id,province_en\n") == [
        f"1: the column `name_<language>` is missing; {BEGIN}"
    ]


def test_a_quote_that_does_not_end_is_named_at_its_row(tmp_path: Path) -> None:
    assert said(tmp_path, HEAD + SOUTH + '01.72,city,"Kota\nX,X,01,P,P\n') == [
        "3: this is not valid CSV (unexpected end of data); put quotes around a whole value only"
    ]


def test_what_nobody_sees_is_named(tmp_path: Path) -> None:
    assert said(tmp_path, HEAD + SOUTH.replace("South", "So\u202euth")) == [
        "2: an invisible control character (U+202E) stands in column 27; delete it"
    ]


def test_a_list_that_was_not_merged_is_named_at_its_marks_alone(tmp_path: Path) -> None:
    text = f"{HEAD}<<<<<<< HEAD\n{NORTH}=======\n{SOUTH}>>>>>>> other\n"
    found = said(tmp_path, text)
    assert [one.partition(" ")[0] for one in found] == ["2:", "4:", "6:"]
    assert all("the mark of an unfinished merge" in one for one in found)


def test_a_list_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / LIST).write_bytes(HEAD.encode() + "01.71,city,Kôta".encode("latin-1"))
    with pytest.raises(DataError, match=":2: this is not UTF-8 text"):
        known_regions(tmp_path)


@pytest.mark.parametrize(
    ("code", "kind"), [("01.01", "regency"), ("99.70", "regency"), ("01.71", "city"), ("01.99", "city")]
)
def test_the_kind_follows_from_the_code(code: str, kind: str) -> None:
    assert kind_by_code(code) == kind
