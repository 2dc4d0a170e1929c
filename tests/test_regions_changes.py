"""What changed in the editions: found between two builds, kept in the data file, told as an Atom feed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from handbook.regions.changes import MOST, Change, Kind, changes_between, newest
from handbook.regions.data_file import read_data_file
from handbook.source.problems import DataError
from tests.regions_kit import ADDRESS, LOCALES, STAGES, WHOLE, edition, whole_country, written

A = "{http://www.w3.org/2005/Atom}"
DAY = "2026-12-01"
ONE, OTHER = edition("11.01", "Satu"), edition("11.02", "Dua")
FIRST, SECOND = STAGES[:2]


def kinds(changes: list[Change]) -> list[tuple[str, str]]:
    return [(change.code, change.kind) for change in changes]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ([ONE, OTHER], []),
        ([ONE], [("11.02", "gone")]),
        ([ONE, OTHER, edition("11.03")], [("11.03", "new")]),
        ([replace(ONE, stage=SECOND), OTHER], [("11.01", "stage")]),
        ([ONE, replace(OTHER, date="2026-11-30")], [("11.02", "content")]),
        ([replace(ONE, stage=SECOND, date=DAY), OTHER], [("11.01", "stage")]),  # told once
        ([replace(ONE, link="https://city.example/"), OTHER], []),
    ],
)
def test_what_changed_is_found(now: list[object], expected: list[tuple[str, str]]) -> None:
    assert kinds(changes_between([OTHER, ONE], now, DAY)) == expected  # type: ignore[arg-type]


def test_a_change_knows_its_stages() -> None:
    (new,) = changes_between([], [ONE], DAY)
    (moved,) = changes_between([ONE], [replace(ONE, stage=SECOND)], DAY)
    (gone,) = changes_between([ONE], [], DAY)
    assert (new.before, new.after) == ("", FIRST)
    assert (moved.before, moved.after, moved.day, moved.names) == (FIRST, SECOND, DAY, ONE.names)
    assert (gone.before, gone.after) == ("", "")


def test_a_stage_that_moves_there_and_back_in_a_day_is_two_changes() -> None:
    moved = replace(ONE, stage=SECOND)
    there, back = (changes_between([old], [new], DAY) for old, new in ((ONE, moved), (moved, ONE)))
    assert newest([*there, *back, *there]) == [*there, *back]


def test_the_newest_changes_are_kept_each_once() -> None:
    old = changes_between([], whole_country(), "2026-01-01")
    late = changes_between([OTHER, ONE], [replace(ONE, date=DAY), replace(OTHER, date=DAY)], DAY)
    held = newest([*old, *late, *late])
    assert kinds(held[:2]) == [("11.01", "content"), ("11.02", "content")]
    assert len(held) == WHOLE + 2
    assert len(newest([*old, *changes_between([], whole_country(), "2026-02-01")])) == MOST >= WHOLE


def test_the_next_build_knows_what_was(tmp_path: Path) -> None:
    assert read_data_file(tmp_path) == ([], [])
    made = changes_between([], [ONE, OTHER], DAY)
    written(tmp_path, [OTHER, ONE], made, address="")
    assert read_data_file(tmp_path) == ([ONE, OTHER], made)
    assert isinstance(read_data_file(tmp_path)[1][0].kind, Kind)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{", 1),
        ('{\n"editions": [],\n}', 3),
        ("[]", 1),
        ('{"editions": []}', 1),
        ('{"editions": [{"code": 1}]}', 1),
    ],
)
def test_a_damaged_data_file_is_named(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "editions.json").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_data_file(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (str(tmp_path / "editions.json"), line)
    assert "restore the file, or remove it" in problem.remedy


def feed_of(out: Path, folder: str = "") -> etree._Element:
    return etree.parse(str(out / folder / "feed.xml")).getroot()


ALL = [
    *changes_between([], [edition("11.04", "Baru")], "2026-12-04"),
    *changes_between([ONE], [replace(ONE, stage=SECOND)], "2026-12-03"),
    *changes_between([OTHER], [replace(OTHER, date="2026-12-02")], "2026-12-02"),
    *changes_between([edition("11.05", "Lama", example=True)], [], DAY),
]


def test_the_feed_tells_every_kind_of_change(tmp_path: Path) -> None:
    written(tmp_path, [ONE], ALL)
    label = LOCALES["en"].label
    entries = feed_of(tmp_path, "en").findall(f"{A}entry")
    title = {entry.findtext(f"{A}title") for entry in entries}
    assert title == {
        label("regions.change.new", place="Baru Regency"),
        label("regions.change.stage", place="Satu Regency"),
        label("regions.change.content", place="Dua Regency"),
        f"{label('regions.change.gone', place='Lama Regency')} ({label('regions.example')})",
    }
    first, second = (LOCALES["en"].name("stages", key) for key in (FIRST, SECOND))
    said = label("regions.change.stage_text", before=first, after=second)
    assert entries[1].findtext(f"{A}content") == f"<p>{said}</p>"
    links = [entry.find(f"{A}link").get("href") for entry in entries]  # type: ignore[union-attr]
    assert links == [f"{ADDRESS}{each}" for each in ("11.04/en/", "11.01/en/", "11.02/en/", "en/")]


@pytest.mark.parametrize(("folder", "language"), [("", "id"), ("en/", "en")])
def test_feed_readers_understand_it(tmp_path: Path, folder: str, language: str) -> None:
    written(tmp_path, [ONE], ALL)
    read = feedparser.parse((tmp_path / folder / "feed.xml").read_bytes())
    assert not read.bozo
    assert read.feed.language == language
    assert read.feed.link == ADDRESS + folder
    assert [entry.updated[:10] for entry in read.entries] == ["2026-12-04", "2026-12-03", "2026-12-02", DAY]
    assert read.feed.updated == read.entries[0].updated
    locale = LOCALES[language]
    assert read.feed.author == locale.text(locale.about.publisher)
    links = {(link.rel, link.href) for link in read.feed.links}
    assert ("self", f"{ADDRESS}{folder}feed.xml") in links
    assert ("related", f"{ADDRESS}{'' if folder else 'en/'}feed.xml") in links
    page = (tmp_path / folder / "index.html").read_text(encoding="utf-8")
    assert page.count('href="feed.xml"') == 2  # for programs and for people


def test_ids_stay_where_the_index_moves_and_differ_otherwise(tmp_path: Path) -> None:
    ids = {}
    for name, address in (("here", ADDRESS), ("there", "https://other.example/")):
        written(tmp_path / name, [ONE], ALL, address=address)
        held = [feed_of(tmp_path / name, folder) for folder in ("", "en")]
        ids[name] = [element.text for feed in held for element in feed.iter(f"{A}id")]
    assert ids["here"] == ids["there"]
    assert len(set(ids["here"])) == len(ids["here"]) == 2 * (1 + len(ALL))


@pytest.mark.parametrize(("address", "changes"), [("", ALL), (ADDRESS, [])])
def test_without_an_address_or_changes_there_is_no_feed(
    tmp_path: Path, address: str, changes: list[Change]
) -> None:
    names = written(tmp_path, [ONE], changes, address)
    assert not [name for name in names if "feed" in name]
    assert "feed.xml" not in (tmp_path / "index.html").read_text(encoding="utf-8")
    held = json.loads((tmp_path / "editions.json").read_text(encoding="utf-8"))["changes"]
    assert len(held) == len(changes)
