"""The spelling of what regions write, with a dictionary that holds what a test says."""

from __future__ import annotations

from pathlib import Path

from handbook import spelling
from handbook.source.load import read
from handbook.spelling.speller import Speller
from tests.region_kit import REGION
from tests.region_kit import project as region_project


class AllBut:
    """A dictionary that knows every word but some."""

    def __init__(self, unknown: str):
        self._unknown = set(unknown.split())

    def lookup(self, word: str) -> bool:
        return word not in self._unknown


def told(project: Path, unknown: str) -> list[str]:
    dataset = read(project / "data", project / "docs")
    assert dataset.programme is not None
    known = {code: Speller(code, AllBut(unknown)) for code in dataset.programme.languages}
    return [str(problem) for problem in spelling.problems(dataset, dataset.programme, known)]


def with_fault(project: Path, code: str, text: str = REGION) -> None:
    """Let the name of the task of a region hold a word that is spelt wrong."""
    wrong = text.replace("32.75", code).replace("rak kosong", "raak")
    (project / "regions" / f"{code}.yaml").write_text(wrong, encoding="utf-8")


def test_a_word_that_two_regions_spell_wrong_is_told_of_each_with_its_line(tmp_path: Path) -> None:
    folder = region_project(tmp_path, "32.75", "32.76")
    for code in ("32.75", "32.76"):
        with_fault(folder, code)
    line = next(number for number, text in enumerate(REGION.splitlines(), 1) if "rak kosong" in text)
    assert [one.partition(": ")[0] for one in told(folder, "raak")] == [
        f"{folder}/regions/32.75.yaml:{line}",
        f"{folder}/regions/32.76.yaml:{line}",
    ]


def test_where_a_translation_is_missing_a_word_is_told_once(tmp_path: Path) -> None:
    folder = region_project(tmp_path, "32.75")
    with_fault(folder, "32.75", REGION.replace(', en: "Counting empty shelves"', ""))
    assert len(told(folder, "raak")) == 1


def test_words_that_are_known_are_not_told(tmp_path: Path) -> None:
    assert told(region_project(tmp_path, "32.75"), "raak") == []
