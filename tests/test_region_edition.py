"""The edition of a region: what is its own stands apart from the text of the programme, which stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from tests.region_kit import REGION, files, handbook, project

pytestmark = pytest.mark.build

CODES = ("32.75", "32.76")
RECORDS = {".handbook.json", ".edition.json"}  # which name each other
ADDRESS = "https://national.example.org/buku/"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = project(tmp_path_factory.mktemp("regions"), *CODES)
    (folder / "regions" / "32.75.yaml").write_text(REGION.replace("example: true", "logo: 32.75.svg"))
    (folder / "regions" / "32.75.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    built = handbook(
        folder, "regions", "build", "regions", "--out", "out", "--pdfs", "none", SITE_URL=ADDRESS
    )
    assert built.returncode == 0, built.stderr
    return folder


@pytest.fixture(scope="module")
def alone(place: Path) -> Path:
    for code in CODES:
        built = handbook(place, "build", "--region", code, "--site-dir", f"alone/{code}", SITE_URL=ADDRESS)
        assert built.returncode == 0, built.stderr
    return place / "alone"


def page(site: Path, address: str) -> html.HtmlElement:
    return html.fromstring((site / address / "index.html").read_text(encoding="utf-8"))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("code", CODES)
def test_among_others_an_edition_is_the_same_as_alone(code: str, place: Path, alone: Path) -> None:
    among, by_itself = files(place / "out" / code, RECORDS), files(alone / code, RECORDS)
    assert among.keys() == by_itself.keys()
    assert [name for name in among if among[name] != by_itself[name]] == []


def test_what_editions_share_is_on_the_disk_once(place: Path) -> None:
    first, second = (place / "out" / code for code in CODES)
    one, other = files(first), files(second)
    pages = [name for name in one if name.endswith("index.html")]
    same = [name for name in pages if one[name] == other.get(name)]
    assert len(same) > len(pages) / 2
    assert [n for n in same if (first / n).stat().st_ino != (second / n).stat().st_ino] == []


def test_the_programmes_own_edition_is_as_without_regions(place: Path, tmp_path: Path) -> None:
    without = project(tmp_path / "other")
    for folder in (place, without):
        assert handbook(folder, "build", "--site-dir", "site", SITE_URL=ADDRESS).returncode == 0
    assert files(place / "site", RECORDS) == files(without / "site", RECORDS)


def test_a_local_task_has_a_page_that_says_whose_it_is(place: Path) -> None:
    shown = page(place / "out" / "32.75", "t/32.75/1")
    assert words(shown.find(".//h1")).startswith("32.75/1 Mendata rak kosong")
    assert "ditetapkan oleh Kota Rekaan" in words(shown.find(".//div[@class='local']"))
    assert "Relawan" in words(shown.find(".//ol[@data-ticks]"))
    in_english = page(place / "out" / "32.75", "en/t/32.75/1")
    assert words(in_english.find(".//h1")).startswith("32.75/1 Counting empty shelves")


def test_the_page_of_the_region_has_all_that_it_says(place: Path) -> None:
    text = words(page(place / "out" / "32.75", "local").find(".//article"))
    decree, name = "Nomor 12/2026 tanggal 2 Maret 2026 tentang Pembentukan", "Mendata rak kosong"
    for part in ("Kota, Provinsi Rekaan", "32.75", decree, "SD Rekaan 1", "Situs kota", name):
        assert part in text
    assert "Penerbit" in text  # the page to which it adds a note


def test_home_opens_at_the_stage_of_the_region(place: Path) -> None:
    shown = page(place / "out" / "32.75", "")
    card = shown.find(".//section[@class='hb-region-card local']")
    assert "Edisi Kota Rekaan" in words(card)
    assert card.find(".//img").get("src") == "assets/region-32.75.svg"
    leads = {link.get("href") for link in card.iter("a")}
    assert {"s/1/", "t/32.75/1/", "local/"} <= leads
    marked = shown.findall(".//a[@aria-current='true']")
    assert [one.get("href") for one in marked if one.get("class") == "stop"] == ["s/1/"]


def test_notes_and_local_names_stand_in_frames_of_their_own(place: Path) -> None:
    publisher = page(place / "out" / "32.75", "p/penerbit").findall(".//div[@class='local']")
    assert ["Penerbit setempat buka hari Senin." in words(one) for one in publisher] == [True]
    school = page(place / "out" / "32.75", "p/sekolah").findall(".//div[@class='local']")
    assert ["SD Rekaan 1" in words(one) for one in school] == [True]


def test_local_tasks_stand_with_the_stages_of_their_group(place: Path) -> None:
    own = page(place / "out" / "32.75", "s/1").find(".//div[@class='local']")
    assert "Mendata rak kosong" in words(own)
    assert own.find(".//a[@href='../../t/32.75/1/']") is not None


def test_shared_pages_get_the_name_by_a_script(place: Path) -> None:
    for code, name in zip(CODES, ("Kota Rekaan", "Kota Rekaan 1"), strict=True):
        script = (place / "out" / code / "assets" / "reader" / "region.js").read_text(encoding="utf-8")
        assert f'"{name}"' in script
    shown = page(place / "out" / "32.75", "d/buku-induk")
    assert shown.find(".//*[@data-region-name]").get("href") == "../../local/"
    assert shown.find(".//script[@src='../../assets/reader/region.js']") is not None


def test_pages_of_the_programme_belong_to_its_own_site(place: Path) -> None:
    shared = page(place / "out" / "32.75", "d/buku-induk").find(".//link[@rel='canonical']")
    assert shared.get("href") == f"{ADDRESS}d/buku-induk/"
    assert page(place / "out" / "32.75", "t/32.75/1").find(".//link[@rel='canonical']") is None


def test_search_finds_local_tasks(place: Path) -> None:
    parts = (place / "out" / "32.75" / "search").glob("part.*.js")
    assert any("Mendata rak kosong" in part.read_text(encoding="utf-8") for part in parts)


def test_the_data_of_the_region_lie_beside_those_of_the_programme(place: Path) -> None:
    folder = place / "out" / "32.75" / "data" / "v1"
    assert "Mendata rak kosong" in (folder / "region.json").read_text(encoding="utf-8")
    assert "Mendata rak kosong" not in (folder / "handbook.json").read_text(encoding="utf-8")
