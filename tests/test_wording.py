"""The style sheet is data: its forms are found as whole words where they are wrong, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.check import problems
from handbook.source.load import read
from tests._small import change, write_small

SHEET = """\
style:
  city:
    language: en
    use: "city"
    avoid: ["town", "county town"]
    except: ["Town Hall Act", "town crier"]
  you: {language: id, use: "Anda", avoid: ["anda"], case: true}
"""


def found(folder: Path, english: str, indonesian: str = "Cabut gulma.", page: str = "") -> list[str]:
    """What the checks say of a text of the small programme and of a page."""
    data, docs = write_small(folder / "data"), folder / "docs"
    (data / "sheet.yaml").write_text(SHEET, encoding="utf-8")
    change(data / "roles.yaml", "Pull the weeds.", english)
    change(data / "roles.yaml", "Cabut gulma.", indonesian)
    for language, text in (("id", "Halaman."), ("en", page or "A page.")):
        (docs / language).mkdir(parents=True)
        (docs / language / "page.md").write_text(text, encoding="utf-8")
    return [f"{problem.what}; {problem.remedy}" for problem in problems(read(data, docs))]


@pytest.mark.parametrize(
    "english",
    [
        "Go to town.",
        "Town first.",
        "The toWN’s wall.",
        "Town/village.",
        "This town, that town.",
        "Ask the *town*.",
        "Ask [the town](https://example.org/).",
        "See [[t/b1|the town]].",
        "[Go to town]{en}.",
        "The Town Hall Act is of the town.",
    ],
)
def test_a_form_is_found_as_a_whole_word_with_any_capitals(english: str, tmp_path: Path) -> None:
    indonesian = "Lihat [[t/b1]]." if "[[" in english else "Cabut gulma."
    (said,) = found(tmp_path, english, indonesian)  # once a line is enough
    assert "write “city”, not “" in said


@pytest.mark.parametrize(
    "english",
    [
        "A township, downtown.",
        "`town`",
        "See https://example.org/town or town@town.example.org.",
        "[Words](https://example.org/town) lead on.",
        "[town]{jv} is Javanese.",
        "The town  crier knows the Town Hall Act.",
    ],
)
def test_a_form_is_left_alone_where_it_is_right(english: str, tmp_path: Path) -> None:
    assert found(tmp_path, english) == []


def test_the_longest_form_is_named(tmp_path: Path) -> None:
    assert found(tmp_path, "A county town.") == [
        "the style sheet avoids “county town”; write “city”, not “county town”"
    ]


def test_an_entry_is_for_one_language_and_may_count_capitals(tmp_path: Path) -> None:
    (said,) = found(tmp_path, "What anda means.", "Anda dan anda, town.")
    assert said.endswith("write “Anda”, not “anda”")


def test_prose_is_searched_but_for_code_macros_and_other_languages(tmp_path: Path) -> None:
    page = '# Town\n\n{# town #} `town` <span lang="id">town</span> a town.\n\n```sh\ntown\n```\n'
    assert len(found(tmp_path, "Pull the weeds.", page=page)) == 1


def test_synonyms_of_the_glossary_are_what_people_type(tmp_path: Path) -> None:
    data = write_small(tmp_path)
    (data / "sheet.yaml").write_text(SHEET, encoding="utf-8")
    change(data / "rest.yaml", "  seed:\n", "  seed:\n    synonyms: {en: [town]}\n")
    assert problems(read(data)) == []


def test_a_misspelt_key_of_an_entry_gets_the_right_suggestion(tmp_path: Path) -> None:
    data = write_small(tmp_path)
    (data / "sheet.yaml").write_text(SHEET.replace("except:", "excpt:"), encoding="utf-8")
    assert "did you mean `except`?" in [problem.remedy for problem in problems(read(data))]
