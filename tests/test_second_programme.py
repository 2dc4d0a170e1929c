"""Another programme is built by its data alone, and nothing of this one shows in it."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook.source.load import read
from tests.html_kit import Page, pages, split
from tests.label_kit import with_labels
from tests.places import LIBRARIES
from tests.site_builds import build, write_data

_TEXTS = {".html", ".xml", ".txt", ".json", ".csv", ".svg"}
OURS = re.compile(
    r"\b(?:PPSP|Pokja|sanitasi|sanitation|Bupati|Regent|Wali Kota|Mayor|Buku Putih|White Book|SSK|TTPS)\b",
    re.IGNORECASE,
)


def test_no_word_of_this_programme_is_on_its_pages(site: Path) -> None:
    for file in sorted(site.rglob("*")):
        if file.suffix == ".xlsx":
            with zipfile.ZipFile(file) as parts:
                texts = [parts.read(name).decode("utf-8") for name in parts.namelist()]
        elif file.suffix in _TEXTS or file.name.startswith("handbook."):
            texts = [file.read_text(encoding="utf-8")]
        else:
            continue
        assert OURS.findall(" ".join(texts)) == [], file


def test_it_has_a_page_for_every_record(site: Path) -> None:
    programme = read(LIBRARIES).programme
    assert programme is not None
    built = {address for address, _ in pages(site)}
    for section, folder in (
        ("stages", "s"),
        ("roles", "r"),
        ("tasks", "t"),
        ("partners", "p"),
        ("documents", "d"),
    ):
        for key in getattr(programme, section):
            assert f"{folder}/{key.lower()}" in built
            assert f"en/{folder}/{key.lower()}" in built


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LIBRARIES, tmp_path / "data"))


def change(copy: Path, name: str, **sections: object) -> None:
    """Change a data file: keys of its first section, or whole sections."""
    file = copy / name
    data = yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else {}
    data.update(sections)
    write_data(file, data)


def test_one_language_is_enough(copy: Path, tmp_path: Path) -> None:
    for file in copy.glob("*.yaml"):
        data = without(yaml.safe_load(file.read_text(encoding="utf-8")), "en")
        if "programme" in data:
            data["programme"]["languages"] = ["id"]
        file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    site = build(tmp_path / "site", "--data", str(copy))
    assert not (site / "en").exists()
    page = Page.of(site / "t" / "l1" / "index.html")
    assert page.all(class_="other") == []
    assert page.all("input", id="both-languages") == []


def without(value: Any, language: str) -> Any:
    if isinstance(value, dict):
        return {key: without(inner, language) for key, inner in value.items() if key != language}
    if isinstance(value, list):
        return [without(item, language) for item in value]
    return value


def test_a_redirected_page_leads_on(copy: Path, tmp_path: Path) -> None:
    programme = read(copy).programme
    assert programme is not None
    terms, term = programme.programme.addresses.terms, next(iter(programme.terms))
    change(copy, "redirects.yaml", redirects={"t/old": "t/l1", f"{terms}#old": f"{terms}#{term}"})
    site = build(tmp_path / "site", "--data", str(copy))
    for folder in (site, site / "en"):
        page = Page.of(folder / "t" / "old" / "index.html")
        (refresh,) = page.all("meta", http_equiv="refresh")
        assert refresh.get("content") == "0; url=../../t/l1/"
        assert (folder / "t" / "old" / "../../t/l1/index.html").is_file()
        glossary = Page.of(folder / terms / "index.html")
        (moved,) = glossary.all("p", id="old")
        assert moved.text
        assert f"#{term}" in [e.get("href") for e in glossary.all("a")]


def test_a_big_programme_keeps_its_navigation_small(copy: Path, tmp_path: Path) -> None:
    roles = yaml.safe_load((copy / "roles.yaml").read_text(encoding="utf-8"))
    first, task = next(iter(roles["tasks"].items()))
    del first
    for number in range(200):
        name = {"id": f"Kerja {number}", "en": f"Work {number}"}
        roles["tasks"][f"X{number}"] = {**task, "name": name, "counterpart": "none", "see": []}
        roles["tasks"][f"X{number}"].pop("see")
    change(copy, "roles.yaml", **roles)
    site = build(tmp_path / "site", "--data", str(copy))
    page = Page.of(site / "t" / "x100" / "index.html")
    (navigation,) = page.all("nav", class_="hb-nav")
    start, end = page.elements.index(navigation), len(page.elements)
    links = [e.get("href") for e in page.elements[start:end] if e.tag == "a" and "/t/" in e.get("href")]
    assert "../../t/x99/" in links
    assert "../../t/x150/" not in links
    listed = [
        re.sub(r"(\.\./)+(t/)?", "", link.get("href"))
        for file in (site / "t").glob("group-*/**/index.html")
        for link in Page.of(file).all("a")
    ]
    assert len([address for address in listed if re.fullmatch(r"x\d+/", address)]) == 200


def with_third(value: Any) -> Any:
    """The same data with a third language, made from the English."""
    if isinstance(value, dict):
        more = {"qx": f"{value['en']} (qx)"} if isinstance(value.get("en"), str) else {}
        return {key: with_third(inner) for key, inner in value.items()} | more
    if isinstance(value, list):
        return [with_third(item) for item in value]
    return value


def test_three_languages_stand_side_by_side(copy: Path, tmp_path: Path) -> None:
    for name, content in list(with_labels(copy)):
        data = with_third(content)
        if "programme" in data:
            data["programme"]["languages"] = ["id", "en", "qx"]
            data["programme"]["language_names"]["qx"] = "Qx"
        write_data(copy / name, data)
    site = build(tmp_path / "site", "--data", str(copy))
    codes = ("id", "en", "qx")
    result: dict[str, set[str]] = {code: set() for code in codes}
    for address, page in pages(site):
        code, own = split(address, codes)
        result[code].add(own)
        assert page.all("html")[0].get("lang") == code, address
        assert [e.get("hreflang") for e in page.all("a") if e.get("hreflang")] == list(codes), address
        alternates = [e.get("hreflang") for e in page.all("link") if e.get("hreflang")]
        assert sorted(alternates) == ["en", "id", "qx", "x-default"], address
    assert result["id"] == result["en"] == result["qx"]
    assert Page.of(site / "qx" / "t" / "l1" / "index.html").all("h1")[0].text.count("(qx)") == 1
    # Beside a translation stands the original, which is the text that counts.
    assert {e.get("lang") for e in Page.of(site / "qx/t/l1/index.html").all(class_="other")} == {"id"}


def test_a_programme_may_have_sixty_stages(copy: Path, tmp_path: Path) -> None:
    roles = yaml.safe_load((copy / "roles.yaml").read_text(encoding="utf-8"))
    numbers = [str(number) for number in range(4, 61)]
    for number in numbers:
        name = {"id": f"Langkah besar {number}", "en": f"Great step {number}"}
        roles["stages"][number] = {"name": name, "summary": {**name, "ground": "editorial"}}
    roles["groups"]["layan"]["stages"] += numbers
    change(copy, "roles.yaml", **roles)
    site = build(tmp_path / "site", "--data", str(copy))
    for folder in (site, site / "en"):
        assert len(list((folder / "s").glob("*/index.html"))) == 60
        listed = [e.get("href") for e in Page.of(folder / "s" / "index.html").all("a")]
        assert {f"../s/{number}/" for number in range(1, 61)} <= set(listed)
        near = {e.get("rel"): e.get("href") for e in Page.of(folder / "s/60/index.html").all("a")}
        assert near["prev"] == "../../s/59/"
        assert "next" not in near
        assert "Great step 59" in Page.of(site / "en/s/60/index.html").all("nav", class_="hb-nav")[0].text
        assert "Great step 30" not in Page.of(site / "en/s/60/index.html").all("nav", class_="hb-nav")[0].text
