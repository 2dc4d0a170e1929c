"""Each form that the style sheet avoids is found where it is written, and what ships keeps to the sheet."""

from __future__ import annotations

import json

import pytest
from own import DATA, DATASET

from handbook.check.case import Case
from handbook.check.wording import wording_kept
from handbook.source.labels import shipped
from handbook.source.load import Dataset, read
from tests.programme_copy import Copy

assert DATASET.programme is not None
SHEET, LANGUAGES = DATASET.programme.style, DATASET.programme.languages


def case(dataset: Dataset) -> Case:
    assert dataset.programme is not None
    return Case(dataset, dataset.programme)


def found(programme: Copy, language: str, words: list[str]) -> list[int]:
    """The numbers of the texts in which the style sheet of this programme finds something."""
    labels = {f"x{number}": {language: text} for number, text in enumerate(words)}
    lines = [f"  {key}: {json.dumps(text, ensure_ascii=False)}" for key, text in labels.items()]
    programme.add("words.yaml", "\n".join(["labels:", *lines, ""]))
    programme.add("style.yaml", (DATA / "style.yaml").read_text(encoding="utf-8"))
    problems = wording_kept(case(read(programme.data, None)))
    return sorted({problem.line - 2 for problem in problems if programme.short(problem) == "words.yaml"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_form_that_the_sheet_avoids_is_found(language: str, programme: Copy) -> None:
    entries = [entry for entry in SHEET.values() if entry.language == language]
    forms = [form for entry in entries for form in entry.avoid]

    assert len(forms) > 40
    assert found(programme, language, [f"1 {form} 2." for form in forms]) == list(range(len(forms)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_in_which_a_form_is_right_are_left_alone(language: str, programme: Copy) -> None:
    entries = [entry for entry in SHEET.values() if entry.language == language]
    phrases = [phrase for entry in entries for phrase in entry.allowed]

    assert phrases
    assert found(programme, language, [f"1 {phrase} 2." for phrase in phrases]) == []


def test_the_labels_that_ship_keep_to_the_sheet(programme: Copy) -> None:
    for language in LANGUAGES:
        words = [text[language] for text in shipped().values()]
        kept = {words[number] for number in found(programme, language, words)}
        programme.file("words.yaml").unlink()
        programme.file("style.yaml").unlink()
        assert kept == set()
