"""The index of all editions: what pages say, where links lead, what it weighs, the same bytes each time."""

from __future__ import annotations

import gzip
import json
import random
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import html

from handbook.localised import locales
from handbook.regions.by_province import by_province
from handbook.regions.facts import EditionFacts, folded, name_in, other_words
from tests.html_validity_kit import faults
from tests.regions_kit import ADDRESS, LANGUAGES, LOCALES, STAGES, WHOLE, edition, whole_country, written
from tests.shapes_kit import SHAPES, Shape, everything

MOST_PACKED = 30_000  # bytes of a page with all that it loads, as a phone receives them: asked for are 60,000
REAL = edition("11.01", "Satu")
EXAMPLE = edition("11.02", "Dua", example=True)
FOLDERS = {"id": "", "en": "en/"}


def opened(out: Path, language: str = "id") -> Any:
    return html.fromstring((out / FOLDERS[language] / "index.html").read_text(encoding="utf-8"))


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def links(page: Any, where: str) -> list[str]:
    return [str(link.get("href")) for link in page.xpath(where)]


def loaded(page: Any) -> list[str]:
    return [*links(page, "//link[@rel='stylesheet']"), *page.xpath("//script/@src")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_edition_stands_under_its_province_with_stage_and_date(tmp_path: Path, language: str) -> None:
    editions = whole_country()
    written(tmp_path, editions)
    page = opened(tmp_path, language)
    found = []
    for section in page.xpath("//section[@data-province]"):
        province = words(section.find("h3/span"))
        rows = section.findall("ul/li")
        assert words(section.find("h3/small")) == str(len(rows))
        for row in rows:
            name, code = words(row.find("div/a")), words(row.find("div/small"))
            found.append((code, name, province, words(row.find("span")), row.find("time").get("datetime")))
    stages = {key: LOCALES[language].name("stages", key) for key in STAGES}
    assert sorted(found) == sorted(
        (one.code, one.names[language], one.province[language], stages[one.stage], one.date)
        for one in editions
    )
    assert [code for code, *_ in found] == sorted(code for code, *_ in found)
    assert len(found) == WHOLE


def test_codes_are_ordered_as_numbers() -> None:
    places = [edition(code, within="Satu") for code in ("9.10", "11.1", "9.9", "11.01")]
    (province,) = by_province(places, "id")
    assert [one.code for one in province.editions] == ["9.9", "9.10", "11.01", "11.1"]


def test_dates_are_said_in_the_language_of_the_page(tmp_path: Path) -> None:
    written(tmp_path, [edition(date="2026-05-02")])
    said = {language: words(opened(tmp_path, language).find(".//time")) for language in LANGUAGES}
    assert said == {"id": "2 Mei 2026", "en": "2 May 2026"}


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("32.75/", {"id": "32.75/", "en": "../32.75/en/"}),
        ("https://city.example/book/", dict.fromkeys(LANGUAGES, "https://city.example/book/")),
    ],
)
def test_an_edition_is_opened_in_the_language_of_the_page(
    tmp_path: Path, link: str, expected: dict[str, str]
) -> None:
    written(tmp_path, [edition(link=link)])
    where = "//section[@data-province]//a"
    assert {code: links(opened(tmp_path, code), where) for code in LANGUAGES} == {
        code: [one] for code, one in expected.items()
    }


def test_what_a_page_loads_and_links_to_stands_beside_it_and_is_told(tmp_path: Path) -> None:
    names = written(tmp_path, [REAL, EXAMPLE])
    on_disk = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*") if file.is_file()}
    assert names == on_disk
    for language, folder in FOLDERS.items():
        page = opened(tmp_path, language)
        own = [*loaded(page), *links(page, "//p[@class='files']/a")]
        assert len(own) == 5
        assert {urljoin(folder, each).replace("../", "") for each in own} <= names
        assert all(re.search(r"\.[0-9a-f]{8}\.(css|js)$", each) for each in loaded(page))
        anchors = {each[1:] for each in links(page, "//a[starts-with(@href, '#')]")}
        assert len(anchors) > 2
        assert anchors <= set(page.xpath("//@id"))
        assert page.xpath("//img | //iframe | //style | //script[not(@src)] | //*[@style]") == []


@pytest.mark.parametrize(
    ("address", "root"), [("", "{up}"), (ADDRESS, ADDRESS), (ADDRESS.rstrip("/"), ADDRESS)]
)
def test_languages_know_each_other(tmp_path: Path, address: str, root: str) -> None:
    written(tmp_path, [REAL], address=address)
    for language, up in (("id", ""), ("en", "../")):
        page = opened(tmp_path, language)
        assert (page.get("lang"), page.get("dir")) == (language, "ltr")
        at = root.replace("{up}", up)
        home = at or "./"
        alternates = {
            each.get("hreflang"): each.get("href")
            for each in page.xpath("//link[@rel='alternate'][@hreflang]")
        }
        assert alternates == {"id": home, "en": f"{at}en/", "x-default": home}
        assert links(page, "//ul[@class='hb-languages']//a") == [up or "./", f"{up}en/"]
        (current,) = page.xpath("//ul[@class='hb-languages']//a[@aria-current]")
        assert current.get("hreflang") == language
        own = f"{ADDRESS}{FOLDERS[language]}"
        assert links(page, "//link[@rel='canonical']") == ([own] if address else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_what_it_is(tmp_path: Path, language: str) -> None:
    written(tmp_path, [REAL, EXAMPLE])
    page, locale = opened(tmp_path, language), LOCALES[language]
    title = locale.text(locale.about.title)
    assert page.findtext(".//title") == f"{locale.label('regions.title')} – {title}"
    (description,) = page.xpath("//meta[@name='description']/@content")
    assert title in description and "2" in description
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "script-src 'self';" in policy and "unsafe" not in policy
    assert words(page.find(".//h1")) == locale.label("regions.title")
    assert locale.about.licence.address in links(page, "//a[@rel='license']")
    courtesy = locale.label("site.courtesy", original=locale.about.language_names["id"])
    assert (courtesy in words(page.find(".//footer"))) is (language != "id")


def test_invented_regions_are_said_to_be_so(tmp_path: Path) -> None:
    written(tmp_path, [REAL, EXAMPLE])
    for language in LANGUAGES:
        page, label = opened(tmp_path, language), LOCALES[language].label
        marked = page.xpath("//section[@data-province]//li[.//em]")
        assert [words(row.find("div/em")) for row in marked] == [label("regions.example")]
        assert EXAMPLE.names[language] in words(marked[0])
        notice = label("regions.examples", mark=label("regions.example"), count=1)
        assert [words(each) for each in page.xpath("//p[@class='notice']")] == [notice]
    written(tmp_path, [REAL])
    assert opened(tmp_path).xpath("//em | //p[@class='notice']") == []


def test_without_editions_the_page_says_so(tmp_path: Path) -> None:
    names = written(tmp_path, [])
    assert not [name for name in names if "pictures" in name or "feed" in name]
    for language in LANGUAGES:
        page = opened(tmp_path, language)
        assert LOCALES[language].label("regions.none") in words(page)
        assert page.xpath("//form | //svg | //section") == []


def test_a_name_without_translation_keeps_its_language(tmp_path: Path) -> None:
    one = edition(names={"id": "Kota Lama"}, province={"id": "Provinsi Lama", "en": ""})
    other = edition(
        "32.76", names={"id": "Kota Baru", "en": ""}, province={"id": "provinsi-lama", "en": "Old"}
    )
    written(tmp_path, [one, other])
    page = opened(tmp_path, "en")
    (section,) = page.xpath("//section[@data-province]")
    assert words(section.find("h3/span")) == "Old"  # of the region that has the translation
    assert [words(each) for each in section.xpath(".//li//span[@lang='id']")] == ["Kota Lama", "Kota Baru"]
    assert opened(tmp_path).xpath("//main//*[@lang]") == []


def test_a_stage_that_the_programme_lost_is_shown_by_its_number(tmp_path: Path) -> None:
    written(tmp_path, [edition(stage="99")])
    page, named = opened(tmp_path), LOCALES["id"].label("stage.numbered", number="99")
    assert words(page.xpath("//li[@data-stage='99']/span")[0]) == named
    assert [words(option) for option in page.xpath("//select[@name='stage']/option")][-1] == named


def test_what_stands_in_names_is_text_and_nothing_else(tmp_path: Path) -> None:
    name = "<b onclick='x'>\"&</b>"
    written(tmp_path, [edition(names={"id": name}, province={"id": name}, link='a"b/')])
    for language in LANGUAGES:
        page = opened(tmp_path, language)
        assert page.xpath("//b | //*[@onclick]") == []
        assert words(page.find(".//section//h3/span")) == name
    assert 'onclick="' not in (tmp_path / "pictures" / "stages.id.svg").read_text(encoding="utf-8")


def test_the_same_editions_make_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    editions = whole_country()
    first = written(tmp_path / "a", editions)
    random.Random(1).shuffle(editions)
    assert written(tmp_path / "b", editions) == first
    for name in first:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_editions_are_light(tmp_path: Path, language: str) -> None:
    written(tmp_path, whole_country())
    page = opened(tmp_path, language)
    files = [tmp_path / FOLDERS[language] / name for name in ("index.html", *loaded(page))]
    weights = [len(gzip.compress(file.read_bytes(), 6)) for file in files]
    print(weights)
    assert len(files) == 3  # one style sheet, one script
    assert sum(weights) <= MOST_PACKED


def test_pages_are_valid_html(tmp_path: Path) -> None:
    written(tmp_path / "some", [REAL, EXAMPLE])
    written(tmp_path / "none", [])
    assert faults(tmp_path) == []


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_programmes_of_other_shapes_have_an_index(tmp_path: Path, shape: Shape) -> None:
    known = locales(everything(tmp_path / "data", shape))
    original = shape.languages[0]
    places = [
        EditionFacts(
            f"1.{n}", {original: f"Ä{n}"}, "city", {original: "مقاطعة"}, str(n), "2026-01-01", f"1.{n}/"
        )
        for n in range(1, shape.stages + 1)
    ]
    written(tmp_path / "out", places, known=known)
    for locale in known.values():
        folder = "" if locale.language == original else locale.language
        page: Any = html.fromstring((tmp_path / "out" / folder / "index.html").read_text(encoding="utf-8"))
        assert page.get("dir") == ("rtl" if locale.language == "ar" else "ltr")
        assert len(page.xpath("//section[@data-province]//li")) == shape.stages
        assert len(page.xpath("//svg[@role='img']/rect")) == shape.stages
        assert len(page.xpath("//nav//a")) == (len(known) if len(known) > 1 else 0)
    assert faults(tmp_path / "out") == []


def test_the_data_file_holds_every_edition(tmp_path: Path) -> None:
    written(tmp_path, [EXAMPLE, REAL])
    held = json.loads((tmp_path / "editions.json").read_text(encoding="utf-8"))["editions"]
    assert [one["code"] for one in held] == ["11.01", "11.02"]
    assert held[1] == {
        "code": "11.02",
        "names": {"id": "Kabupaten Dua", "en": "Dua Regency"},
        "kind": "regency",
        "province": {"id": "Provinsi Barat", "en": "Barat Province"},
        "stage": STAGES[0],
        "date": "2026-11-24",
        "link": "11.02/",
        "example": True,
    }


def test_names_are_compared_without_diacritics_and_joins() -> None:
    assert folded("Díbaka-Ba'u É") == "dibaka ba u e"
    assert name_in({"en": "", "id": "Satu"}, ["en"]).language == "id"
    assert name_in({}, ["en"]).text == ""
    assert other_words({"id": "Kota Díba", "en": "Diba City"}, "Diba City") == "kota"
