"""Every site has the data files, its pages list them with their sizes, and they stay the same bytes."""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path

import pytest

from handbook.built_site.file_links import link_data_files
from handbook.export import csv_file, json_file
from handbook.export.published import FIRST, PUBLISHED, published_version
from handbook.export.reading import read_programme
from handbook.formats import size_in_words
from handbook.localised import locales
from handbook.outputs.data_files import FOLDER, HANDBOOK, SCHEMA, names, tables
from handbook.printing.site_pages import SitePages
from handbook.source.load import read
from tests.export_kit import dataset, opened, programme, words_of
from tests.html_kit import Page
from tests.places import LIBRARIES
from tests.site_builds import build, run

pytestmark = pytest.mark.build

SITES = {"libraries": "site"}


def folder_of(name: str, request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue(SITES[name]))


def listing(name: str, site: Path, code: str, kind: str) -> tuple[str, Page]:
    """Address below the site's root and contents of a page that lists data files."""
    locale = words_of(name).locales[code]
    address = locale.addresses.overviews[kind]
    address = address if code == locale.original else f"{code}/{address}"
    return address, Page.of(site / address / "index.html")


@pytest.mark.parametrize("name", SITES)
def test_a_site_holds_every_file_and_no_other(name: str, request: pytest.FixtureRequest) -> None:
    folder = folder_of(name, request) / FOLDER
    assert {file.name for file in folder.iterdir()} == set(names(programme(name)))


@pytest.mark.parametrize("name", SITES)
def test_the_files_of_a_site_are_what_the_data_says(name: str, request: pytest.FixtureRequest) -> None:
    """In the site's own words: names of hand-written pages, which texts link to, among them."""
    folder = folder_of(name, request) / FOLDER
    version = published_version(dataset(name).folder)
    assert (folder / HANDBOOK).read_bytes() == json_file.content(words_of(name), version)
    assert (folder / SCHEMA).read_bytes() == json_file.schema_content(words_of(name))
    for kind, file in tables(programme(name)).items():
        assert (folder / file).read_bytes() == csv_file.content(words_of(name), kind)
    assert read_programme((folder / HANDBOOK).read_bytes()).tasks == programme(name).tasks


@pytest.mark.parametrize("kind", ["data", "downloads"])
@pytest.mark.parametrize("name", SITES)
def test_both_pages_lead_to_each_file_and_tell_its_size(
    name: str, kind: str, request: pytest.FixtureRequest
) -> None:
    site = folder_of(name, request)
    for code in words_of(name).languages:
        address, page = listing(name, site, code, kind)
        text = page.text(code)
        result = set()
        for link in page.all("a"):
            if link.get("download") == "" and f"/{FOLDER}/" in link.get("href"):
                target = posixpath.normpath(posixpath.join(address, link.get("href")))
                file = site / target
                assert file.is_file(), target
                size = size_in_words(file.stat().st_size, code)
                label = words_of(name).label(
                    "data.page.file", code, format=file.suffix[1:].upper(), size=size
                )
                assert f"({label})" in text
                result.add(file.name)
        assert result == set(names(programme(name)))


def test_sizes_are_filled_in_anew_and_other_pages_left_alone(tmp_path: Path) -> None:
    held = locales(dataset("libraries"))
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / FOLDER / "tasks.csv").write_bytes(b"x" * 4200)
    page = tmp_path / held["id"].addresses.overviews["data"] / "index.html"
    page.parent.mkdir(exist_ok=True)
    page.write_text("<!--data:tasks.csv--><!--/data--> <!--data:gone.csv--><!--/data-->", encoding="utf-8")
    link_data_files(dataset("libraries"), tmp_path)
    first = page.read_text(encoding="utf-8")
    text = held["id"].label("data.page.file", format="CSV", size=size_in_words(4200, "id"))
    link_data_files(dataset("libraries"), tmp_path)
    assert page.read_text(encoding="utf-8") == first
    assert re.findall("csv-->(.+?)<!--/", first) == [f"({text})"]


def test_the_page_of_data_files_is_of_the_site_only(site: Path) -> None:
    """As search and downloads: nobody reads the fields of a file on paper."""
    locale = words_of("libraries").locales["id"]
    assert locale.addresses.overviews["data"] not in SitePages(site, locale)


def test_the_same_sources_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = build(tmp_path / "site")
    for file in sorted((site / FOLDER).iterdir()):
        assert (again / FOLDER / file.name).read_bytes() == file.read_bytes(), file.name


def test_workbooks_take_their_date_from_the_environment(tmp_path: Path) -> None:
    made = build(tmp_path / "site", "--data", str(LIBRARIES), SOURCE_DATE_EPOCH="1700000000")
    created = opened((made / FOLDER / "handbook.xlsx").read_bytes()).properties.created
    assert created.isoformat() == "2023-11-14T22:13:20"


def test_the_address_of_the_site_stands_in_the_files(tmp_path: Path) -> None:
    address = "https://buku.example.id/panduan/"
    made = build(tmp_path / "site", "--data", str(LIBRARIES), SITE_URL=address)
    result = json.loads((made / FOLDER / HANDBOOK).read_text(encoding="utf-8"))
    assert result["$schema"] == f"{address}{FOLDER}/{SCHEMA}"
    code = result["programme"]["languages"][1]
    assert result["tasks"][0]["permanent_address"][code].startswith(f"{address}{code}/t/")


def test_the_version_on_page_and_in_file_is_the_published_one(site: Path) -> None:
    version = published_version(LIBRARIES)
    result = json.loads((site / FOLDER / HANDBOOK).read_text(encoding="utf-8"))
    assert result["format"] == version
    for code in words_of("libraries").languages:
        assert version in listing("libraries", site, code, "data")[1].text(code)


def test_a_damaged_published_format_ends_the_build_with_a_sentence(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for file in LIBRARIES.glob("*.yaml"):
        (data / file.name).write_bytes(file.read_bytes())
    (data / PUBLISHED).parent.mkdir()
    (data / PUBLISHED).write_text("{", encoding="utf-8")
    assert read(data).programme is not None
    done = run("-m", "handbook", "build", "--data", str(data), "--site-dir", str(tmp_path / "site"))
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert f"{PUBLISHED.as_posix()}:1: the published form of " in said
    assert "get the file as it was from version control" in said
    assert "Traceback" not in said
    assert not (tmp_path / "site").exists()
    assert published_version(LIBRARIES) == FIRST
