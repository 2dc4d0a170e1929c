"""Lists to tick have permanent names, and their items versions that hold in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handbook.localised import locales
from handbook.model.parts import Step
from handbook.model.publication import About
from handbook.model.text import Statement
from handbook.source.load import read
from handbook.views.ticks import TickList, all_lists, handbook_key, versions, written
from tests.html_kit import Page, pages
from tests.places import LIBRARIES
from tests.programme_copy import Copy

pytestmark = pytest.mark.build


def statement(original: str, translation: str = "x") -> Statement:
    return Statement.model_validate({"id": original, "en": translation})


def test_a_version_is_short_and_the_same_each_time() -> None:
    (first,) = versions([statement("Satu")], "id")
    assert re.fullmatch("[a-z2-7]{6}", first)
    assert versions([statement("Satu")], "id") == (first,)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (statement("Satu dua", "another"), True),
        (statement("Satu  dua\n"), True),
        (statement("*Satu* [[t/x|dua]]"), True),
        (statement("Satu tiga"), False),
        (statement("satu dua"), False),
    ],
    ids=["translation", "white space", "marks", "word", "capital"],
)
def test_only_the_words_of_the_original_count(other: Statement, same: bool) -> None:
    assert (versions([statement("Satu dua")], "id") == versions([other], "id")) is same


def test_all_that_a_step_says_counts() -> None:
    result = {"id": "Susun", "en": "Write", "who": {"id": "Ketua", "en": "Chair"}}
    before = versions([Step.model_validate(result)], "id")
    after = versions([Step.model_validate({**result, "who": {"id": "Sekretaris", "en": "Secretary"}})], "id")
    assert before != after


def test_items_with_the_same_text_are_told_apart() -> None:
    one, two, three = versions([statement("Sama")] * 3, "id")
    assert (two, three) == (f"{one}-2", f"{one}-3")


def test_lists_are_written_for_an_attribute() -> None:
    assert (
        written([TickList("t/x#steps", "", (), ("a", "b")), TickList("t/x#end", "", (), ("c",))])
        == "t/x#steps a b; t/x#end c"
    )


def test_pages_hold_the_lists_with_their_versions_in_every_language(site: Path) -> None:
    locale = locales(read(LIBRARIES))["id"]
    wanted = {result.name: result.versions for result in all_lists(locale)}
    assert wanted
    for language in locale.programme.languages:
        result: dict[str, tuple[str, ...]] = {}
        for _, page in pages(site / ("" if language == locale.original else language)):
            if page.all("html", lang=language):
                result.update(lists_on(page))
        assert result == wanted


def lists_on(page: Page) -> dict[str, tuple[str, ...]]:
    """Names and versions of the lists of a page, in document order."""
    result: dict[str, tuple[str, ...]] = {}
    name = ""
    for element in page.elements:
        if element.get("data-ticks"):
            name = element.get("data-ticks")
            result[name] = ()
        elif element.get("data-tick"):
            result[name] += (element.get("data-tick"),)
    return result


def test_handbooks_are_told_apart_by_their_key_or_title() -> None:
    about = locales(read(LIBRARIES))["id"].about
    assert about.key is None
    other = about.model_copy(update={"title": statement("Lain")})
    keys = {handbook_key(about, "id"), handbook_key(other, "id")}
    assert len(keys) == 2
    pattern = next(m.pattern for m in About.model_fields["key"].metadata if hasattr(m, "pattern"))
    assert all(re.fullmatch(pattern, key) for key in keys)
    assert handbook_key(about.model_copy(update={"key": "mine"}), "id") == "mine"


@pytest.mark.parametrize("key", ["Two Words", "a" * 41, "<b>"])
def test_a_key_that_cannot_be_one_is_refused_in_words(key: str, programme: Copy) -> None:
    programme.change("programme.yaml", "programme:\n", f'programme:\n  key: "{key}"\n')
    (problem,) = [result for result in programme.problems() if "key" in result.what]
    assert programme.short(problem) == "programme.yaml"
    assert re.match("write (small letters|a shorter text)", problem.remedy)
