"""The picture of stages by province: one chart each on one scale, the same in its table and in its file."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from handbook.regions.by_province import by_province
from handbook.regions.facts import EditionFacts
from handbook.regions.picture import HEIGHT, WIDTH, Chart, StagePicture, stage_picture
from tests.regions_kit import LANGUAGES, LOCALES, STAGES, WHOLE, edition, whole_country, written

S = "{http://www.w3.org/2000/svg}"
FIRST, SECOND = STAGES[:2]


def picture_of(editions: list[EditionFacts], language: str = "id") -> StagePicture:
    return stage_picture(LOCALES[language], by_province(editions, "id"), editions)


def many(province: str, place: int, **stages: int) -> list[EditionFacts]:
    keys = [stage for stage, count in stages.items() for _ in range(count)]
    return [
        edition(f"{place}.{n:02}", f"{province}{n}", province, stage=key.strip("s"))
        for n, key in enumerate(keys, 1)
    ]


def by_name(picture: StagePicture) -> dict[str, Chart]:
    return {chart.name.text: chart for chart in picture.charts}


TWO = [*many("Barat", 11, s1=4, s2=2), *many("Timur", 12, s2=1)]


def test_every_province_is_counted_by_stage() -> None:
    charts = by_name(picture_of(TWO))
    rest = (0,) * (len(STAGES) - 2)
    assert {name: chart.counts for name, chart in charts.items()} == {
        "Provinsi Barat": (4, 2, *rest),
        "Provinsi Timur": (0, 1, *rest),
    }
    assert charts["Provinsi Barat"].total == 6
    assert picture_of(TWO).totals == (4, 3, *rest)


def test_all_charts_have_one_scale() -> None:
    charts = by_name(picture_of(TWO))
    four, two, none = charts["Provinsi Barat"].columns[:3]
    one = charts["Provinsi Timur"].columns[1]
    assert four.height == pytest.approx(2 * two.height) == pytest.approx(4 * one.height)
    assert none.height == 0 and none.figure == ""
    assert four.top > 0 and four.top + four.height == two.top + two.height == one.top + one.height < HEIGHT
    assert [column.stage for column in charts["Provinsi Timur"].columns] == list(STAGES)


def test_columns_stay_apart_and_inside() -> None:
    columns = picture_of(TWO).charts[0].columns
    for left, right in pairwise(columns):
        assert left.left + left.width < right.left
        assert left.left < left.middle < left.left + left.width
    assert columns[0].left > 0 and columns[-1].left + columns[-1].width < WIDTH


def test_one_region_is_seen_beside_very_many() -> None:
    picture = picture_of([*many("Barat", 11, s1=900), *many("Timur", 12, s1=1)])
    assert picture.charts[1].columns[0].height >= 2


def test_numbers_that_have_no_room_are_left_out() -> None:
    places = [edition(f"11.{n:02}", str(n), stage=f"{n}") for n in range(1, 61)]
    columns = picture_of(places).charts[0].columns
    shown = [column for column in columns if column.stage]
    assert len(columns) == 60
    assert 5 < len(shown) < 12
    assert min(b.middle - a.middle for a, b in pairwise(shown)) >= 16
    assert {column.figure for column in columns} == {""}


def test_invented_regions_are_not_counted_beside_real_ones() -> None:
    real, invented = edition("11.01"), edition("11.02", "Dua", example=True)
    other = edition("99.71", "Tiga", "Rekaan", example=True, stage=SECOND)
    picture = picture_of([real, invented, other])
    charts = by_name(picture)
    mark = LOCALES["id"].label("regions.example")
    assert [chart.total for chart in charts.values()] == [1, 1]
    assert charts["Provinsi Rekaan"].heading == f"Provinsi Rekaan ({mark})"
    assert charts["Provinsi Rekaan"].words.startswith(f"Provinsi Rekaan ({mark}): ")
    assert charts["Provinsi Barat"].heading == "Provinsi Barat"
    assert (sum(picture.totals), picture.uncounted) == (1, 1)


def test_only_invented_regions_have_no_sum(tmp_path: Path) -> None:
    invented = [edition("99.71", "Tiga", "Rekaan", example=True)]
    assert picture_of(invented).totals == ()
    written(tmp_path, invented)
    assert "<tfoot>" not in (tmp_path / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_table_and_file_say_the_same(tmp_path: Path, language: str) -> None:
    invented = edition("99.71", "Satu", "Rekaan", example=True)
    editions = [*whole_country(), invented]
    picture = picture_of(editions, language)
    written(tmp_path, editions)
    folder = tmp_path if language == "id" else tmp_path / language
    page: Any = html.fromstring((folder / "index.html").read_text(encoding="utf-8"))
    words = [chart.words for chart in picture.charts]
    assert page.xpath("//svg[@role='img']/@aria-label") == words
    label = LOCALES[language].label
    numbered = label("stage.numbered", number=FIRST)
    first = label("regions.picture.count", stage=numbered, count=picture.charts[0].counts[0])
    assert words[0].startswith(f"{picture.charts[0].name.text}: {first}; ")
    rows = [[cell.text_content() for cell in row] for row in page.xpath("//tbody/tr")]
    assert rows == [[chart.heading, *map(str, chart.counts), str(chart.total)] for chart in picture.charts]
    sums = [cell.text_content() for cell in page.xpath("//tfoot/tr/*")]
    assert sums[1:] == [*map(str, picture.totals), str(WHOLE)]

    root: Any = etree.parse(str(tmp_path / "pictures" / f"stages.{language}.svg")).getroot()
    assert root.get("role") == "img"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert root.findtext(f"{S}title") == label("regions.picture.title")
    assert root.findtext(f"{S}desc") == ". ".join(words)
    drawn = root.xpath("//*[@class='chart']")
    assert [len(chart.findall(f"{S}rect")) for chart in drawn] == [
        sum(map(bool, chart.counts)) for chart in picture.charts
    ]
    texts = ["".join(text.itertext()) for text in root.iter(f"{S}text")]
    assert set(picture.stages.values()) <= set(texts)
    assert not root.xpath("//*[@href]") and "http" not in etree.tostring(root, encoding="unicode")[60:]


def test_nothing_in_the_file_is_cut_off_or_lies_on_another(tmp_path: Path) -> None:
    name = "Daerah Khusus yang Sangat Panjang Sekali Namanya dan Masih Panjang"
    editions = [*whole_country(), edition("99.71", "Satu", name, example=True)]
    written(tmp_path, editions)
    root: Any = etree.parse(str(tmp_path / "pictures" / "stages.id.svg")).getroot()
    width, height = (int(root.get(side, "0")) for side in ("width", "height"))
    places = [
        tuple(map(int, group.get("transform", "").removeprefix("translate(")[:-1].split()))
        for group in root.xpath("/*/*[local-name()='g']")
    ]
    assert len(set(places)) == len(places) == 39
    assert max(x for x, _ in places) + WIDTH <= width
    lines = sorted(int(text.get("y", "0")) for text in root.findall(f"{S}text"))
    charts_end = max(y for _, y in places) + 38 + HEIGHT
    assert lines[-1] < height
    assert not [y for y in lines if min(y for _, y in places) <= y <= charts_end]
    (heads,) = [
        ["".join(text.itertext()) for text in group.findall(f"{S}text")]
        for group in root.xpath("/*/*[local-name()='g']")
        if "Sangat" in "".join(group.itertext())
    ]
    assert len(heads) == 2 and heads[-1].endswith("…") and max(map(len, heads)) <= 25
